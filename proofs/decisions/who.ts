import type { NamedPolicy } from '../model/policy';

/** Somebody who asks, with the policies that are his own. */
export interface Who {
  readonly words: string;
  /** ARN, or the name of a service. */
  readonly principal: string;
  readonly identity: readonly NamedPolicy[];
  readonly boundary?: NamedPolicy;
}

export const EVERYTHING: NamedPolicy = {
  name: 'everything',
  document: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
};
