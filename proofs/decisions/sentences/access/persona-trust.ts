import type { PersonasConfig } from '../../../../domain/deployment/config/personas-config';
import type { TrustedPrincipals } from '../../../../domain/deployment/config/trusted-principals';
import type { DeploymentConfig } from '../../../../domain/deployment/deployment';
import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import { teamRole } from '../../../model/role-words';
import type { Role } from '../../../model/system';
import { actions, carrying, each, on, type Question } from '../../question';
import type { Sentence } from '../../sentence';
import { EVERYTHING, type Who } from '../../who';
import type { World } from '../../world';

/** Each persona by the words for its role. */
export const PERSONAS: Readonly<Record<string, keyof PersonasConfig>> = {
  administrator: 'administrator',
  reader: 'reader',
  invoker: 'invoker',
  tuner: 'tuner',
  curator: 'curator',
  clinician: 'clinician',
  'records reader': 'records',
  auditor: 'auditor',
  'report reader': 'reportReader',
  'breaker operator': 'breakerOperator',
  scientist: 'scientist',
  'break-glass role': 'breakGlass',
  'documents break-glass role': 'breakGlass',
};

export const MFA = { 'aws:MultiFactorAuthPresent': 'true' };

export const person = (words: string, principal: string): Who => ({ words, principal, identity: [EVERYTHING] });

export const becoming = (role: Role, ...contexts: readonly Question['context'][]) =>
  each(actions('sts:AssumeRole'), on(role.arn), carrying(...contexts));

/** Rule of the row for a persona; undefined for the default. */
export function ruleOf(config: DeploymentConfig, role: Role): TrustedPrincipals | undefined {
  const team = config.teams?.find(({ name }) => teamRole(name) === role.name);
  // No application can meet MFA.
  if (team) return { ...team, mfa: false };
  const persona = PERSONAS[role.name];
  const rule = (persona && config.personas?.[persona]?.trustedPrincipals) ?? config.trustedPrincipals;
  return rule ?? (persona && OF_SENSITIVE_DATA.includes(persona) ? WITH_MFA : undefined);
}

/** Personas that reach patient data or logs of developers. */
const OF_SENSITIVE_DATA: readonly (keyof PersonasConfig)[] = ['auditor', 'clinician', 'records', 'reportReader'];

/** Default for sensitive data: sessions of Identity Center carry no mark of MFA. */
const WITH_MFA: TrustedPrincipals = { principals: [ACCOUNT] };

/** Principals who may become a persona with everything that its rule requires; the first of them for other questions. */
export function admitted(config: DeploymentConfig, role: Role): Who {
  const rule = ruleOf(config, role);
  const [named] = namedBy(rule);
  const [permissionSet = ''] = rule?.permissionSets ?? [];
  return person('somebody who may become it', named ?? identityCenterRole(permissionSet));
}

/** Conditions of the rule on a session, apart from MFA. */
export const required = ({ externalId }: TrustedPrincipals = {}): Question['context'] =>
  externalId === undefined ? {} : { 'sts:ExternalId': externalId };

/** Principals that the rule names, of an account one user and one role. By default our own account is named. */
function namedBy(rule: TrustedPrincipals | undefined): readonly string[] {
  const principals = rule ? (rule.principals ?? []) : [ACCOUNT];
  return principals.flatMap((principal) =>
    principal.startsWith('arn:')
      ? [principal]
      : [`arn:aws:iam::${principal}:user/alice`, `arn:aws:iam::${principal}:role/Developer`],
  );
}

/** ARN of the role that Identity Center makes of a permission set. Its path has the Region of Identity Center. */
const identityCenterRole = (permissionSet: string, { account = ACCOUNT, path = 'eu-west-1/' } = {}) =>
  `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/${path}AWSReservedSSO_${permissionSet}_0123456789abcdef`;

