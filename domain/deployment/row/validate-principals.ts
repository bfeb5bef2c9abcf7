import type { TrustedPrincipals } from '../deployment';
import { all, firstViolated, flag, listOf, noDuplicates, objectOf, text, type Validator } from '../validation';

const ACCOUNT = /^\d{12}$/;
const ROLE = /^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/** Frequent mistakes, each with its remedy. The first that matches decides. */
const REMEDIES: readonly { readonly when: RegExp; readonly remedy: (match: RegExpExecArray) => string }[] = [
  { when: /\*/, remedy: () => 'Name each role, or the account: a wildcard would trust strangers.' },
  { when: /^arn:aws:iam::(\d{12}):root$/, remedy: ([, account]) => `Use '${account}'.` },
  { when: /^arn:[^:]*:iam::\d{12}:user\//, remedy: () => 'Trust a role: access keys of IAM users do not expire.' },
  {
    when: /^arn:aws:sts::(\d{12}):assumed-role\/([^/]+)/,
    remedy: ([, account, role]) => `Use the role itself, arn:aws:iam::${account}:role/${role}, with its path.`,
  },
  { when: /^arn:aws-/, remedy: () => 'Use a role of the aws partition: no other can assume a role here.' },
  { when: /^\d+$/, remedy: () => 'Write all 12 digits as text, including leading zeros.' },
];

const principal = text(
  'the ARN of an IAM role or a 12-digit account id',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-080',
      holds: (value) => ACCOUNT.test(value) || ROLE.test(value),
      message: 'is not the ARN of an IAM role or a 12-digit account id',
      remedy: (value) => {
        for (const { when, remedy } of REMEDIES) {
          const match = when.exec(value);
          if (match) return remedy(match);
        }
        return 'Copy the ARN from the IAM console.';
      },
    },
  ]),
);

/** Validates `trustedPrincipals` of a row. */
export const validateTrustedPrincipals: Validator = objectOf(
  {
    principals: all(
      listOf(principal, { min: 1, what: 'roles or accounts' }),
      noDuplicates('Name each principal once.'),
    ),
    mfa: flag('Omit it to require MFA.'),
  } satisfies Record<keyof TrustedPrincipals, Validator>,
  ['principals'],
);
