import { WAYS_OUT } from '../../../domain/network/ways-out';
import { admit, document, it, type Json, type RuleCase, resource } from '../resource';

const endpoint = (statement?: Json, more: Json = {}) =>
  it('AWS::EC2::VPCEndpoint', {
    VpcEndpointType: 'Interface',
    ServiceName: 'com.amazonaws.us-east-1.bedrock-runtime',
    ...(statement && { PolicyDocument: document(statement) }),
    ...more,
  });
const OURS = { StringEquals: { 'aws:PrincipalAccount': { Ref: 'AWS::AccountId' } } };
const S3 = {
  VpcEndpointType: 'Gateway',
  ServiceName: { 'Fn::Join': ['', ['com.amazonaws.', { Ref: 'AWS::Region' }, '.s3']] },
};
const to = (Resource: unknown, condition: Json = OURS) => ({ ...admit('*', condition, 's3:GetObject'), Resource });
const invoke = (Resource: unknown) => ({ ...admit('*', OURS, 'bedrock:InvokeModel'), Resource });
const group = (...SecurityGroupEgress: readonly Json[]) => it('AWS::EC2::SecurityGroup', { SecurityGroupEgress });
const queue = it('AWS::SQS::Queue');

export const NETWORK_CASES: readonly RuleCase[] = [
  { rule: 'VPCE1', says: 'compliant', of: 'a policy', resources: endpoint(invoke('m')) },
  { rule: 'VPCE1', says: [''], of: 'no policy', resources: endpoint() },
  { rule: 'VPCE1', says: [''], of: 'everything', resources: endpoint(admit('*', undefined, '*')) },
  {
    rule: 'VPCE1',
    says: [''],
    of: 'everything but one action',
    resources: endpoint({ Effect: 'Allow', Principal: '*', NotAction: 'a:B', Resource: '*' }),
  },
  {
    rule: 'VPCE1',
    says: 'not-applicable',
    of: 'an endpoint that accepts no policy',
    resources: endpoint(undefined, { VpcEndpointType: 'GatewayLoadBalancer' }),
  },

  { rule: 'VPCE2', says: 'compliant', of: 'principals of the account', resources: endpoint(invoke('m')) },
  {
    rule: 'VPCE2',
    says: ['Statement::bedrock:InvokeModel'],
    of: 'any principal',
    resources: endpoint(admit('*', undefined, 'bedrock:InvokeModel')),
  },
  {
    rule: 'VPCE2',
    says: ['Statement::bedrock:InvokeModel'],
    of: 'a condition that may be absent',
    resources: endpoint(admit('*', { StringEqualsIfExists: { 'aws:PrincipalAccount': '1' } }, 'bedrock:InvokeModel')),
  },
  { rule: 'VPCE2', says: 'not-applicable', of: 'a queue', resources: queue },

  {
    rule: 'VPCE3',
    says: 'compliant',
    of: 'an address in the VPC',
    resources: endpoint(admit('*', { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } })),
  },
  {
    rule: 'VPCE3',
    says: ['Statement::sts:AssumeRole'],
    of: 'an address on the internet',
    resources: endpoint(admit('*', { IpAddress: { 'aws:sourceip': '10.0.0.0/8' } })),
  },
  { rule: 'VPCE3', says: 'not-applicable', of: 'a queue', resources: queue },

  {
    rule: 'VPCE4',
    says: 'compliant',
    of: 'a private name',
    resources: endpoint(undefined, { PrivateDnsEnabled: true }),
  },
  { rule: 'VPCE4', says: [''], of: 'none', resources: endpoint() },
  { rule: 'VPCE4', says: 'not-applicable', of: 'a gateway', resources: it('AWS::EC2::VPCEndpoint') },

  {
    rule: 'VPCE5',
    says: 'compliant',
    of: 'one bucket',
    resources: endpoint(to(['arn:aws:s3:::b', 'arn:aws:s3:::b/*']), S3),
  },
  {
    rule: 'VPCE5',
    says: 'compliant',
    of: 'buckets of an account',
    resources: endpoint(to('*', { StringEquals: { 'aws:ResourceAccount': '1' } }), S3),
  },
  { rule: 'VPCE5', says: ['Resource::*'], of: 'every bucket', resources: endpoint(to('*'), S3) },
  {
    rule: 'VPCE5',
    says: ['Resource::arn:aws:s3:::*/*'],
    of: 'objects of every bucket',
    resources: endpoint(to('arn:aws:s3:::*/*'), S3),
  },
  {
    rule: 'VPCE5',
    says: ['NotResource'],
    of: 'all buckets but one',
    resources: endpoint({ Effect: 'Allow', Principal: '*', Action: 's3:*', NotResource: 'arn:aws:s3:::b' }, S3),
  },
  { rule: 'VPCE5', says: 'not-applicable', of: 'Bedrock', resources: endpoint(invoke('m')) },

  {
    rule: 'VPCE6',
    says: 'compliant',
    of: 'a model',
    resources: endpoint(invoke('arn:aws:bedrock:us-east-1::foundation-model/a.b')),
  },
  { rule: 'VPCE6', says: ['Resource::*'], of: 'every model', resources: endpoint(invoke('*')) },
  { rule: 'VPCE6', says: 'not-applicable', of: 'a queue', resources: queue },

  {
    rule: 'NET1',
    says: 'compliant',
    of: 'a group and a private range',
    resources: group({ DestinationSecurityGroupId: 'sg' }, { CidrIp: '10.0.0.0/8' }, { CidrIpv6: 'fd00::/8' }),
  },
  {
    rule: 'NET1',
    says: 'compliant',
    of: 'the VPC itself',
    resources: { ...group({ CidrIp: { 'Fn::GetAtt': ['Vpc', 'CidrBlock'] } }), Vpc: resource('AWS::EC2::VPC') },
  },
  {
    rule: 'NET1',
    says: ['Egress::default'],
    of: 'a rule that stands beside it, which comes later',
    resources: it(
      'AWS::EC2::SecurityGroup',
      {},
      { Rule: resource('AWS::EC2::SecurityGroupEgress', { GroupId: { 'Fn::GetAtt': ['It', 'GroupId'] } }) },
    ),
  },
  {
    rule: 'NET1',
    says: ['Egress::default'],
    of: 'no rule, which allows everything',
    resources: it('AWS::EC2::SecurityGroup'),
  },
  {
    rule: 'NET1',
    says: ['Egress::0.0.0.0/0', 'Egress::::/0'],
    of: 'everywhere',
    resources: group({ CidrIp: '0.0.0.0/0' }, { CidrIpv6: '::/0' }),
  },
  {
    rule: 'NET1',
    says: ['Egress::10.0.0.0/7'],
    of: 'a range that is half public',
    resources: group({ CidrIp: '10.0.0.0/7' }),
  },
  {
    rule: 'NET1',
    says: ['Egress::0.0.0.0/1'],
    of: 'half of everywhere, in a rule of its own',
    resources: it('AWS::EC2::SecurityGroupEgress', { CidrIp: '0.0.0.0/1' }),
  },
  { rule: 'NET1', says: 'not-applicable', of: 'a queue', resources: queue },

  ...WAYS_OUT.map((type): RuleCase => ({ rule: 'NET2', says: [''], of: type, resources: it(type) })),
  { rule: 'NET2', says: 'not-applicable', of: 'an endpoint', resources: endpoint() },

  {
    rule: 'NET3',
    says: 'compliant',
    of: 'a route to a network',
    resources: it('AWS::EC2::Route', { DestinationCidrBlock: '10.0.0.0/8' }),
  },
  {
    rule: 'NET3',
    says: [''],
    of: 'a default route',
    resources: it('AWS::EC2::Route', { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1' }),
  },
  {
    rule: 'NET3',
    says: [''],
    of: 'the same for IPv6',
    resources: it('AWS::EC2::Route', { DestinationIpv6CidrBlock: '::/0' }),
  },
  { rule: 'NET3', says: 'not-applicable', of: 'a queue', resources: queue },
];