export function personaTrust(world: World, role: Role): readonly Sentence[] {
  const rule = ruleOf(world.config, role);
  return [
    ...namedBy(rule).flatMap((principal) => ofNamed(world, role, { principal, rule })),
    ...ofRootUsers(world, role, rule),
    ...ofIdentityCenter(world, role, rule),
    ...ofUnnamed(world, role, rule),
  ];
}

function ofNamed(
  { may, cannot }: World,
  role: Role,
  { principal, rule }: { readonly principal: string; readonly rule: TrustedPrincipals | undefined },
): readonly Sentence[] {
  const who = person(principal, principal);
  const needed = required(rule);
  const withoutMfa = [needed, { ...needed, 'aws:MultiFactorAuthPresent': 'false' }];
  const isWaived = rule?.mfa === false;
  return [
    may(who, `may become the ${role.name}, with MFA`, becoming(role, { ...needed, ...MFA })),
    isWaived
      ? may(who, `may become the ${role.name} without MFA, as the row says`, becoming(role, ...withoutMfa))
      : cannot(who, `cannot become the ${role.name} without MFA`, becoming(role, ...withoutMfa)),
    ...(rule?.externalId === undefined
      ? []
      : [
          cannot(
            who,
            `cannot become the ${role.name} without the external id of the row`,
            becoming(role, MFA, { ...MFA, 'sts:ExternalId': `${rule.externalId}-2` }),
          ),
        ]),
  ];
}

/** Root users of the accounts that the rule names, with all that it asks for: nobody can be told who they are. */
function ofRootUsers({ cannot }: World, role: Role, rule?: TrustedPrincipals): readonly Sentence[] {
  const accounts = (rule?.principals ?? []).filter((principal) => !principal.startsWith('arn:'));
  return accounts.map((account) =>
    cannot(
      person(`the root user of ${account}`, `arn:aws:iam::${account}:root`),
      `cannot become the ${role.name}, though the row names the account`,
      becoming(role, { ...required(rule), ...MFA }),
    ),
  );
}

/** Sessions of Identity Center carry no mark of MFA. */
function ofIdentityCenter({ may, cannot }: World, role: Role, rule?: TrustedPrincipals): readonly Sentence[] {
  const sets = rule ? (rule.permissionSets ?? []) : ['AnyPermissionSet'];
  const elsewhere = sets[0] ?? 'AnyPermissionSet';
  const own = identityCenterRole(elsewhere, { path: '' });
  const others = rule ? [`${elsewhere}x`, `x${elsewhere}`, `${elsewhere}_more`, 'another'] : [];
  const strangers = {
    'a session of another permission set': others.map((name) => identityCenterRole(name)),
    'a session of Identity Center in another account': [identityCenterRole(elsewhere, { account: OTHER_ACCOUNT })],
    'a role or user with the name of one of Identity Center': [
      own.replace('aws-reserved/sso.amazonaws.com/', ''),
      own.replace('role/', 'role/team/'),
      own.replace('role/', 'user/'),
      own.replace('aws-reserved', 'aws_reserved'),
    ],
  };
  return [
    ...sets.flatMap((set) =>
      ['', 'eu-west-1/'].map((path) =>
        may(
          person(`a session of the permission set ${set}`, identityCenterRole(set, { path })),
          `may become the ${role.name}`,
          becoming(role, {}),
        ),
      ),
    ),
    ...Object.entries(strangers).flatMap(([words, arns]) =>
      arns.map((arn) => cannot(person(words, arn), `cannot become the ${role.name} without MFA`, becoming(role, {}))),
    ),
  ];
}

function ofUnnamed({ cannot }: World, role: Role, rule?: TrustedPrincipals): readonly Sentence[] {
  if (!rule || rule.principals?.includes(ACCOUNT)) return [];
  return ['user/mallory', 'role/Mallory'].map((name) =>
    cannot(
      person('somebody whom the row does not name', `arn:aws:iam::${ACCOUNT}:${name}`),
      `cannot become the ${role.name}`,
      becoming(role, { ...required(rule), ...MFA }),
    ),
  );
}
