import { ConfigError, type Problem } from '../deployment/config-error';
import { validateRegion } from '../deployment/row/validate-row';
import {
  all,
  at,
  firstViolated,
  flag,
  isList,
  isObject,
  listOf,
  noDuplicates,
  objectOf,
  type Place,
  problem,
  text,
  type Validator,
  within,
} from '../deployment/validation';
import { withoutUndefined } from '../deployment/without-undefined';
import { CATALOGUE } from '../models/model-catalogue';
import type { OrganizationConfig } from './organization-config';

/** Role of the aws partition. A wildcard would admit roles that somebody else creates. */
const ROLE = /^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/** Source: AWS Organizations API Reference, AttachPolicy. */
const TARGET = /^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|\d{12})$/;

const account = text(
  'the id of an account',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-210',
      holds: (id) => /^\d{12}$/.test(id),
      message: 'is not the id of an account: 12 digits',
      remedy: 'Copy it from `aws organizations describe-organization --query Organization.MasterAccountId`.',
    },
  ]),
);

const target = text(
  'a root, an organizational unit or an account',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-211',
      holds: (id) => TARGET.test(id),
      message: 'is neither a root (r-…), nor an organizational unit (ou-…), nor an account (12 digits)',
      remedy: 'Copy the id of the root from `aws organizations list-roots`.',
    },
  ]),
);

const administratorRole = text(
  'the ARN of a role',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-212',
      holds: (arn) => ROLE.test(arn),
      message: 'is not the ARN of one role of the aws partition, without wildcards',
      remedy:
        "Write for example 'arn:aws:iam::111122223333:role/developer-admin', for a permission set the whole ARN of its role, with its path.",
    },
  ]),
);

const administrators = all(
  listOf(administratorRole, { min: 1, max: 10, what: 'roles' }),
  noDuplicates('Name each role once.'),
);

const properties = objectOf(
  {
    region: validateRegion,
    managementAccount: account,
    targets: all(listOf(target, { min: 1, what: 'targets' }), noDuplicates('Name each once.')),
    administrators,
    denyConsoleUse: flag('Omit it for false.'),
  } satisfies Record<keyof OrganizationConfig, Validator>,
  ['region', 'managementAccount', 'targets', 'administrators'],
);

/** No service control policy binds a principal of the management account: there, a policy would only look like a limit. */
const targetsAreBound: Validator = (row, place) => {
  if (!isObject(row) || !isList(row.targets)) return [];
  return row.targets.flatMap((id, index) =>
    id !== row.managementAccount
      ? []
      : [
          problem('PB-CONFIG-213', at(within(place, 'targets'), index), {
            value: id,
            message: 'is the management account, whose principals no service control policy binds',
            remedy: 'Name the root, organizational units or member accounts.',
          }),
        ],
  );
};

const row = all(properties, targetsAreBound);

/** Returns every problem of a table of organizations. Takes any value and never throws. */
export function validateOrganizations(table: Readonly<Record<string, unknown>>): readonly Problem[] {
  return Object.entries(table).flatMap(([name, config]) => {
    const region = isObject(config) && typeof config.region === 'string' ? config.region : undefined;
    return row(withoutUndefined(config), { ...placeOf(name), region });
  });
}

/** Returns every problem of a list of administrators that a command takes. */
export const validateAdministrators = (roles: readonly string[]): readonly Problem[] =>
  administrators(roles, placeOf('administrators'));

const placeOf = (name: string): Place => ({
  ...{ deployment: name, path: name, region: undefined, today: '', catalogue: CATALOGUE },
});

/** @throws ConfigError that lists every problem */
export function assertOrganizations(table: Readonly<Record<string, unknown>>): void {
  const problems = validateOrganizations(table);
  if (problems.length > 0) throw new ConfigError(problems);
}
