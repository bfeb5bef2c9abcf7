import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { BEDROCK_PLANES, type BedrockPlane } from '../../domain/models/planes';
import { ACTIONS_OF_NO_PLANE, PLANE_ACTIONS, S3_ACTIONS } from '../../domain/network/plane-actions';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { EXISTING_ROW, EXISTING_VPC, endpoints } from './account/existing-network';
import { expectResults, when } from './account/expect-results';
import { InProcess } from './account/in-process';
import { ACCOUNT } from './account/ready-account';
import { refused } from './account/wire';

let aws: InProcess;
beforeAll(async () => {
  aws = await InProcess.open();
});
afterAll(() => aws.account.close());

const HUB: DeploymentConfig = {
  ...EXISTING_ROW,
  network: {
    ...EXISTING_ROW.network,
    interfaceEndpoints: [{ plane: 'bedrock-runtime', endpointId: 'vpce-1', peers: ['10.100.0.0/24'] }],
  },
};
const S3: DeploymentConfig = {
  ...EXISTING_ROW,
  fineTuning: DEPLOYMENTS.sandbox.fineTuning,
  network: { ...EXISTING_ROW.network, s3GatewayEndpointId: 'vpce-s3' },
};
const NOVA = 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0';
const OURS = { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } };
const INVOKE = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'];
const allow = (Resource: unknown, Condition: object = OURS, Action: unknown = INVOKE) =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action, Resource, Condition }] });
const runtime = (policyDocument: string, changes: object = {}) => ({
  ...EXISTING_VPC,
  'ec2:DescribeVpcEndpoints': endpoints({
    vpcEndpointId: 'vpce-1',
    vpcId: 'vpc-ours',
    serviceName: 'com.amazonaws.us-east-1.bedrock-runtime',
    state: 'available',
    privateDnsEnabled: 'true',
    policyDocument,
    ...changes,
  }),
});
const s3Policy = (Action: unknown, Resource: unknown = 'arn:aws:s3:::private-bedrock-production-*') =>
  allow(Resource, OURS, Action);
const s3 = (policyDocument: string, ...tables: string[]) => ({
  ...EXISTING_VPC,
  'ec2:DescribeVpcEndpoints': endpoints({
    vpcEndpointId: 'vpce-s3',
    vpcId: 'vpc-ours',
    serviceName: 'com.amazonaws.us-east-1.s3',
    state: 'available',
    policyDocument,
    routeTableIdSet: tables.map((table) => `<item>${table}</item>`).join(''),
  }),
});
const reuse = (what: string, answers: Parameters<typeof when>[2], ...expected: Parameters<typeof when>[3][]) =>
  when(what, 'reused-endpoints', answers, ...expected);

test.each([
  reuse('the policy that the row needs', runtime(allow(NOVA))),
  reuse(
    'an endpoint of another account',
    { ...EXISTING_VPC, 'ec2:DescribeVpcEndpoints': refused('InvalidVpcEndpointId.NotFound') },
    ['skip', /^vpce-1 for bedrock-runtime is not visible in this account/],
  ),
  reuse('another service', runtime(allow(NOVA), { serviceName: 'com.amazonaws.us-east-1.sts' }), [
    'fail',
    /^vpce-1: it leads to com.amazonaws.us-east-1.sts/,
  ]),
  reuse('an endpoint that is not ready', runtime(allow(NOVA), { state: 'pendingAcceptance' }), [
    'fail',
    /state is pendingAcc/,
  ]),
  reuse('private DNS that is off', runtime(allow(NOVA), { privateDnsEnabled: 'false' }), [
    'fail',
    /private DNS name is off/,
  ]),
  reuse('a hub', runtime(allow(NOVA), { vpcId: 'vpc-hub', privateDnsEnabled: 'false' }), [
    'warn',
    /^vpce-1 is in vpc-hub: the name of bedrock-runtime must lead there from vpc-ours/,
    /list-hosted-zones-by-vpc/,
  ]),
  reuse('a FIPS endpoint', runtime(allow(NOVA), { serviceName: 'com.amazonaws.us-east-1.bedrock-runtime-fips' }), [
    'fail',
    /^vpce-1: functions call ordinary endpoints by IPv4 only/,
  ]),
  reuse('an endpoint with IPv6 only', runtime(allow(NOVA), { ipAddressType: 'ipv6' }), ['fail', /by IPv4 only/]),
  reuse('a dual-stack endpoint', runtime(allow(NOVA), { ipAddressType: 'dualstack' })),
  reuse('a policy that denies the model', runtime(allow('arn:aws:bedrock:*::foundation-model/x')), [
    'fail',
    /^the policy of vpce-1 denies bedrock:InvokeModel, bedrock:InvokeModelWithResponseStream on .*nova-lite-v1:0$/,
  ]),
  reuse('a policy that lacks one action', runtime(allow(NOVA, OURS, 'bedrock:InvokeModel')), [
    'fail',
    /^the policy of vpce-1 denies bedrock:InvokeModelWithResponseStream on .*nova-lite/,
  ]),
  reuse('a policy for an organization', runtime(allow(NOVA, { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })), [
    'skip',
    /conditions whose values are not known here/,
  ]),
  reuse('a policy for every model', runtime(allow('arn:aws:bedrock:us-east-1::foundation-model/*')), [
    'warn',
    /lets invocations of another model pass: .* on .*another-model$/,
  ]),
  reuse('a policy for every action on the model', runtime(allow(NOVA, OURS, 'bedrock:*')), [
    'warn',
    /lets actions of other planes or of no endpoint pass: .* and \d+ more on .*nova-lite/,
  ]),
  reuse(
    "AWS's own policy",
    runtime(allow('*', {}, '*')),
    ['warn', /lets invocations of another model pass/],
    ['warn', /lets actions of other planes or of no endpoint pass/, /docs\/hub-and-spoke.md/],
    ['warn', /lets principals of other accounts pass/],
  ),
])('$what', (scenario) => expectResults(aws, scenario, HUB));

