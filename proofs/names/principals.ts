import { carriesAudience } from '../decisions/parts/knowledge';
import { ruleOf } from '../decisions/sentences/access/persona-trust';
import { serviceOf } from '../decisions/sentences/access/trust';
import type { World } from '../decisions/world';
import { ACCOUNT } from '../model/physical-ids';
import { list, type NamedPolicy, type Statement } from '../model/policy';
import type { Role } from '../model/system';

const rootOf = (account: string) => `arn:aws:iam::${account}:root`;
const trusted = (principal: string) => (principal.startsWith('arn:') ? principal : rootOf(principal));

/**
 * Returns whom policies name that is not on the list for them: a holder of an identity policy that is no role of the
 * deployment, a principal that neither the row nor the design admits, a Deny that spares everybody whom it does not name.
 */
export function foreignPrincipals(world: World): readonly string[] {
  const { roles, attachments, buckets, vectorBuckets, queues, topics, keys, endpoints } = world.system;
  const { knowledge, healthScribe, observability } = world.config;
  const ofKey = [
    ...[rootOf(ACCOUNT), `logs.${world.region}.amazonaws.com`],
    ...(knowledge ? ['indexing.s3vectors.amazonaws.com', EVENTS] : []),
    ...(healthScribe || observability ? [ALARMS] : []),
    ...(healthScribe?.dataEvents ? [TRAIL] : []),
  ];
  const holders = new Set(roles.map(({ arn }) => `role ${arn.split('/').at(-1)}`));
  return [
    ...attachments.flatMap(({ policy, principals }) =>
      principals
        .filter((principal) => !holders.has(principal))
        .map((who) => `policies are held by nothing but roles of the deployment. But: ${policy.name} by the ${who}`),
    ),
    ...roles.flatMap((role) => [...strangers(role.trust, assuming(world, role)), ...otherVerbs(world, role)]),
    ...keys.flatMap(({ arn, at, policy }) => strangers(policy, arn === world.key ? ofKey : ofOtherKey(at))),
    ...buckets.flatMap(({ at, policy }) => (policy ? strangers(policy, writersOf(at)) : [])),
    ...topics.flatMap(({ policy }) => (policy ? strangers(policy, [ALARMS]) : [])),
    ...vectorBuckets.flatMap(({ policy }) => (policy ? strangers(policy, []) : [])),
    ...queues.flatMap(({ policy }) => (policy ? strangers(policy, [EVENTS]) : [])),
    // Which principal uses an endpoint is a condition of its policy: decisions ask about it.
    ...endpoints.flatMap(({ policy }) => strangers(policy, [EVERYBODY])),
  ];
}

/** No service uses the key of patient data in its own name. */
const ofOtherKey = (at: string) => [rootOf(ACCOUNT), ...(at.includes('/Developer/') ? [DEVELOPER] : [])];

function writersOf(at: string): readonly string[] {
  if (at.includes('/TrailFiles')) return [TRAIL];
  return /\/Developer\/(Prompts|Reports)/.test(at) ? [DEVELOPER] : ['logging.s3.amazonaws.com'];
}

const EVERYBODY = '*';
const EVENTS = 'events.amazonaws.com';
const ALARMS = 'cloudwatch.amazonaws.com';
const DEVELOPER = 'q.amazonaws.com';
const TRAIL = 'cloudtrail.amazonaws.com';

/** Principals that may assume a role, as the row says. */
function assuming({ config }: World, role: Role): readonly string[] {
  const service = serviceOf(role);
  if (service !== undefined) return [service];
  if (role.name === 'application role') {
    const { principals = [], services = [] } = config.applications ?? {};
    return [...principals, ...services.map((one) => one.service)];
  }
  const rule = ruleOf(config, role);
  // Sessions of Identity Center come in by the account, and a condition on their path.
  const account = rule && !rule.permissionSets ? [] : [rootOf(ACCOUNT)];
  return [...(rule?.principals ?? []).map(trusted), ...account];
}

/** Other verbs that a trust policy allows: to label a session, unless with an audience or a clinician id, or to come in by an identity provider. */
function otherVerbs({ config }: World, { name, trust }: Role): readonly string[] {
  const isTagged = carriesAudience(config, name) || name === 'clinician';
  const verbs = isTagged ? ['sts:AssumeRole', 'sts:TagSession'] : ['sts:AssumeRole'];
  return trust.document.Statement.filter(({ Action }) => !verbs.includes(list(Action).join())).map(
    ({ Action, NotAction }) =>
      `trust policies allow nothing but AssumeRole. But: ${trust.name} has ${Action ?? `all but ${NotAction}`}`,
  );
}

const namedBy = ({ Principal, NotPrincipal }: Statement): readonly string[] => {
  if (NotPrincipal !== undefined) return ['everybody but some'];
  return typeof Principal === 'string' ? [Principal] : Object.values(Principal ?? {}).flatMap(list);
};

function strangers({ name, document }: NamedPolicy, known: readonly string[]): readonly string[] {
  return document.Statement.flatMap((statement) => {
    const expected = statement.Effect === 'Deny' ? [EVERYBODY] : known;
    return namedBy(statement)
      .filter((principal) => !expected.includes(principal))
      .map((who) => `policies name no principal but those of the row. But: ${name} has ${statement.Effect} for ${who}`);
  });
}
