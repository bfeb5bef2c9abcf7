import type { TrustedPrincipals } from '../../config/trusted-principals';
import {
  all,
  type Constraint,
  firstViolated,
  flag,
  isList,
  isObject,
  isText,
  listOf,
  noDuplicates,
  objectOf,
  type Place,
  problem,
  text,
  type Validator,
  within,
} from '../../validation';

const ACCOUNT = /^\d{12}$/;
const ROLE = /^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/** Role of Identity Center, with or without the path that sessions do not show. */
const IDENTITY_CENTER_ROLE = /^arn:aws:iam::\d{12}:role\/(aws-reserved\/|AWSReservedSSO_)/;

/** Role or session of a permission set: prefix, name, 16 hexadecimal digits. */
const PERMISSION_SET_ROLE = /[:/]AWSReservedSSO_([\w+=,.@-]{1,32})_[0-9a-f]{16}(\/|$)/;

/** Frequent mistakes, each with its remedy. The first that matches decides. */
const REMEDIES: readonly { readonly when: RegExp; readonly remedy: (match: RegExpExecArray) => string }[] = [
  { when: /\*/, remedy: () => 'Name each role, or the account: a wildcard would trust strangers.' },
  { when: PERMISSION_SET_ROLE, remedy: ([, name]) => `Name the permission set instead: permissionSets: ['${name}'].` },
  { when: /^arn:aws:iam::(\d{12}):root$/, remedy: ([, account]) => `Use '${account}'.` },
  { when: /^arn:[^:]*:iam::\d{12}:user\//, remedy: () => 'Trust a role: access keys of IAM users do not expire.' },
  {
    when: /^arn:aws:sts::(\d{12}):assumed-role\/([^/]+)/,
    remedy: ([, account, role]) => `Use the role itself, arn:aws:iam::${account}:role/${role}, with its path.`,
  },
  { when: /^arn:aws-/, remedy: () => 'Use a role of the aws partition: no other can assume a role here.' },
  { when: /^\d{4}-\d{4}-\d{4}$/, remedy: ([account]) => `Use '${account.replaceAll('-', '')}'.` },
  { when: /^\d+$/, remedy: () => 'Write all 12 digits as text, including leading zeros.' },
  {
    when: /@/,
    remedy: () => 'Name the role that this person assumes: people sign in through IAM Identity Center or a role.',
  },
  { when: /^[a-z-]+\.amazonaws\.com$/, remedy: () => 'Name an AWS service under applications.services.' },
];

const remedyFor = (value: string): string => {
  for (const { when, remedy } of REMEDIES) {
    const match = when.exec(value);
    if (match) return remedy(match);
  }
  return 'Copy the ARN from the IAM console.';
};

/** Reports what is neither a role nor, if accounts are accepted, an account. */
const principalForm: Constraint<string> = {
  code: 'PB-CONFIG-080',
  holds: (value) => ACCOUNT.test(value) || (ROLE.test(value) && !/:role\/AWSReservedSSO_/.test(value)),
  message: 'is not the ARN of an IAM role or a 12-digit account id',
  remedy: remedyFor,
};

/** Validates a principal with further constraints. */
export const principal = (...further: readonly Constraint<string>[]): Validator =>
  text('the ARN of an IAM role or a 12-digit account id', firstViolated<string>([principalForm, ...further]));

export const isAccount = (value: string): boolean => ACCOUNT.test(value);
export const isIdentityCenterRole = (value: string): boolean => IDENTITY_CENTER_ROLE.test(value);

/** Sessions of Identity Center carry no mark of MFA: IAM would refuse each of them, at the time when it is needed. */
const canMeetMfa: Constraint<string> = {
  code: 'PB-CONFIG-082',
  holds: (value) => !isIdentityCenterRole(value),
  message: 'can never meet this rule: it requires MFA, and sessions of IAM Identity Center carry no mark of it',
  remedy: (value) => {
    const [, name] = PERMISSION_SET_ROLE.exec(value) ?? [];
    return name === undefined ? 'Name its permission set under permissionSets.' : remedyFor(value);
  },
};

/** Every principal of an account, without MFA, is everybody whom the administrators of that account choose. */
const isNoOpenAccount: Constraint<string> = {
  code: 'PB-CONFIG-083',
  holds: (value) => !isAccount(value),
  message: 'is a whole account without MFA: each of its roles could assume this role',
  remedy: 'Name the roles, omit mfa: false, or require an externalId.',
};

export const externalId: Validator = text(
  'an external id',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-084',
      holds: (value) => /^[\w+=,.@:/-]{2,1224}$/.test(value),
      message: 'is not 2 to 1224 letters, digits or +=,.@:/_-',
      remedy: 'Use an id that the other party chose for you and nobody else.',
    },
  ]),
);

const permissionSet = text(
  'the name of a permission set',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-085',
      holds: (value) => /^[\w+=,.@-]{1,32}$/.test(value) && !value.startsWith('AWSReservedSSO_'),
      message: 'is not the name of a permission set: 1 to 32 letters, digits or +=,.@_-',
      remedy: (value) => {
        const [, name] = PERMISSION_SET_ROLE.exec(`:${value}`) ?? [];
        return name === undefined ? 'Copy the name from the console of IAM Identity Center.' : `Use '${name}'.`;
      },
    },
  ]),
);

/** Constraints on the principals of a rule follow from its other properties. */
const principalsOf = ({ mfa, externalId: id }: Readonly<Record<string, unknown>>): Validator => {
  const item = mfa === false ? principal(...(id === undefined ? [isNoOpenAccount] : [])) : principal(canMeetMfa);
  return all(listOf(item, { min: 1, what: 'roles or accounts' }), noDuplicates('Name each principal once.'));
};

/** Reports a rule that names nobody, and conditions on principals in a rule without principals. */
export const namesSomebody =
  (others: string): Validator =>
  (rule, place) => {
    if (!isObject(rule) || rule.principals !== undefined) return [];
    const named = rule[others];
    if (named === undefined) {
      return [
        problem('PB-CONFIG-081', within(place, 'principals'), {
          message: `is missing, and so is ${others}: nobody could assume the role`,
          remedy: `Add 'principals' or '${others}'.`,
        }),
      ];
    }
    return ['mfa', 'externalId']
      .filter((name) => rule[name] !== undefined)
      .map((name) =>
        problem('PB-CONFIG-086', within(place, name), {
          value: rule[name],
          message: 'has no effect without principals',
          remedy: `Remove it, or add 'principals': it does not apply to ${others}.`,
        }),
      );
  };

/** Validates `trustedPrincipals` of a row or a persona. */
export const validateTrustedPrincipals: Validator = (rule, place) =>
  all(
    objectOf({
      principals: principalsOf(isObject(rule) ? rule : {}),
      permissionSets: all(
        listOf(permissionSet, { min: 1, what: 'permission sets' }),
        noDuplicates('Name each permission set once.'),
      ),
      mfa: flag('Omit it to require MFA.'),
      externalId,
    } satisfies Record<keyof TrustedPrincipals, Validator>),
    namesSomebody('permissionSets'),
  )(rule, place);

/** Returns the text items of `principals` of a rule that may be anything, each with its place. */
export const principalsIn = (rule: unknown, place: Place): readonly (readonly [string, Place])[] =>
  isObject(rule) && isList(rule.principals)
    ? rule.principals.flatMap((item, index) =>
        isText(item) ? [[item, { ...place, path: `${place.path}.principals[${index}]` }] as const] : [],
      )
    : [];
