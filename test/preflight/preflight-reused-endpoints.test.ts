import type { DeploymentConfig } from '../../domain/deployment/deployment';
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
const allow = (Resource: unknown, Condition: object = OURS) =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource, Condition }] });
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
const s3 = (...tables: string[]) => ({
  ...EXISTING_VPC,
  'ec2:DescribeVpcEndpoints': endpoints({
    vpcEndpointId: 'vpce-s3',
    vpcId: 'vpc-ours',
    serviceName: 'com.amazonaws.us-east-1.s3',
    state: 'available',
    policyDocument: allow('arn:aws:s3:::private-bedrock-production-*'),
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
  reuse(
    'a policy that denies the model',
    runtime(allow('arn:aws:bedrock:*::foundation-model/x')),
    ['fail', /^the policy of vpce-1 denies bedrock:InvokeModel on .*nova-lite/],
    ['fail', /denies bedrock:InvokeModelWithResponseStream on .*nova-lite/],
  ),
  reuse('a policy for an organization', runtime(allow(NOVA, { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })), [
    'skip',
    /conditions whose values are not known here/,
  ]),
  reuse(
    "AWS's own policy",
    runtime(allow('*', {})),
    ['warn', /lets principals of other accounts pass/],
    ['warn', /lets .*another-model pass, not only what the row has/],
  ),
])('$what', (scenario) => expectResults(aws, scenario, HUB));

test.each([
  reuse('a gateway endpoint in each route table', s3('rtb-b', 'rtb-c', 'rtb-z')),
  reuse('a gateway endpoint that lacks a route table', s3('rtb-b'), ['fail', /^vpce-s3: it has no route in rtb-c/]),
])('$what', (scenario) => expectResults(aws, scenario, S3));
