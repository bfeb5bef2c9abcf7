import { misspeltActions } from '../actions/action-names';
import { AwsActions } from '../actions/aws-actions';
import { World } from '../decisions/world';
import { ACCOUNT } from '../model/physical-ids';
import { list, type NamedPolicy } from '../model/policy';
import { deadWeight } from '../names/dead-weight';
import { openStatements } from '../names/whole-statements';
import type { Proof } from '../proof';
import type { AccountSubject } from './account-subject';
import { AccountCast } from './cast';

/** Actions that AWS offers no resource for. */
const ANYWHERE =
  /^(bedrock:(\w+ModelInvocationLoggingConfiguration|(Get|Put)AccountDataRetention|ListEnforcedGuardrailsConfiguration)|xray:\w+)$/;

/**
 * Policies of an account deployment speak of nothing else: every resource that is allowed, every principal and every value
 * that a condition compares with is on a closed list, which follows from the row.
 */
export const accountNames = ({ account }: AccountSubject): Proof => ({
  name: 'names',
  broken: async (subject) => {
    const aws = await AwsActions.load();
    const cast = new AccountCast(new World(subject), account);
    const { roles, attachments, buckets, keys } = cast.world.system;
    const boundaries = new Set(roles.flatMap(({ boundary }) => boundary ?? []));
    const own = attachments.map(({ policy }) => policy);
    const ofResources = [...buckets, ...keys].flatMap(({ policy }) => policy ?? []);
    const [resources, values, holders] = [resourcesOf(cast), valuesOf(cast), namesOf(cast)];
    return [
      ...misspeltActions(subject.templates, aws),
      ...(await deadWeight(cast.world.system, aws)),
      ...[...own, ...boundaries, ...buckets.flatMap(({ policy }) => policy ?? [])].flatMap((policy) =>
        openStatements(policy),
      ),
      ...attachments.flatMap(({ policy, principals }) =>
        principals
          .filter((who) => !holders.has(who))
          .map((who) => `policies are held by nothing but roles of the deployment. But: ${policy.name} by the ${who}`),
      ),
      ...[...own, ...boundaries].flatMap((policy) => foreignResources(policy, resources)),
      ...buckets.flatMap(({ arn, policy }) =>
        policy ? foreignResources(policy, new Set([...resources].filter((one) => one.startsWith(arn)))) : [],
      ),
      ...[...own, ...boundaries, ...ofResources, ...roles.map(({ trust }) => trust)].flatMap((policy) =>
        foreignValues(policy, values),
      ),
      ...keys.flatMap(({ policy }) => foreignKeyActions(policy)),
      ...ofResources.flatMap((policy) => foreignPrincipals(policy, principalsOf(cast))),
      ...roles.flatMap(({ name, trust }) => foreignPrincipals(trust, trustedBy(cast, name))),
      ...roles.flatMap(({ trust }) =>
        trust.document.Statement.filter(({ Action }) => list(Action).join() !== 'sts:AssumeRole').map(
          ({ Action }) => `trust policies allow nothing but AssumeRole. But: ${trust.name} has ${Action}`,
        ),
      ),
    ];
  },
});

const namesOf = ({ world }: AccountCast) =>
  new Set(world.system.roles.map(({ arn }) => `role ${arn.split('/').at(-1)}`));

function resourcesOf(cast: AccountCast): ReadonlySet<string> {
  const { prompts, files, accessLogs, names } = cast;
  return new Set([
    ...cast.world.system.buckets.map(({ arn }) => arn),
    ...(prompts ? [`${prompts}/*`, cast.large.replace(/a$/, '*'), `${accessLogs}/prompts/*`] : []),
    ...(files ? [`${files}/*`, `${files}/AWSLogs/${ACCOUNT}/*`, `${accessLogs}/trail/*`] : []),
    ...[`${accessLogs}/*`, `${cast.group}:*`, cast.stream, cast.machine, cast.execution.replace(/one$/, '*')],
    `arn:aws:iam::${ACCOUNT}:role/${names.loggingRole}`,
    ...(cast.keyArn ? [cast.keyArn] : []),
  ]);
}

function foreignResources({ name, document }: NamedPolicy, known: ReadonlySet<string>): readonly string[] {
  return document.Statement.flatMap(({ Effect, Action, Resource, NotResource }) => {
    const isAnywhere = list(Action).every((action) => ANYWHERE.test(action));
    const named = Effect === 'Allow' ? list(Resource) : list(NotResource);
    return named
      .filter((arn) => !known.has(arn) && !(arn === '*' && isAnywhere))
      .map((arn) => `policies name nothing but what is ours. But: ${name} names ${arn}`);
  });
}