test.each([
  reuse('a policy without a condition on the guardrail', runtime(allow(NOVA)), [
    'warn',
    /^the policy of vpce-1 lets invocations without the guardrail pass: bedrock:InvokeModel, .*nova-lite/,
  ]),
  reuse(
    'a policy that requires a guardrail, whose id is not known here',
    runtime(allow(NOVA, { ...OURS, ArnLike: { 'bedrock:GuardrailIdentifier': 'arn:*' } })),
    ['skip', /conditions whose values are not known here/],
  ),
])('with a guardrail: $what', (scenario) => expectResults(aws, scenario, { ...HUB, guardrail: {} }));

const planeOf = (plane: BedrockPlane) => ({
  config: {
    ...HUB,
    planes: [plane, 'bedrock-runtime'],
    network: {
      ...EXISTING_ROW.network,
      interfaceEndpoints: [{ plane, endpointId: 'vpce-1', peers: ['10.100.0.0/24'] }],
    },
  } satisfies DeploymentConfig,
  answers: (policyDocument: string) => runtime(policyDocument, { serviceName: `com.amazonaws.us-east-1.${plane}` }),
});
const PLANES = BEDROCK_PLANES.filter((plane) => plane !== 'bedrock-runtime');

describe.each(PLANES)('an endpoint of %s', (plane) => {
  const { config, answers } = planeOf(plane);
  const ofAccount = { ...OURS, StringEqualsIfExists: { 'aws:ResourceAccount': ACCOUNT } };
  const allowed: readonly string[] = PLANE_ACTIONS[plane];

  test('with the policy that we would make passes', () =>
    expectResults(aws, reuse('', answers(allow('*', ofAccount, allowed))), config));

  // Each takes a run of preflight: some of them, in every part of the list.
  test.each(allowed.filter((_, index) => index % 7 === 0))('that lacks %s is named', (action) =>
    expectResults(
      aws,
      reuse(
        '',
        answers(
          allow(
            '*',
            ofAccount,
            allowed.filter((one) => one !== action),
          ),
        ),
        ['warn', new RegExp(`^the policy of vpce-1 denies ${action} on \\*$`)],
      ),
      config,
    ),
  );

  test.each(ACTIONS_OF_NO_PLANE.slice(-3))('that lets %s pass is named', (action) =>
    expectResults(
      aws,
      reuse('', answers(allow('*', ofAccount, [...allowed, action])), [
        'warn',
        new RegExp(`lets actions of other planes or of no endpoint pass: ${action} on`),
      ]),
      config,
    ),
  );

  test('that allows nothing of it fails', () =>
    expectResults(
      aws,
      reuse('', answers(allow('*', ofAccount, 's3:*')), [
        'fail',
        new RegExp(`denies ${allowed.slice(0, 4).join(', ')}( and \\d+ more)? on \\*$`),
      ]),
      config,
    ));
});

test('an endpoint of agents that reaches other accounts is named', () =>
  expectResults(
    aws,
    reuse('', planeOf('bedrock-agent').answers(allow('*', OURS, PLANE_ACTIONS['bedrock-agent'])), [
      'warn',
      /lets requests to another account's resources pass/,
    ]),
    planeOf('bedrock-agent').config,
  ));

const S3_NEEDED = [...S3_ACTIONS.bucket, ...S3_ACTIONS.objects];

test.each([
  reuse('a gateway endpoint in each route table', s3(s3Policy(S3_NEEDED), 'rtb-b', 'rtb-c', 'rtb-z')),
  reuse('a gateway endpoint that lacks a route table', s3(s3Policy(S3_NEEDED), 'rtb-b'), [
    'fail',
    /^vpce-s3: it has no route in rtb-c/,
  ]),
  ...S3_NEEDED.map((action) =>
    reuse(`a policy without ${action}`, s3(s3Policy(S3_NEEDED.filter((one) => one !== action)), 'rtb-b', 'rtb-c'), [
      'fail',
      new RegExp(`^the policy of vpce-s3 denies ${action} on arn:aws:s3:::private-bedrock-production-`),
    ]),
  ),
  reuse('a policy for every bucket', s3(s3Policy(S3_NEEDED, '*'), 'rtb-b', 'rtb-c'), [
    'warn',
    /lets requests to another bucket pass: s3:ListBucket on arn:aws:s3:::another-bucket; /,
  ]),
  reuse('a policy for every action', s3(s3Policy('s3:*'), 'rtb-b', 'rtb-c'), [
    'warn',
    /lets deletion of objects and changes of the bucket pass: s3:DeleteObject, s3:PutObjectAcl on .*; s3:DeleteBucket/,
  ]),
])('$what', (scenario) => expectResults(aws, scenario, S3));
