import type { Outcome, Request } from '../model/request';

/** Claim of a sentence on one request. `denied`: implicitly or explicitly; `explicitly denied`: whatever else might allow it. */
export type Expected = 'allowed' | 'denied' | 'explicitly denied';

/** Tells whether an outcome is as it was claimed. */
export const holds = (outcome: Outcome, expected: Expected): boolean =>
  expected === 'denied' ? outcome !== 'allowed' : outcome === expected;

export interface Point {
  readonly request: Request;
  readonly expected: Expected;
}

/** One claim that a security reviewer can read aloud, with every request that it is decided on. */
export interface Sentence {
  /** `the reader cannot invoke any model` */
  readonly says: string;
  readonly points: readonly Point[];
}

/** The same requests without the policies of resources: what a role is given decides. */
export const alone = ({ says, points }: Sentence): Sentence => ({
  says,
  points: points.map((point) => {
    const { resource: _, ...policies } = point.request.policies;
    return { ...point, request: { ...point.request, policies } };
  }),
});

/** The words of one point: what is asked, and in which circumstances. */
export function pointWords({ request, expected }: Point): string {
  const { action, resource, context, policies } = request;
  const circumstances = Object.entries(context)
    .filter(([key]) => !ALWAYS.includes(key))
    .map(([key, value]) => `${key} = ${[value].flat().join(', ')}`);
  const door = policies.endpoint ? [`through ${policies.endpoint.name}`] : [];
  return `${action} on ${resource} must be ${expected}${[...door, ...circumstances].map((word) => `; ${word}`).join('')}`;
}

const ALWAYS = ['aws:PrincipalAccount', 'aws:PrincipalArn', 'aws:ResourceAccount', 's3:TlsVersion'];

export const summary = (points: readonly Point[]) => ({
  decisions: points.length,
  allowed: points.filter(({ expected }) => expected === 'allowed').length,
});
