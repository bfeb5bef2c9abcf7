import fc from 'fast-check';
import type { ApplicationsConfig } from '../../../domain/deployment/config/applications-config';
import { PLACEHOLDERS } from '../../../domain/deployment/config/organization-boundary';
import type { PersonasConfig } from '../../../domain/deployment/config/personas-config';
import type { TrustedPrincipals } from '../../../domain/deployment/config/trusted-principals';
import type { DeploymentConfig } from '../../../domain/deployment/deployment';
import { trustOf } from '../../../domain/deployment/personas';
import { copiedModels, MOST_MODELS } from '../../../domain/deployment/team-profiles';
import { accountId, optional, type PropertyRows, textOf } from '../property';

const NAME_CHARACTERS = 'aZ0+=,.@_-';

const role = fc
  .tuple(accountId, fc.constantFrom('', 'team/'), textOf(NAME_CHARACTERS, 1, 40))
  .map(([account, path, name]) => `arn:aws:iam::${account}:role/${path}${name}`);

const identityCenterRole = fc
  .tuple(
    accountId,
    fc.constantFrom('', 'eu-west-1/'),
    textOf(NAME_CHARACTERS, 1, 32),
    textOf('0123456789abcdef', 16, 16),
  )
  .map(
    ([account, region, name, digits]) =>
      `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/${region}AWSReservedSSO_${name}_${digits}`,
  );

const some = (principal: fc.Arbitrary<string>) => fc.uniqueArray(principal, { minLength: 1, maxLength: 3 });
const externalId = textOf(`${NAME_CHARACTERS}:/`, 2, 20);
const permissionSets = some(textOf(NAME_CHARACTERS, 1, 32));

/** Accounts with MFA or an external id; roles, some of Identity Center; permission sets. */
export const rule: fc.Arbitrary<TrustedPrincipals> = fc.oneof(
  fc.record({ permissionSets }),
  fc.record(
    { principals: some(fc.oneof(accountId, role)), mfa: fc.constant(true), externalId, permissionSets },
    { requiredKeys: ['principals'] },
  ),
  fc.record(
    { principals: some(fc.oneof(role, identityCenterRole)), mfa: fc.constant(false), permissionSets },
    { requiredKeys: ['principals', 'mfa'] },
  ),
  fc.record(
    { principals: some(fc.oneof(accountId, role)), mfa: fc.constant(false), externalId, permissionSets },
    { requiredKeys: ['principals', 'mfa', 'externalId'] },
  ),
);

export const trustedPrincipals: PropertyRows<'trustedPrincipals'> = () => optional(rule);

const hours = fc.integer({ min: 1, max: 12 });

export const sessionHours: PropertyRows<'sessionHours'> = () => optional(hours);

const persona = fc.record({ trustedPrincipals: rule, sessionHours: hours }, { requiredKeys: [] });

export const personas: PropertyRows<'personas'> = () =>
  optional(
    fc.record(
      {
        administrator: persona,
        reader: persona,
        invoker: persona,
        tuner: persona,
        curator: persona,
        clinician: persona,
        records: persona,
        auditor: persona,
        reportReader: persona,
        breakGlass: fc.record({ trustedPrincipals: rule }),
      },
      { requiredKeys: [] },
    ),
  );

/**
 * Personas without a role in this row are taken out; a break-glass role has principals if anybody has, and patient data
 * is reached with MFA.
 */
export function requiredPersonas(row: DeploymentConfig): Partial<DeploymentConfig> {
  const { developer, fineTuning, healthScribe, knowledge } = row;
  const all = row.personas ?? ((healthScribe || developer) && row.trustedPrincipals?.mfa === false ? {} : undefined);
  if (!all) return {};
  const { tuner, curator, clinician: _, records: _records, auditor: _auditor, reportReader: _reader, ...more } = all;
  const { breakGlass, ...others } = more;
  return {
    personas: {
      ...others,
      ...(fineTuning && tuner && { tuner }),
      ...(knowledge && curator && { curator }),
      ...(healthScribe && withMfa('clinician', row)),
      ...(healthScribe?.keepSignedNotes && withMfa('records', row)),
      ...(developer && { ...withMfa('auditor', row), ...withMfa('reportReader', row) }),
      ...((fineTuning?.vpcOnly || knowledge?.vpcOnly) && {
        breakGlass: breakGlass ?? { trustedPrincipals: { permissionSets: ['Emergency'] } },
      }),
    },
  };
}

