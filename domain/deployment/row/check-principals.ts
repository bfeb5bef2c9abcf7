import {
  all,
  type Checker,
  expectThat,
  firstBroken,
  isBoolean,
  isText,
  listOf,
  noDuplicates,
  objectOf,
} from '../checker/checker';
import type { TrustedPrincipals } from '../deployment';

const ACCOUNT = /^\d{12}$/;
const ROLE = /^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/** What people write instead of a role or an account, and what to write then. The first that matches speaks. */
const REMEDIES: readonly { readonly when: RegExp; readonly remedy: (match: RegExpExecArray) => string }[] = [
  { when: /\*/, remedy: () => 'name each role, or the account: a wildcard would trust strangers' },
  { when: /^arn:aws:iam::(\d{12}):root$/, remedy: ([, account]) => `write '${account}'` },
  { when: /^arn:[^:]*:iam::\d{12}:user\//, remedy: () => 'trust a role: keys of IAM users do not expire' },
  {
    when: /^arn:aws:sts::(\d{12}):assumed-role\/([^/]+)/,
    remedy: ([, account, role]) => `write the role itself, as arn:aws:iam::${account}:role/${role} with its path`,
  },
  { when: /^arn:aws-/, remedy: () => 'name a role of the aws partition: no other can assume one here' },
  { when: /^\d+$/, remedy: () => 'write all 12 digits as text, leading zeros among them' },
];

const principal = expectThat(
  isText,
  'the ARN of an IAM role, or a 12-digit account id, as text',
  'put it in quotes',
  firstBroken<string>([
    {
      holds: (value) => ACCOUNT.test(value) || ROLE.test(value),
      expected: 'the ARN of an IAM role, or a 12-digit account id',
      remedy: (value) => {
        for (const { when, remedy } of REMEDIES) {
          const match = when.exec(value);
          if (match) return remedy(match);
        }
        return 'copy the ARN from the IAM console';
      },
    },
  ]),
);

/** `trustedPrincipals` of a row. */
export const checkTrustedPrincipals: Checker = objectOf(
  {
    principals: all(listOf(principal, { min: 1, what: 'roles or accounts' }), noDuplicates('name each principal once')),
    mfa: expectThat(isBoolean, 'true or false', 'leave it out to demand MFA'),
  } satisfies Record<keyof TrustedPrincipals, Checker>,
  ['principals'],
);
