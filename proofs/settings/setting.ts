import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { DEPLOYMENT_TAG } from '../../domain/deployment/names/tags';
import type { Resolver } from '../model/resolver';
import type { Placed } from '../model/templates';

/** Facts that are known while one resource is looked at. */
export interface Context {
  readonly config: DeploymentConfig;
  /** Qualifier of the CDK bootstrap. */
  readonly qualifier: string;
  /** Name of the row. */
  readonly deployment: string;
  readonly resolver: Resolver;
  readonly placed: Placed;
  /** Properties of the resource, resolved. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** ARN of the key of the deployment. */
  readonly key: string;
  /** ARN of the key of patient data, if there is any. */
  readonly patientKey?: string;
  /** ARN of the key of developer logs, if there is any. */
  readonly developerKey?: string;
}

/** True for what the stack of patient data makes. */
export const isOfPatients = ({ placed }: Context): boolean => placed.at.includes('/Consultations/');

/** True for what the stack of developer logs makes. */
export const isOfDevelopers = ({ placed }: Context): boolean => placed.at.includes('/Developer/');

/** Key of what a stack makes. */
export function keyOf(context: Context): string | undefined {
  if (isOfPatients(context)) return context.patientKey;
  return isOfDevelopers(context) ? context.developerKey : context.key;
}

/** Requirement on a property: said in a sentence, decided by another proof, or free for a reason. */
export type Setting =
  | {
      readonly says: string;
      /** `undefined` where the resource has no such property. */
      readonly holds: (value: unknown, context: Context) => boolean;
    }
  | { readonly decidedBy: 'decisions' | 'names' | 'reachability' }
  | { readonly free: string };

export type Settings = Readonly<Record<string, Setting>>;

/** The same JSON. */
export const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

export const holds = (says: string, test: (value: unknown, context: Context) => boolean): Setting => ({
  says,
  holds: test,
});
export const is = (says: string, expected: unknown): Setting => holds(says, (value) => same(value, expected));
export const never = (says: string): Setting => holds(says, (value) => value === undefined);
export const theKey = (says: string): Setting => holds(says, (value, { key }) => value === key);
export const decisions: Setting = { decidedBy: 'decisions' };
export const names: Setting = { decidedBy: 'names' };
export const reachability: Setting = { decidedBy: 'reachability' };
export const words: Setting = { free: 'words for people' };
/** Workflow, teardown and bills find by this tag what belongs to a deployment. */
export const tags: Setting = holds('everything that can have tags has the tag of its deployment', (value, context) =>
  tagsIn(value).some(([name, text]) => name === DEPLOYMENT_TAG && text === context.deployment),
);

/** A list of keys and values, or one object, as the tags of a knowledge base. */
const tagsIn = (value: unknown): readonly (readonly unknown[])[] =>
  Array.isArray(value) ? value.map(({ Key, Value }) => [Key, Value]) : Object.entries(value ?? {});

/** Text that `Ref` or another attribute of some resource of the deployment answers. */
export const isOneOf =
  (type: string, attribute: string) =>
  (value: unknown, { resolver }: Context): boolean =>
    resolver.resources.some(
      (placed) => placed.resource.Type === type && resolver.attributeOf(placed, attribute) === value,
    );

/** Returns an attribute of each resource of a type. @param part of the places where they stand */
export const allOf = ({ resolver }: Context, type: string, attribute: string, part = ''): readonly string[] =>
  resolver.resources
    .filter(({ at, resource }) => resource.Type === type && at.includes(part))
    .map((placed) => resolver.attributeOf(placed, attribute));