/** The persona of the row, with principals that can meet MFA. */
function withMfa(name: 'auditor' | 'clinician' | 'records' | 'reportReader', row: DeploymentConfig): PersonasConfig {
  const one = row.personas?.[name];
  if (trustOf(row, name)?.mfa === false)
    return { [name]: { ...one, trustedPrincipals: { permissionSets: ['WithMfa'] } } };
  return one ? { [name]: one } : {};
}

const service = fc.tuple(fc.constantFrom('ecs-tasks', 'states', 'scheduler'), accountId).map(([name, account]) => ({
  service: `${name}.amazonaws.com`,
  sourceArn: `arn:aws:${name.replace('-tasks', '')}:*:${account}:*`,
}));

/** Roles of a path of their own, so that none of them is a persona too. */
const applicationRole = textOf(NAME_CHARACTERS, 1, 40).map((name) => `arn:aws:iam::111122223333:role/app/${name}`);

export const applications: PropertyRows<'applications'> = () =>
  optional(
    fc.oneof<fc.Arbitrary<ApplicationsConfig>[]>(
      fc.record(
        {
          principals: some(applicationRole),
          externalId,
          callModels: fc.boolean(),
          services: fc.uniqueArray(service, { minLength: 1, maxLength: 2, selector: ({ sourceArn }) => sourceArn }),
        },
        { requiredKeys: ['principals'] },
      ),
      fc.record(
        { services: fc.array(service, { minLength: 1, maxLength: 1 }), callModels: fc.boolean() },
        { requiredKeys: ['services'] },
      ),
    ),
  );

/** Teams with roles of a path of their own, as applications. `teamsOfRow` drops those without room. */
export const teams: PropertyRows<'teams'> = () =>
  optional(
    fc
      .uniqueArray(
        fc.record(
          { name: textOf('abcdefghijklmnopqrstuvwxyz', 1, 19), role: textOf(NAME_CHARACTERS, 1, 30), externalId },
          { requiredKeys: ['name', 'role'] },
        ),
        { minLength: 1, maxLength: 3, selector: ({ name }) => name },
      )
      .map((some) =>
        some.map(({ name, role, ...rest }, index) => ({
          ...{ name, ...rest },
          principals: [`arn:aws:iam::111122223333:role/team/${index}${role}`],
        })),
      ),
  );

/** Teams fit if their profiles and the models are few. */
export const teamsOfRow = (row: DeploymentConfig): Partial<DeploymentConfig> => {
  const copied = copiedModels(row).length;
  // A profile names a declared model once more: the correction of one name would be a mistake in the other.
  const room = copied === 0 || row.declaredModels ? 0 : Math.floor((MOST_MODELS - row.models.length) / copied);
  if (row.teams && room === 0) Reflect.deleteProperty(row, 'teams');
  return row.teams ? { teams: row.teams.slice(0, room) } : {};
};

export const invokerCallsModels: PropertyRows<'invokerCallsModels'> = () => optional(fc.boolean());

/** Names and ARNs, with each placeholder of the CDK and with none. */
export const permissionsBoundary: PropertyRows<'permissionsBoundary'> = () => {
  const part = fc.oneof(fc.constantFrom(...Object.values(PLACEHOLDERS)), textOf(NAME_CHARACTERS, 1, 20));
  const name = fc
    .tuple(fc.constantFrom('', 'team/'), fc.array(part, { minLength: 1, maxLength: 4 }))
    .map(([path, parts]) => `${path}${parts.join('-')}`);
  const account = fc.oneof(accountId, fc.constantFrom('aws', PLACEHOLDERS.account));
  const arn = fc
    .tuple(fc.constantFrom('aws', PLACEHOLDERS.partition), account, name)
    .map(([partition, owner, policy]) => `arn:${partition}:iam::${owner}:policy/${policy}`);
  return fc.option(fc.oneof(fc.record({ name }), fc.record({ arn })), { nil: undefined, freq: 1 });
};
