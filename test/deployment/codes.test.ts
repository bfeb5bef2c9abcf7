import { inspect } from 'node:util';
import { ConfigError } from '../../domain/deployment/config-error';
import { noticesOf } from '../../domain/deployment/notices';
import { validateDeployments } from '../../domain/deployment/validate-deployments';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { selectDeployment } from '../../lib/config/select-deployment';
import { EXISTING, FAULTLESS, problemsOf, REUSED, row, SUBNETS, TODAY } from './rows';

const AFRICA = ['global.anthropic.claude-haiku-4-5-20251001-v1:0'];

/** A Region with knowledge bases and without the default embedding model. */
const SINGAPORE = { region: 'ap-southeast-1', models: ['global.amazon.nova-2-lite-v1:0'] };

const arn = (resource: string, region = 'us-east-1') => `arn:aws:bedrock:${region}:111122223333:${resource}`;
const [RUNTIME] = REUSED.interfaceEndpoints;
const tuned = (baseModel: string) => ({ fineTuning: { baseModels: [baseModel] } });
const declared = (changes: object) => ({
  declaredModels: [{ id: 'amazon.nova-9-v1:0', marketplace: false, regions: ['us-east-1'], ...changes }],
});
const trusting = (trustedPrincipals: object) => ({ trustedPrincipals });
const SSO = 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ai_0a1b2c3d4e5f6a7b';
const VPC_ONLY = { fineTuning: { baseModels: ['amazon.nova-lite-v1:0'], vpcOnly: true } };
const service = (name: string, sourceArn = 'arn:aws:ecs:us-east-1:111122223333:*') => ({
  applications: { services: [{ service: name, sourceArn }] },
});
const audiences = (count: number, group: string) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${'a'.repeat(20)}${index}`, [group]]));
const network = (cidr: string) => ({ network: { cidr } });

test.each([
  ['PB-CONFIG-002', { region: 1 }],
  ['PB-CONFIG-003', { network: {} }],
  ['PB-CONFIG-004', { keepdata: true }],
  ['PB-CONFIG-005', { fineTuning: { baseModels: [] } }],
  ['PB-CONFIG-006', { planes: ['bedrock-runtime', 'bedrock-runtime'] }],
  ['PB-CONFIG-020', { region: 'us-esat-1' }],
  ['PB-CONFIG-021', { planes: ['bedrock-runtime', 's3'] }],
  ['PB-CONFIG-022', { region: 'us-east-2', planes: ['bedrock-agent', 'bedrock-runtime'] }],
  ['PB-CONFIG-023', { planes: ['bedrock'] }],
  ['PB-CONFIG-024', { fineTuning: { baseModels: ['amazon.nova-lite-v1:0'], objectLockDays: 1 } }],
  ['PB-CONFIG-030', { models: ['gpt'] }],
  ['PB-CONFIG-025', { region: 'cn-north-1' }],
  ['PB-CONFIG-031', { models: ['anthropic.claude-3-haiku-20240307-v1:0'] }],
  ['PB-CONFIG-043', { models: ['us-gov.anthropic.claude-sonnet-5'] }],
  ['PB-CONFIG-044', { models: ['amazon.nova-2-sonic-v1:0'] }],
  ['PB-CONFIG-110', declared({ id: 'nova' })],
  ['PB-CONFIG-111', declared({ id: 'us.amazon.nova-9-v1:0' })],
  ['PB-CONFIG-112', declared({ regions: ['us-east-1', 'mars-1'] })],
  ['PB-CONFIG-113', declared({ geographic: { global: {} } })],
  ['PB-CONFIG-114', declared({ endOfLife: 'soon' })],
  ['PB-CONFIG-115', declared({ regions: ['us-west-2'] })],
  ['PB-CONFIG-033', { models: ['amazon.nova-2-lite-v1:0'] }],
  ['PB-CONFIG-034', { models: [arn('application-inference-profile/a1b2c3d4e5f6')] }],
  ['PB-CONFIG-035', { models: [arn('inference-profile/us.amazon.nova-2-lite-v1:0')] }],
  ['PB-CONFIG-036', { models: [arn('custom-model/a1b2c3d4e5f6')] }],
  ['PB-CONFIG-037', { models: [arn('provisioned-model/a1b2c3d4e5f6', 'us-west-2')] }],
  ['PB-CONFIG-038', { region: 'eu-west-1', models: [arn('custom-model-deployment/a1b2c3d4e5f6', 'eu-west-1')] }],
  ['PB-CONFIG-039', { models: [{ applicationProfileArn: 'mine', copyFrom: 'us.amazon.nova-2-lite-v1:0' }] }],
  ['PB-CONFIG-040', tuned('us.amazon.nova-lite-v1:0')],
  ['PB-CONFIG-041', { region: 'us-west-2', ...tuned('meta.llama3-3-70b-instruct-v1:0') }],
  ['PB-CONFIG-042', { region: 'eu-west-1', models: ['eu.amazon.nova-2-lite-v1:0'], ...tuned('amazon.nova-lite-v1:0') }],
  ['PB-CONFIG-051', { guardrail: { maskedPii: ['EMIAL'] } }],
  ['PB-CONFIG-052', { guardrail: { maskedPii: ['PASSWORD'] } }],
  ['PB-CONFIG-053', { guardrail: { blockedMessage: '' } }],
  ['PB-CONFIG-054', { guardrail: { blockedWords: ['one two three four'] } }],
  ['PB-CONFIG-055', { guardrail: { blockedWords: ['파랑새'] } }],
  ['PB-CONFIG-056', { guardrail: { contentFilters: [{ type: 'PROMPT_ATTACK', input: 'NONE' }] } }],
  ['PB-CONFIG-057', { guardrail: { contentFilters: [{ type: 'PROMPT_ATTACK', output: 'HIGH' }] } }],
  ['PB-CONFIG-058', { guardrail: { regexes: [{ name: 'a', pattern: '[0-9', action: 'block' }] } }],
  ['PB-CONFIG-059', { guardrail: { regexes: [{ name: 'a', pattern: '(?=a)b', action: 'block' }] } }],
  ['PB-CONFIG-060', { guardrail: { regexes: [{ name: 'a', pattern: 'a*', action: 'block' }] } }],
  ['PB-CONFIG-078', { guardrail: { regexes: [{ name: 'a', pattern: '(a|b*c)+', action: 'block' }] } }],
  ['PB-CONFIG-061', { guardrail: { tier: 'Standard' } }],
  ['PB-CONFIG-062', { guardrail: { blockedWords: [' a '] } }],
  ['PB-CONFIG-063', { region: 'af-south-1', models: AFRICA, guardrail: { tier: 'standard' } }],
  ['PB-CONFIG-064', { guardrail: { profile: 'us.guardrail.v1:0' } }],
  ['PB-CONFIG-065', { guardrail: { tier: 'standard', profile: 'eu.guardrail.v1:0' } }],
  ['PB-CONFIG-066', { region: 'af-south-1', models: AFRICA, guardrail: { images: true } }],
  ['PB-CONFIG-067', { guardrail: { deniedTopics: [{ name: 'a', definition: 'a'.repeat(201) }] } }],
  ['PB-CONFIG-068', { guardrail: { languages: ['ko'] } }],
  ['PB-CONFIG-069', { guardrail: { languages: ['Korean'] } }],
  ['PB-CONFIG-076', { guardrail: { tier: 'standard', languages: ['Korean'], blockProfanity: true } }],
  ['PB-CONFIG-077', { guardrail: { grounding: { grounding: 0.5 } } }],
  ['PB-CONFIG-120', { knowledge: { embeddingModel: 'amazon.titan-embed-text-v3:0' } }],
  ['PB-CONFIG-121', { ...SINGAPORE, knowledge: {} }],
  ['PB-CONFIG-122', { knowledge: { dimensions: 1536 } }],
  ['PB-CONFIG-123', { knowledge: { embeddingModel: 'cohere.embed-english-v3', chunkTokens: 513 } }],
  ['PB-CONFIG-124', { region: 'us-east-2', knowledge: {} }],
  ['PB-CONFIG-125', { planes: ['bedrock-runtime'], knowledge: {} }],
  ['PB-CONFIG-126', { knowledge: { audiences: { board: ['the board'] } } }],
  ['PB-CONFIG-127', { knowledge: { audiences: { board: ['everyone'] } } }],
  ['PB-CONFIG-128', { knowledge: { audiences: { Board: ['board'] } } }],
  ['PB-CONFIG-128', { knowledge: { audiences: { everyone: ['board'] } } }],
  ['PB-CONFIG-129', { knowledge: { audiences: audiences(21, 'g') } }],
  ['PB-CONFIG-130', { knowledge: { audiences: audiences(20, '이'.repeat(64)) } }],
  ['PB-CONFIG-095', { permissionsBoundary: { name: 'arn:aws:iam::111122223333:policy/Limits' } }],
  ['PB-CONFIG-096', { permissionsBoundary: { arn: 'Limits' } }],
  ['PB-CONFIG-097', { permissionsBoundary: { name: 'a', arn: 'arn:aws:iam::aws:policy/a' } }],
  ['PB-CONFIG-070', network('10.0.0.0')],
  ['PB-CONFIG-071', network('10.0.0.129/25')],
  ['PB-CONFIG-072', network('10.0.0.0/15')],
  ['PB-CONFIG-073', network('8.8.8.0/24')],
  [
    'PB-CONFIG-074',
    {
      network: {
        ...EXISTING,
        subnets: SUBNETS.map((subnet, index) => ({ ...subnet, availabilityZone: `usw2-az${index + 1}` })),
      },
    },
  ],
  ['PB-CONFIG-100', { network: { ...EXISTING, ...REUSED, clientSecurityGroups: ['sg-01234567'] } }],
  ['PB-CONFIG-101', { network: { ...EXISTING, interfaceEndpoints: [{ ...RUNTIME, peers: ['8.8.8.0/24'] }] } }],
  ['PB-CONFIG-102', { network: { ...EXISTING, ...REUSED, ownerAccount: '1111' } }],
  ['PB-CONFIG-103', { network: { ...EXISTING, interfaceEndpoints: [{ ...RUNTIME, plane: 'bedrock' }] } }],
  ['PB-CONFIG-104', { network: { ...EXISTING, ownerAccount: '111122223333' } }],
  ['PB-CONFIG-105', { network: { cidr: '10.0.0.0/24', availabilityZones: ['us-east-1a', 'use1-az1'] } }],
  ['PB-CONFIG-106', { planes: ['bedrock-runtime', 'bedrock-fips'] }],
  ['PB-CONFIG-106', { fips: true }],
  ['PB-CONFIG-106', { network: { cidr: '10.0.0.0/24', useFipsEndpoint: true } }],
  ['PB-CONFIG-106', { inference: { useFIPS: true } }],
  ['PB-CONFIG-107', { network: { cidr: '10.0.0.0/24', ipAddressType: 'dualstack' } }],
  ['PB-CONFIG-107', { network: { cidr: '10.0.0.0/24', ipv6: true } }],
  ['PB-CONFIG-107', { network: { ...EXISTING, dualStack: true } }],
  ['PB-CONFIG-107', network('fd00::/56')],
  ['PB-CONFIG-080', { trustedPrincipals: { principals: ['*'] } }],
  ['PB-CONFIG-081', trusting({})],
  ['PB-CONFIG-082', trusting({ principals: [SSO] })],
  ['PB-CONFIG-083', trusting({ principals: ['999999999999'], mfa: false })],
  ['PB-CONFIG-084', trusting({ principals: ['999999999999'], externalId: 'x' })],
  ['PB-CONFIG-085', trusting({ permissionSets: ['Admin*'] })],
  ['PB-CONFIG-086', trusting({ permissionSets: ['Admin'], mfa: false })],
  ['PB-CONFIG-087', { personas: { tuner: {} } }],
  ['PB-CONFIG-088', { ...VPC_ONLY, personas: { reader: trusting({ permissionSets: ['Reader'] }) } }],
  ['PB-CONFIG-089', { applications: { principals: ['111122223333'] } }],
  ['PB-CONFIG-090', service('ecs')],
  ['PB-CONFIG-091', service('ec2.amazonaws.com')],
  ['PB-CONFIG-092', service('ecs-tasks.amazonaws.com', '*')],
  [
    'PB-CONFIG-093',
    {
      ...trusting({ principals: ['arn:aws:iam::111122223333:role/web'] }),
      applications: { principals: ['arn:aws:iam::111122223333:role/web'] },
    },
  ],
])('%s', (code, changes) => {
  expect(new Set(problemsOf(changes).map((problem) => problem.code))).toEqual(new Set([code]));
});

// No Region without a known prefix list fine-tunes a model of the catalogue yet, so that PB-CONFIG-042 comes along.
test('PB-CONFIG-075', () => {
  const codes = problemsOf({
    region: 'eu-north-1',
    network: { cidr: '10.0.0.0/24' },
    ...tuned('amazon.nova-lite-v1:0'),
  });
  expect(codes.map(({ code }) => code)).toContain('PB-CONFIG-075');
});

test.each([
  ['PB-CONFIG-010', { Bad: row() }],
  ['PB-CONFIG-011', { 'a-b': row(), ab: row(network('10.0.1.0/24')) }],
  ['PB-CONFIG-012', { a: row(), 'a-b': row(network('10.0.1.0/24')) }],
  ['PB-CONFIG-013', { one: row(), two: row() }],
  [
    'PB-CONFIG-014',
    {
      one: row({ network: EXISTING, planes: ['bedrock', 'bedrock-runtime'] }),
      two: row({ network: { ...EXISTING, ...REUSED }, planes: ['bedrock', 'bedrock-runtime'] }),
    },
  ],
  ['PB-CONFIG-014', { one: row({ network: EXISTING }), two: row({ network: EXISTING }) }],
])('%s, of a table', (code, table) => {
  expect(validateDeployments(table, TODAY).map((problem) => problem.code)).toEqual([code]);
});

test('two rows in one VPC, the later with the endpoint of the earlier, are no problem', () => {
  expect(
    validateDeployments({ one: row({ network: EXISTING }), two: row({ network: { ...EXISTING, ...REUSED } }) }, TODAY),
  ).toEqual([]);
});

test.each([null, undefined, [], 'chat', 7])('PB-CONFIG-016, a table that is %p', (table) => {
  expect(validateDeployments(table as never, TODAY).map((problem) => problem.code)).toEqual(['PB-CONFIG-016']);
});

test('PB-CONFIG-015 of an empty table names no row', () => {
  expect(() => selectDeployment('chat', {})).toThrow("'chat': is not a row of the table. Add a row to lib/config");
});

test('PB-CONFIG-046: a default model that cannot converse, beside one that can', () => {
  const codesOf = (...models: string[]) =>
    noticesOf('test', { ...FAULTLESS, models: models as never }, '2026-11-27').map(({ code, remedy }) => [
      code,
      remedy,
    ]);
  const [embed, lite] = ['amazon.titan-embed-text-v2:0', 'amazon.nova-lite-v1:0'];
  expect(codesOf(embed, lite)).toEqual([['PB-CONFIG-046', "Put 'amazon.nova-lite-v1:0' first."]]);
  expect([codesOf(lite, embed), codesOf(embed), codesOf(lite)]).toEqual([[], [], []]);
});

describe('a regular expression', () => {
  const codesOf = (pattern: string) =>
    problemsOf({ guardrail: { regexes: [{ name: 'a', pattern, action: 'block' }] } }).map(({ code }) => code);

  test.each(['(a+)+', '(?:a*b)*c', '(a{2,})+', '((a+)b)+', '(x(a|b+)y)*z', '(?<n>a+)+', '([)]+)+', '(a+?)+b'])(
    '%s repeats a repetition without limit',
    (pattern) => expect(codesOf(pattern)).toEqual(['PB-CONFIG-078']),
  );

  test.each([
    'a+b+',
    '(ab)+c',
    '(a{1,20})+b',
    '(a+){1,20}',
    '\\(a+\\)+',
    '[(a+)]+',
    '(?:[0-9]{4}-){3}[0-9]{4}',
    '[0-9]{6}-?[1-8][0-9]{6}',
  ])('%s does not', (pattern) => expect(codesOf(pattern)).toEqual([]));
});

test('PB-CONFIG-032, PB-CONFIG-045 and PB-CONFIG-116 are notices, not problems', () => {
  const models = ['us.meta.llama3-3-70b-instruct-v1:0'] as const;
  const codesOn = (day: string) => {
    expect(problemsOf({ models }, new Date(day))).toEqual([]);
    return noticesOf('test', { ...FAULTLESS, models }, day).map(({ code }) => code);
  };
  expect(codesOn('2026-11-23')).toEqual([]);
  expect(codesOn('2027-03-01')).toEqual(['PB-CONFIG-032']);
  expect(codesOn('2027-03-31')).toEqual(['PB-CONFIG-045']);
  const declaredModels = [{ id: 'amazon.nova-lite-v1:0', marketplace: false, regions: ['us-east-1'] }];
  expect(noticesOf('test', { ...FAULTLESS, declaredModels }, '2026-11-27').map(({ code }) => code)).toEqual([
    'PB-CONFIG-116',
  ]);
});

test('PB-CONFIG-015: a name without a row', () => {
  expect(() => selectDeployment('none', DEPLOYMENTS)).toThrow('PB-CONFIG-015');
});

test('an app that does not catch the error prints each problem once and no stack trace', () => {
  const error = new ConfigError([
    { code: 'PB-CONFIG-020', deployment: 'mine', path: 'mine.region', message: 'is no Region', remedy: 'Use another.' },
  ]);
  expect(inspect(error).replace(/^\[|\]$/g, '')).toBe(
    'PB-CONFIG-001 1 problem in the configuration\n\nPB-CONFIG-020 mine.region: is no Region. Use another.\n' +
      'Correct the row: docs/configuration.md describes each property.',
  );
});
