import { isDeepStrictEqual } from 'node:util';
import type { AssemblyStack } from '../../domain/template/assembly';
import type { DeployedResource } from './deployed';
import type { Expected } from './expected';

export type Verdict = 'same' | 'differs' | 'not made' | 'not read';

export interface ComparedResource {
  /** The path of the construct, such as `sandbox/Storage/FineTuning/Resource`, or else the logical id. */
  readonly path: string;
  readonly type: string;
  readonly verdict: Verdict;
  /** Names of the properties that were compared. */
  readonly properties: readonly string[];
  readonly differences: readonly Difference[];
}

export interface Difference {
  readonly property: string;
  readonly template: unknown;
  readonly found: unknown;
}

/** Holds what was found against what the templates say, property by property. */
export function compare(
  stacks: readonly AssemblyStack[],
  deployed: readonly DeployedResource[],
  expected: Expected,
): ComparedResource[] {
  return deployed.map((resource) => {
    const { Properties = {}, Metadata } =
      stacks.find(({ stackName }) => stackName === resource.stack)?.template.Resources[resource.logicalId] ?? {};
    const known = { path: String(Metadata?.['aws:cdk:path'] ?? resource.logicalId), type: resource.type };
    const { physicalId, found } = resource;
    if (!physicalId) return { ...known, verdict: 'not made', properties: [], differences: [] };
    if (!found) return { ...known, verdict: 'not read', properties: [], differences: [] };
    const properties = Object.keys(found.properties).filter(
      (name) => found.properties[name] !== undefined || Properties[name] !== undefined,
    );
    const differences = properties.flatMap((property): Difference[] => {
      const said = Properties[property] ?? DEFAULTS[`${resource.type}.${property}`];
      const template = comparable(expected.valueOf(resource.stack, said));
      const actual = comparable(found.properties[property]);
      return isDeepStrictEqual(template, actual) ? [] : [{ property, template, found: actual }];
    });
    return { ...known, verdict: differences.length === 0 ? 'same' : 'differs', properties, differences };
  });
}

/** What a service takes where a template says nothing. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  'AWS::IAM::Role.MaxSessionDuration': 3600,
  'AWS::KMS::Key.Enabled': true,
};

/** What stands in a template for its reader alone, and what a service answers without being asked. */
const UNHELD = ['BucketKeyEnabled', 'Description'];

/**
 * A value without what makes no difference: the order of lists, absent members, a list that is empty or a single value,
 * a number written as text.
 */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(comparable).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
    return items.length > 1 ? items : items[0];
  }
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value)
    .filter(([name, member]) => member !== undefined && !UNHELD.includes(name))
    .map(([name, member]) => [name, comparable(member)] as const);
  return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** What moto has no model for, and what holds nothing that could differ. Anything else that is missing is a failure. */
const EXCUSED: readonly (readonly [Verdict, string])[] = [
  ['not made', 'AWS::Bedrock::Guardrail'],
  ['not made', 'AWS::Bedrock::GuardrailVersion'],
  ['not read', 'AWS::EC2::SubnetRouteTableAssociation'],
];

/** Whether everything is as the templates say, but for what the sandbox is known not to be able to tell. */
export const isAsSaid = (compared: readonly ComparedResource[]): boolean =>
  compared.every(
    ({ verdict, type }) => verdict === 'same' || EXCUSED.some(([known, of]) => known === verdict && of === type),
  );