/** Values of each condition key, in lower case. */
function valuesOf(cast: AccountCast): Readonly<Record<string, readonly string[]>> {
  const { prompts, files, names, world } = cast;
  const trail = cast.arn('cloudtrail', `trail/${names.trail}`);
  const rules = [cast.config.trustedPrincipals, cast.config.auditors];
  const sets = rules.flatMap((rule) => rule?.permissionSets ?? []);
  return {
    'aws:securetransport': ['false'],
    's3:tlsversion': ['1.2'],
    'aws:principalisawsservice': ['false'],
    'aws:multifactorauthpresent': ['true'],
    'aws:principalarn': [
      `arn:aws:iam::${ACCOUNT}:role/${names.auditorRole}`,
      'arn:aws:iam::*:root',
      ...sets.flatMap((set) =>
        ['', '*/'].map(
          (path) =>
            `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/${path}AWSReservedSSO_${set}_${'?'.repeat(16)}`,
        ),
      ),
    ],
    'aws:sourceaccount': [ACCOUNT],
    'aws:sourcearn': [
      ...[cast.arn('bedrock', '*'), cast.machine, trail],
      ...[prompts, files].filter((arn) => arn !== undefined),
    ],
    'sts:externalid': rules.flatMap((rule) => rule?.externalId ?? []),
    'iam:passedtoservice': ['bedrock.amazonaws.com'],
    'bedrock:dataretentionmode': ['none', 'inherit'],
    'kms:viaservice': ['s3', ...(prompts ? ['logs'] : [])].map((name) => `${name}.${world.region}.amazonaws.com`),
    'kms:encryptioncontext:aws:cloudtrail:arn': [trail],
    'kms:encryptioncontext:aws:logs:arn': [cast.arn('logs', `log-group:${names.logGroups}/*`)],
    's3:x-amz-acl': ['bucket-owner-full-control'],
    's3:x-amz-server-side-encryption': ['aws:kms', 'false', 'true'],
    's3:x-amz-server-side-encryption-aws-kms-key-id': [cast.keyArn ?? '', 'false', 'true'],
    's3:x-amz-server-side-encryption-customer-algorithm': ['false', 'true'],
  };
}

function foreignValues({ name, document }: NamedPolicy, known: Readonly<Record<string, readonly string[]>>) {
  return document.Statement.flatMap(({ Condition = {} }) =>
    Object.values(Condition).flatMap((keys) =>
      Object.entries(keys).flatMap(([key, wanted]) =>
        [wanted]
          .flat()
          .map(String)
          .filter((value) => !known[key.toLowerCase()]?.includes(value))
          .map((value) => `conditions compare with nothing but what is ours. But: ${name} takes ${value} for ${key}`),
      ),
    ),
  );
}

const principalsOf = ({ world: { region } }: AccountCast): readonly string[] => [
  ...[`arn:aws:iam::${ACCOUNT}:root`, `logs.${region}.amazonaws.com`, 'bedrock.amazonaws.com'],
  ...['cloudtrail.amazonaws.com', 'logging.s3.amazonaws.com'],
];

const SERVICES: Readonly<Record<string, string>> = {
  'logging role': 'bedrock.amazonaws.com',
  'settings workflow': 'states.amazonaws.com',
};

/** Principals that may assume a role, as the row says. Sessions of Identity Center come in by the account. */
function trustedBy({ config: { auditors, trustedPrincipals } }: AccountCast, role: string): readonly string[] {
  const { [role]: service } = SERVICES;
  if (service !== undefined) return [service];
  const rule = (role === 'auditor' ? auditors : undefined) ?? trustedPrincipals;
  return [...(rule?.principals ?? []), ...(rule && !rule.permissionSets ? [] : [ACCOUNT])].map((one) =>
    one.startsWith('arn:') ? one : `arn:aws:iam::${one}:root`,
  );
}

function foreignPrincipals({ name, document }: NamedPolicy, known: readonly string[]): readonly string[] {
  return document.Statement.flatMap(({ Effect, Principal, NotPrincipal }) => {
    const named =
      NotPrincipal === undefined
        ? [Principal ?? []].flatMap((one) => (typeof one === 'string' ? [one] : Object.values(one).flatMap(list)))
        : ['everybody but some'];
    return named
      .filter((one) => (Effect === 'Deny' ? one !== '*' : !known.includes(one)))
      .map((one) => `policies name no principal but those of the row. But: ${name} has ${Effect} for ${one}`);
  });
}

/** Actions with which each service uses the key in its own name. */
const KEY_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  logs: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
  bedrock: ['kms:GenerateDataKey'],
  cloudtrail: ['kms:GenerateDataKey'],
};

const foreignKeyActions = ({ name, document }: NamedPolicy): readonly string[] =>
  document.Statement.flatMap(({ Action, NotAction, Principal = {} }) => {
    const [service] = typeof Principal === 'string' ? [] : list(Principal.Service);
    const known = KEY_ACTIONS[service?.split('.')[0] ?? ''];
    if (service === undefined || (NotAction === undefined && list(Action).every((one) => known?.includes(one))))
      return [];
    return [`services use the key for what they need. But: ${name} lets ${service} do ${Action ?? 'all but some'}`];
  });
