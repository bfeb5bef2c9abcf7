import { type Failing, remediesOf } from './rows';

const NAMED = { principals: ['arn:aws:iam::111122223333:role/web'] };
const SSO_ROLE =
  'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Bedrock_Ai_0a1b2c3d4e5f6a7b';

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
    ['a service', 'lambda.amazonaws.com', 'applications.services'],
    ['a SAML provider', 'arn:aws:iam::111122223333:saml-provider/acme', 'Copy the ARN'],
    ['an OIDC provider', 'arn:aws:iam::111122223333:oidc-provider/acme.example', 'Copy the ARN'],
    ['a federated user', 'arn:aws:sts::111122223333:federated-user/eve', 'Copy the ARN'],
    ['a group', 'arn:aws:iam::111122223333:group/admins', 'Copy the ARN'],
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
  [
    'an account without MFA',
    { trustedPrincipals: { principals: ['999999999999'], mfa: false } },
    'trustedPrincipals.principals[0]',
    'externalId',
  ],
  [
    'a role of Identity Center where MFA is required',
    { trustedPrincipals: { principals: [SSO_ROLE] } },
    'trustedPrincipals.principals[0]',
    "permissionSets: ['Bedrock_Ai']",
  ],
  [
    'a role of Identity Center without its path',
    { trustedPrincipals: { principals: [SSO_ROLE.replace(/aws-reserved.*AWS/, 'AWS')], mfa: false } },
    'trustedPrincipals.principals[0]',
    "permissionSets: ['Bedrock_Ai']",
  ],
  [
    'a session of Identity Center',
    {
      trustedPrincipals: {
        principals: ['arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Bedrock_Ai_0a1b2c3d4e5f6a7b/eve'],
      },
    },
    'trustedPrincipals.principals[0]',
    "permissionSets: ['Bedrock_Ai']",
  ],
  [
    'the role of a permission set as its name',
    { trustedPrincipals: { permissionSets: ['AWSReservedSSO_Bedrock_Ai_0a1b2c3d4e5f6a7b'] } },
    'trustedPrincipals.permissionSets[0]',
    "Use 'Bedrock_Ai'",
  ],
  [
    'a permission set with a wildcard',
    { trustedPrincipals: { permissionSets: ['Admin*'] } },
    'trustedPrincipals.permissionSets[0]',
    'console of IAM Identity Center',
  ],
  [
    'an external id of one character',
    { trustedPrincipals: { principals: ['111122223333'], externalId: 'x' } },
    'trustedPrincipals.externalId',
    'other party',
  ],
  [
    'MFA of a permission set',
    { trustedPrincipals: { permissionSets: ['Ai'], mfa: false } },
    'trustedPrincipals.mfa',
    'does not apply to permissionSets',
  ],
  ['a rule without anybody', { trustedPrincipals: {} }, 'trustedPrincipals.principals', "'permissionSets'"],
  [
    'an account without MFA, of one persona',
    { personas: { administrator: { trustedPrincipals: { principals: ['999999999999'], mfa: false } } } },
    'personas.administrator.trustedPrincipals.principals[0]',
    'externalId',
  ],
  [
    'an exception for a tuner that the row does not make',
    { personas: { tuner: { sessionHours: 2 } } },
    'personas.tuner',
    'add fineTuning',
  ],
  [
    'an exception for break glass that the row does not make',
    { fineTuning: { baseModels: ['amazon.nova-lite-v1:0'] }, personas: { breakGlass: { trustedPrincipals: NAMED } } },
    'personas.breakGlass',
    'add fineTuning.vpcOnly',
  ],
  [
    'break glass for the account although the row names principals',
    {
      fineTuning: { baseModels: ['amazon.nova-lite-v1:0'], vpcOnly: true },
      personas: { administrator: { trustedPrincipals: NAMED } },
    },
    'personas.breakGlass',
    "Add 'breakGlass'",
  ],
  [
    'sessions of break glass',
    {
      fineTuning: { baseModels: ['amazon.nova-lite-v1:0'], vpcOnly: true },
      personas: { breakGlass: { sessionHours: 2 } },
    },
    'personas.breakGlass.sessionHours',
    'Remove',
  ],
  ['no application', { applications: {} }, 'applications.principals', "'services'"],
  [
    'an account of applications',
    { applications: { principals: ['111122223333'] } },
    'applications.principals[0]',
    'Name the role',
  ],
  [
    'people as an application',
    { applications: { principals: [SSO_ROLE] } },
    'applications.principals[0]',
    'personas.invoker',
  ],
  [
    'a service as a principal',
    { applications: { principals: ['ecs-tasks.amazonaws.com'] } },
    'applications.principals[0]',
    'applications.services',
  ],
  ...[
    ['a service without a name', 'ecs', 'documentation of the service'],
    ['an instance', 'ec2.amazonaws.com', 'applications.principals'],
    ['a function', 'lambda.amazonaws.com', 'applications.principals'],
  ].map(
    ([name, service, remedy]): Failing => [
      `${name} as a service`,
      { applications: { services: [{ service, sourceArn: 'arn:aws:ecs:us-east-1:111122223333:*' }] } },
      'applications.services[0].service',
      String(remedy),
    ],
  ),
  ...['*', 'arn:aws:ecs:us-east-1:*:task/x', 'arn:aws:*:us-east-1:111122223333:x'].map(
    (sourceArn): Failing => [
      `the source ${sourceArn}`,
      { applications: { services: [{ service: 'ecs-tasks.amazonaws.com', sourceArn }] } },
      'applications.services[0].sourceArn',
      '12-digit account',
    ],
  ),
  [
    'an application that is an administrator too',
    { trustedPrincipals: NAMED, applications: { principals: [...NAMED.principals] } },
    'applications.principals[0]',
    'Name it once',
  ],
];

test.each(FAILING)('%s is one problem, with a remedy', (_, changes, path, remedy) => {
  expect(remediesOf(changes)).toEqual([[path, expect.stringContaining(remedy)]]);
});
