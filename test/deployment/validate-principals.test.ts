import { type Failing, remediesOf } from './rows';

/** Mistakes, each with the path of its problem and a part of the remedy. One mistake is one problem. */
const FAILING: readonly Failing[] = [
  ['nobody trusted', { trustedPrincipals: { principals: [] } }, 'trustedPrincipals.principals', 'Add'],
  ['no list of the trusted', { trustedPrincipals: { mfa: true } }, 'trustedPrincipals.principals', "Add 'principals'"],
  [
    'a principal twice',
    { trustedPrincipals: { principals: ['111122223333', '111122223333'] } },
    'trustedPrincipals.principals[1]',
    'once',
  ],
  ...[
    ['everybody', '*', 'wildcard'],
    ['every role', 'arn:aws:iam::111122223333:role/*', 'wildcard'],
    ['a root', 'arn:aws:iam::111122223333:root', "'111122223333'"],
    ['a user', 'arn:aws:iam::111122223333:user/eve', 'Trust a role'],
    ['a user of another partition', 'arn:aws-us-gov:iam::111122223333:user/eve', 'Trust a role'],
    ['a session', 'arn:aws:sts::111122223333:assumed-role/Admin/eve', 'arn:aws:iam::111122223333:role/Admin'],
    ['a role of another partition', 'arn:aws-cn:iam::111122223333:role/Admin', 'aws partition'],
    ['an account of eleven digits', '11112222333', '12 digits'],
    ['a service', 'lambda.amazonaws.com', 'IAM console'],
  ].map(
    ([name, principal, remedy]) =>
      [
        `${name} trusted`,
        { trustedPrincipals: { principals: [principal] } },
        'trustedPrincipals.principals[0]',
        String(remedy),
      ] as const,
  ),
  [
    'an account as a number',
    { trustedPrincipals: { principals: [111122223333] } },
    'trustedPrincipals.principals[0]',
    'quotes',
  ],
  ['MFA as text', { trustedPrincipals: { principals: ['111122223333'], mfa: 'no' } }, 'trustedPrincipals.mfa', 'MFA'],
];

test.each(FAILING)('%s is one problem, with a remedy', (_, changes, path, remedy) => {
  expect(remediesOf(changes)).toEqual([[path, expect.stringContaining(remedy)]]);
});
