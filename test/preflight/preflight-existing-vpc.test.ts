import { DEPLOYMENTS } from '../../lib/config/deployments';
import { EXISTING_ROW, EXISTING_VPC, endpoints, routeTables, subnetWith, vpcOf } from './account/existing-network';
import { expectResults, when } from './account/expect-results';
import { InProcess } from './account/in-process';
import { answered, refused } from './account/wire';

let aws: InProcess;
beforeAll(async () => {
  aws = await InProcess.open();
});
afterAll(() => aws.account.close());

const RUNTIME = 'com.amazonaws.us-east-1.bedrock-runtime';
const tuned = { ...EXISTING_ROW, fineTuning: DEPLOYMENTS.sandbox.fineTuning };
const deployed = answered(
  '<Stacks><member><StackName>s</StackName><StackStatus>CREATE_COMPLETE</StackStatus></member></Stacks>',
);
const named = endpoints({ vpcEndpointId: 'vpce-1', serviceName: RUNTIME, privateDnsEnabled: 'true' });
const s3 = (table: string) =>
  endpoints({
    vpcEndpointId: 'vpce-s3',
    serviceName: 'com.amazonaws.us-east-1.s3',
    routeTableIdSet: `<item>${table}</item>`,
  });
const vpc = (what: string, answers: object, ...expected: Parameters<typeof when>[3][]) =>
  when(what, 'existing-vpc', { ...EXISTING_VPC, ...answers }, ...expected);

const cases = [
  vpc('a VPC as the row says', {}),
  vpc('no such VPC', { 'ec2:DescribeVpcs': refused('InvalidVpcID.NotFound') }, [
    'fail',
    /^vpc-ours is not a VPC that this account sees in us-east-1/,
  ]),
  vpc("another account's VPC", { 'ec2:DescribeVpcs': vpcOf('210987654321') }, [
    'fail',
    /^vpc-ours belongs to account 210987654321, and only its owner can create endpoints/,
  ]),
  vpc(
    'DNS that is off',
    { 'ec2:DescribeVpcAttribute': answered('<enableDnsSupport><value>false</value></enableDnsSupport>') },
    ['fail', /^enableDnsSupport of vpc-ours is off/, /modify-vpc-attribute .*--enable-dns-support Value=true/],
    ['fail', /^enableDnsHostnames of vpc-ours is off/, /--enable-dns-hostnames Value=true/],
  ),
  vpc(
    'no such subnets',
    { 'ec2:DescribeSubnets': refused('InvalidSubnetID.NotFound') },
    ['fail', /^subnet-b is not a subnet that this account sees/],
    ['fail', /^subnet-c is not/],
  ),
  vpc(
    'subnets of another VPC',
    { 'ec2:DescribeSubnets': subnetWith({ vpcId: 'vpc-2' }) },
    ['fail', /^subnet-b: its VPC is vpc-2, and the row says vpc-ours/],
    ['fail', /^subnet-c: its VPC/],
  ),
  vpc('subnets in another zone', { 'ec2:DescribeSubnets': subnetWith({ availabilityZone: 'us-east-1b' }) }, [
    'fail',
    /^subnet-c: its Availability Zone is us-east-1b, and the row says us-east-1c/,
  ]),
  vpc(
    'route tables that the account does not see',
    { 'ec2:DescribeRouteTables': answered('<routeTableSet/>') },
    ['fail', /^subnet-b: its route table is not visible, and the row says rtb-b/],
    ['fail', /^subnet-c: its route table/],
  ),
  ...[
    ['an internet gateway', { destinationCidrBlock: '0.0.0.0/0', gatewayId: 'igw-1' }, '0.0.0.0/0 → igw-1'],
    ['a NAT gateway', { destinationCidrBlock: '0.0.0.0/0', natGatewayId: 'nat-1' }, '0.0.0.0/0 → nat-1'],
    ['IPv6', { destinationIpv6CidrBlock: '::/0', egressOnlyInternetGatewayId: 'eigw-1' }, '::/0 → eigw-1'],
  ].map(([what, route, words]) =>
    vpc(`a route by ${what}`, { 'ec2:DescribeRouteTables': routeTables(route as Record<string, string>) }, [
      'warn',
      new RegExp(`^subnet-b has a route to the internet: ${words}`),
    ]),
  ),
  vpc('a route to a hub', {
    'ec2:DescribeRouteTables': routeTables({ destinationCidrBlock: '10.0.0.0/8', transitGatewayId: 'tgw-1' }),
  }),
  vpc('an endpoint with the private DNS name', { 'ec2:DescribeVpcEndpoints': named }, [
    'fail',
    /^vpc-ours has vpce-1 with the private DNS name of bedrock-runtime/,
  ]),
  vpc('an endpoint without it, and one of another service', {
    'ec2:DescribeVpcEndpoints': endpoints(
      { vpcEndpointId: 'vpce-1', serviceName: RUNTIME, privateDnsEnabled: 'false' },
      { vpcEndpointId: 'vpce-2', serviceName: 'com.amazonaws.us-east-1.sts', privateDnsEnabled: 'true' },
    ),
  }),
  vpc('an endpoint of this row', {
    'ec2:DescribeVpcEndpoints': named,
    'cloudformation:DescribeStacks': deployed,
  }),
  vpc('a route to S3, which this row does not need', { 'ec2:DescribeVpcEndpoints': s3('rtb-b') }),
  vpc('a denied call', { 'ec2:DescribeVpcAttribute': refused('UnauthorizedOperation', 403) }, [
    'skip',
    /^not permitted: ec2:DescribeVpcAttribute/,
    /^/,
  ]),
];

test.each(cases)('$what', (scenario) => expectResults(aws, scenario, EXISTING_ROW));

test.each([
  vpc('a route to S3 in a given route table', { 'ec2:DescribeVpcEndpoints': s3('rtb-b') }, [
    'fail',
    /^rtb-b has a route to S3 already, by vpce-s3/,
  ]),
  vpc('a route to S3 in another one', { 'ec2:DescribeVpcEndpoints': s3('rtb-z') }),
])('with fine-tuning: $what', (scenario) => expectResults(aws, scenario, tuned));
