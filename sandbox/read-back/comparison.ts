import { isDeepStrictEqual } from 'node:util';
import type { AssemblyStack } from '../../domain/template/assembly';
import type { DeployedResource } from './deployed';
import type { Expected } from './expected';

/** Result of the comparison of one resource. */
export type ComparisonResult = 'same' | 'differs' | 'not made' | 'not read';

export interface ComparedResource {
  /** Path of the construct, such as `sandbox/Storage/FineTuning/Resource`; otherwise the logical id. */
  readonly path: string;
  readonly type: string;
  readonly result: ComparisonResult;
  /** Names of the properties that were compared. */
  readonly properties: readonly string[];
  readonly differences: readonly Difference[];
}

export interface Difference {
  readonly property: string;
  readonly template: unknown;
  readonly found: unknown;
}

/** Compares the deployed resources with the templates, property by property. */
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
    if (!physicalId) return { ...known, result: 'not made', properties: [], differences: [] };
    if (!found) return { ...known, result: 'not read', properties: [], differences: [] };
    const properties = Object.keys(found.properties).filter(
      (name) =>
        Properties[name] !== undefined ||
        (found.properties[name] !== undefined && !CHOSEN_BY_AWS.includes(`${resource.type}.${name}`)),
    );
    const differences = properties.flatMap((property): Difference[] => {
      const said = Properties[property] ?? DEFAULTS[`${resource.type}.${property}`];
      const template = comparable(expected.valueOf(resource.stack, said));
      const actual = comparable(found.properties[property]);
      return isDeepStrictEqual(template, actual) ? [] : [{ property, template, found: actual }];
    });
    return { ...known, result: differences.length === 0 ? 'same' : 'differs', properties, differences };
  });
}

/** Default of a service for a property that a template omits. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  'AWS::IAM::Role.MaxSessionDuration': 3600,
  'AWS::KMS::Key.Enabled': true,
};

/** Properties whose value AWS chooses if the template omits them. */
const CHOSEN_BY_AWS: readonly string[] = ['AWS::EC2::Subnet.AvailabilityZoneId'];

/** Properties without effect: text for readers, and members that a service adds to its answers. */
const IGNORED_PROPERTIES = ['BucketKeyEnabled', 'Description'];

/**
 * Normalizes a value for comparison. These make no difference: the order of a list, absent members, an empty list, a list
 * of one value, a number written as text.
 */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(comparable).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
    return items.length > 1 ? items : items[0];
  }
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value)
    .filter(([name, member]) => member !== undefined && !IGNORED_PROPERTIES.includes(name))
    .map(([name, member]) => [name, comparable(member)] as const);
  return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Types that the stand-in does not make, or makes and nobody reads, each with what decides about it instead. */
export const OMISSIONS: Readonly<Record<'not made' | 'not read', Readonly<Record<string, string>>>> = {
  'not made': {
    'AWS::Bedrock::ApplicationInferenceProfile': 'proofs/settings/guardrails.ts',
    'AWS::Bedrock::Guardrail': 'proofs/settings/guardrails.ts',
    'AWS::Bedrock::GuardrailVersion': 'proofs/settings/guardrails.ts',
    'AWS::Budgets::Budget': 'proofs/settings/alarms/budgets.ts',
    'AWS::Budgets::BudgetsAction': 'proofs/settings/alarms/budgets.ts',
    'AWS::CE::AnomalyMonitor': 'proofs/settings/alarms/budgets.ts',
    'AWS::CE::AnomalySubscription': 'proofs/settings/alarms/budgets.ts',
    'AWS::CloudTrail::Trail': 'proofs/settings/alarms/notices.ts',
    'AWS::CloudWatch::Alarm': 'proofs/settings/alarms/alarms.ts',
    'AWS::SageMaker::NotebookInstance': 'proofs/settings/workbench.ts',
    'AWS::SageMaker::NotebookInstanceLifecycleConfig': 'proofs/settings/workbench.ts',
    'AWS::SNS::Subscription': 'proofs/settings/alarms/notices.ts',
  },
  'not read': {
    'AWS::CloudWatch::Dashboard': 'proofs/settings/alarms/alarms.ts',
    'AWS::EC2::SubnetRouteTableAssociation': 'proofs/reachability/read-network.ts',
  },
};

/** Returns the resources that were not made, or not read, although their type is on no list. */
export const unlisted = (compared: readonly ComparedResource[]): readonly ComparedResource[] =>
  compared.filter(
    ({ result, type }) => (result === 'not made' || result === 'not read') && !Object.hasOwn(OMISSIONS[result], type),
  );

/** Returns true if every resource is as its template says, except those that are listed. */
export const matchesTemplates = (compared: readonly ComparedResource[]): boolean =>
  compared.every(({ result }) => result !== 'differs') && unlisted(compared).length === 0;
