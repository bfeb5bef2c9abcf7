import type { Problem } from '../../domain/deployment/config-error';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { validateDeployments } from '../../domain/deployment/validate-deployments';

export const TODAY = new Date('2026-11-23');

/** A row without a fault. */
export const FAULTLESS: DeploymentConfig = {
  region: 'us-east-1',
  models: ['amazon.nova-lite-v1:0'],
  network: { cidr: '10.0.0.0/24', s3PrefixListId: 'pl-63a5400a' },
};

export const SUBNETS = ['a', 'b'].map((zone) => ({
  subnetId: `subnet-0000000${zone}`,
  availabilityZone: `us-east-1${zone}`,
  routeTableId: `rtb-0000000${zone}`,
}));

export const EXISTING = { vpcId: 'vpc-0123456789abcdef0', subnets: SUBNETS };

/** A runtime endpoint in a hub. */
export const REUSED = {
  interfaceEndpoints: [{ plane: 'bedrock-runtime', endpointId: 'vpce-0123456789abcdef0', peers: ['10.100.0.0/24'] }],
} as const;

/** The faultless row with some properties changed, to anything at all. */
export const row = (changes: Readonly<Record<string, unknown>> = {}) => ({ ...FAULTLESS, ...changes });

/** Problems of one row, named `test`. */
export const problemsOf = (changes: Readonly<Record<string, unknown>>, today = TODAY): readonly Problem[] =>
  validateDeployments({ test: row(changes) }, today);

/** Their paths without the name of the row, each with the remedy. */
export const remediesOf = (changes: Readonly<Record<string, unknown>>): readonly (readonly [string, string])[] =>
  problemsOf(changes).map(({ path, remedy }) => [path.replace(/^test\.?/, ''), remedy]);

/** A mistake, the changes that make it, the path of its problem, and a part of the remedy. */
export type Failing = readonly [string, Readonly<Record<string, unknown>>, string, string];

/** Valid values, as changes to a valid row. */
export const PASSING: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['the smallest row', {}],
  [
    'every property',
    {
      keepData: true,
      planes: ['bedrock', 'bedrock-agent', 'bedrock-agent-runtime', 'bedrock-runtime'],
      inference: {
        memoryMiB: 128,
        timeoutSeconds: 900,
        reservedConcurrency: 1,
        logRetentionDays: 3653,
        maxRequestBytes: 1024,
      },
      trustedPrincipals: {
        principals: ['444455556666'],
        permissionSets: ['BedrockUser'],
        mfa: false,
        externalId: 'partner-1',
      },
      personas: {
        administrator: { trustedPrincipals: { permissionSets: ['x'.repeat(32)] }, sessionHours: 1 },
        reader: { sessionHours: 12 },
        invoker: {},
        tuner: { trustedPrincipals: { principals: ['arn:aws:iam::111122223333:role/Data'] } },
      },
      applications: {
        principals: ['arn:aws:iam::111122223333:role/app/web', 'arn:aws:iam::444455556666:role/partner'],
        services: [{ service: 'states.amazonaws.com', sourceArn: 'arn:aws:states:us-east-1:111122223333:*' }],
        externalId: 'x'.repeat(1224),
        callModels: true,
      },
      sessionHours: 12,
      invokerCallsModels: true,
      fineTuning: { baseModels: ['amazon.nova-lite-v1:0'], vpcOnly: false, objectLockDays: 36_500 },
      guardrail: {},
    },
  ],
  ['another Region', { region: 'eu-west-1', models: ['eu.amazon.nova-2-lite-v1:0'] }],
  ['two planes where there are only two', { region: 'us-east-2', planes: ['bedrock', 'bedrock-runtime'] }],
  [
    'the other ends of the limits',
    {
      inference: { memoryMiB: 10_240, timeoutSeconds: 10, logRetentionDays: 1, maxRequestBytes: 6 * 1024 * 1024 },
      sessionHours: 1,
    },
  ],
  ['no reservation, as in a new account', { inference: { reservedConcurrency: false } }],
  ['the smallest network', { network: { cidr: '192.168.255.192/26' } }],
  ['the largest network', { network: { cidr: '172.31.0.0/16' } }],
  ['a network in a Region whose prefix list is known', { network: { cidr: '10.0.0.0/24' } }],
  ['zones by name', { network: { cidr: '10.0.0.0/26', availabilityZones: ['us-east-1a', 'us-east-1f'] } }],
  [
    'four zones by id',
    { network: { cidr: '10.0.0.0/26', availabilityZones: ['use1-az6', 'use1-az1', 'use1-az2', 'use1-az4'] } },
  ],
  ['an existing network', { network: EXISTING }],
  [
    'subnets whose zones are named by id',
    {
      network: {
        ...EXISTING,
        subnets: SUBNETS.map((subnet, index) => ({ ...subnet, availabilityZone: `use1-az${index + 1}` })),
      },
    },
  ],
  ['an endpoint in a hub', { network: { ...EXISTING, ...REUSED } }],
  ['a shared VPC', { network: { ...EXISTING, ...REUSED, ownerAccount: '012345678901' } }],
  ['an existing network with neighbours', { network: { ...EXISTING, clientSecurityGroups: ['sg-0123456789abcdef0'] } }],
  [
    'an existing network with long ids and its own prefix list',
    {
      network: {
        vpcId: 'vpc-01234567',
        subnets: SUBNETS.map((subnet) => ({ ...subnet, subnetId: `${subnet.subnetId}000000000` })),
        s3PrefixListId: 'pl-63a5400a',
      },
    },
  ],
  ['an account with MFA, as always', { trustedPrincipals: { principals: ['111122223333'] } }],
  [
    'break glass with principals of its own',
    {
      personas: {
        administrator: { trustedPrincipals: { permissionSets: ['Admin'] } },
        breakGlass: { trustedPrincipals: { permissionSets: ['Emergency'] } },
      },
      fineTuning: { baseModels: ['amazon.nova-lite-v1:0'], vpcOnly: true },
    },
  ],
  [
    'a role of Identity Center, where MFA is not required of the session',
    {
      trustedPrincipals: {
        mfa: false,
        principals: ['arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ai_0a1b2c'],
      },
    },
  ],
  [
    'a guardrail to its limits',
    {
      guardrail: {
        blockedMessage: 'x'.repeat(500),
        maskedPii: ['EMAIL', 'NAME'],
        deniedTopics: Array.from({ length: 30 }, (_, index) => ({
          name: `${'x'.repeat(98)}${index + 10}`,
          definition: 'x'.repeat(200),
          examples: Array.from({ length: 5 }, () => 'x'.repeat(100)),
        })),
      },
    },
  ],
];
