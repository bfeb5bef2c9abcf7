import type { StackTemplate, Templates } from '../../proofs/model/templates';
import type { Subject } from '../../proofs/proof';
import { cidrBlock } from '../../proofs/reachability/cidr-block';
import { reachability } from '../../proofs/reachability/reachability';
import { subjects } from '../../proofs/subjects';

const all = subjects();
const [sandbox] = all;

test.each(all.map((subject) => [subject.name, subject] as const))(
  'in %s nothing leads out, functions reach their endpoints, and every endpoint is used',
  async (_, subject) => {
    expect(await reachability.broken(subject)).toEqual([]);
  },
);

type Resources = Record<string, { Type: string; Properties: Record<string, unknown> }>;

/** The sandbox with something changed in one of its templates. */
function changed(
  unit: string,
  change: (resources: Resources, find: (like: RegExp) => Resources[string]) => void,
): Subject {
  if (!sandbox) throw new Error('there is no row');
  const stacks: Record<string, StackTemplate> = structuredClone(sandbox.templates.stacks) as Record<
    string,
    StackTemplate
  >;
  const resources = stacks[`sandbox/${unit}`]?.template.Resources as unknown as Resources;
  change(resources, (like) => {
    const [id] = Object.keys(resources).filter((key) => like.test(key));
    const found = id === undefined ? undefined : resources[id];
    if (!found) throw new Error(`there is no ${like} in ${unit}: the fault was not planted`);
    return found;
  });
  return { ...sandbox, templates: { ...sandbox.templates, stacks } as Templates };
}

const set =
  (like: RegExp, properties: Record<string, unknown>) => (_: Resources, find: (like: RegExp) => Resources[string]) => {
    Object.assign(find(like)?.Properties ?? {}, properties);
  };
const add =
  (Type: string, Properties: Record<string, unknown> = {}) =>
  (resources: Resources) => {
    resources.Added = { Type, Properties };
  };
const HTTPS = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };
const group = (id: RegExp) => (resources: Resources) => ({
  'Fn::GetAtt': [Object.keys(resources).find((key) => id.test(key)), 'GroupId'],
});
const rule = (Type: string, id: RegExp, properties: Record<string, unknown>) => (resources: Resources) => {
  resources.Added = {
    Type: `AWS::EC2::${Type}`,
    Properties: { ...HTTPS, GroupId: group(id)(resources), ...properties },
  };
};

/** Where it is planted, what is done there, and what the proof has to say. */
const FAULTS: readonly (readonly [string, string, Parameters<typeof changed>[1], RegExp])[] = [
  [
    'an internet gateway',
    'Network',
    add('AWS::EC2::InternetGateway'),
    /leads out.*Added is a AWS::EC2::InternetGateway/,
  ],
  ['a NAT gateway', 'Network', add('AWS::EC2::NatGateway'), /leads out.*NatGateway/],
  ['a peering', 'Network', add('AWS::EC2::VPCPeeringConnection'), /leads out.*VPCPeeringConnection/],
  ['a transit gateway', 'Network', add('AWS::EC2::TransitGatewayAttachment'), /leads out.*TransitGateway/],
  ['a route', 'Network', add('AWS::EC2::Route', { DestinationCidrBlock: '0.0.0.0/0' }), /leads out.*Route/],
  ['an IPv6 block', 'Network', add('AWS::EC2::VPCCidrBlock'), /leads out.*VPCCidrBlock/],
  ['a public address', 'Network', set(/Subnet1Subnet/, { MapPublicIpOnLaunch: true }), /public address.*Subnet1Subnet/],
  ['a subnet with IPv6', 'Network', set(/Subnet1Subnet/, { Ipv6CidrBlock: '::/64' }), /IPv6.*Subnet1Subnet/],
  [
    'a subnet without a route table',
    'Network',
    set(/Subnet1RouteTableAssociation/, { RouteTableId: 'rtb-0' }),
    /route table.*Subnet1Subnet/,
  ],
  ['a subnet elsewhere', 'Network', set(/Subnet1Subnet/, { VpcId: 'vpc-0' }), /in our VPC.*Subnet1Subnet/],
  [
    'a subnet in the zone of another',
    'Network',
    set(/Subnet1Subnet/, { AvailabilityZone: 'us-east-1b' }),
    /zone of its own.*Subnet2Subnet.* us-east-1b/,
  ],
  ['public addresses in the VPC', 'Network', set(/Vpc[0-9A-F]{8}$/, { CidrBlock: '52.0.0.0/24' }), /RFC 1918/],
  ['DNS off', 'Network', set(/Vpc[0-9A-F]{8}$/, { EnableDnsSupport: false }), /DNS is off/],
  [
    'a group without rules',
    'Network',
    set(/GroupsEndpoints/, { SecurityGroupEgress: [] }),
    /lets out to 0\.0\.0\.0\/0.*EC2/,
  ],
  [
    'egress anywhere',
    'Network',
    rule('SecurityGroupEgress', /GroupsFunctions/, { CidrIp: '0.0.0.0/0' }),
    /lets out to 0\.0\.0\.0/,
  ],
  ['egress by IPv6', 'Network', rule('SecurityGroupEgress', /GroupsFunctions/, { CidrIpv6: '::/0' }), /lets out to ::/],
  [
    'egress to another prefix list',
    'Network',
    rule('SecurityGroupEgress', /GroupsFunctions/, { DestinationPrefixListId: 'pl-0' }),
    /lets out to pl-0/,
  ],
  [
    'ingress to functions',
    'Network',
    rule('SecurityGroupIngress', /GroupsFunctions/, { CidrIp: '10.0.0.0/24' }),
    /GroupsFunctions.* lets in 10\.0/,
  ],
  [
    'ingress from anywhere',
    'Network',
    rule('SecurityGroupIngress', /GroupsEndpoints/, { CidrIp: '0.0.0.0/0' }),
    /lets in 0\.0\.0\.0/,
  ],
  ['every port', 'Network', set(/FunctionsToEndpoints/, { FromPort: 0 }), /does not reach/],
  [
    'no ingress',
    'Network',
    (resources) => {
      for (const id of Object.keys(resources)) if (/FunctionsToEndpoints/.test(id)) delete resources[id];
    },
    /does not reach/,
  ],
  ['a function outside', 'Inference', set(/Function/, { VpcConfig: undefined }), /stands outside/],
  [
    'a function in the default group',
    'Inference',
    (_, find) => {
      Object.assign(find(/InferenceFunction/)?.Properties.VpcConfig ?? {}, { SecurityGroupIds: [] });
    },
    /default security group/,
  ],
  [
    'a function in another subnet',
    'Inference',
    (_, find) => {
      Object.assign(find(/InferenceFunction/)?.Properties.VpcConfig ?? {}, { SubnetIds: ['subnet-0'] });
    },
    /stands in subnet-0/,
  ],
  [
    'a dual-stack function',
    'Inference',
    (_, find) => {
      Object.assign(find(/InferenceFunction/)?.Properties.VpcConfig ?? {}, { Ipv6AllowedForDualStack: true });
    },
    /IPv6/,
  ],
  ['private DNS off', 'Endpoints', set(/BedrockRuntime/, { PrivateDnsEnabled: false }), /private DNS is off/],
  ['an endpoint in one subnet', 'Endpoints', set(/BedrockRuntime/, { SubnetIds: [] }), /has none in/],
  ['the S3 endpoint without a route', 'Endpoints', set(/S3/, { RouteTableIds: [] }), /route table of every subnet/],
  [
    'a stale endpoint',
    'Endpoints',
    add('AWS::EC2::VPCEndpoint', { ServiceName: 'com.amazonaws.us-east-1.sts', VpcEndpointType: 'Interface' }),
    /nobody uses .*sts/,
  ],
  [
    'an action that no role has, on the S3 endpoint',
    'Endpoints',
    (_, find) => {
      const document = find(/S3/)?.Properties.PolicyDocument as { Statement: { Action: unknown }[] } | undefined;
      const [first] = document?.Statement ?? [];
      if (first) first.Action = [first.Action, 's3:GetBucketLocation'].flat();
    },
    /only what a role of the deployment may do.*s3 endpoint allows s3:GetBucketLocation$/,
  ],
  [
    'the policy that AWS gives an endpoint',
    'Endpoints',
    set(/BedrockRuntime/, { PolicyDocument: undefined }),
    /bedrock-runtime endpoint allows .*, .*, .*, .*, \S+ and \d+ more$/,
  ],
  [
    'no runtime endpoint',
    'Endpoints',
    (resources) => {
      for (const id of Object.keys(resources)) if (/BedrockRuntime/.test(id)) delete resources[id];
    },
    /calls bedrock-runtime/,
  ],
];

test.each(FAULTS)('%s is seen', async (_, unit, change, expected) => {
  expect(await reachability.broken(changed(unit, change))).toEqual(
    expect.arrayContaining([expect.stringMatching(expected)]),
  );
});

const acl =
  (RuleAction: string, range: object = {}) =>
  (resources: Resources) => {
    const subnet = Object.keys(resources).find((id) => /Subnet1Subnet/.test(id));
    const entry = (Egress: boolean) => ({
      Type: 'AWS::EC2::NetworkAclEntry',
      Properties: {
        NetworkAclId: { Ref: 'Acl' },
        RuleNumber: 1,
        Protocol: -1,
        RuleAction,
        Egress,
        CidrBlock: '0.0.0.0/0',
        ...range,
      },
    });
    Object.assign(resources, {
      Acl: { Type: 'AWS::EC2::NetworkAcl', Properties: {} },
      In: entry(false),
      Out: entry(true),
      Around: {
        Type: 'AWS::EC2::SubnetNetworkAclAssociation',
        Properties: { NetworkAclId: { Ref: 'Acl' }, SubnetId: { Ref: subnet } },
      },
    });
  };

test('a network ACL may stand there, if it lets requests and answers pass', async () => {
  expect(await reachability.broken(changed('Network', acl('allow')))).toEqual([]);
  expect(await reachability.broken(changed('Network', acl('deny')))).toHaveLength(4);
  expect(
    await reachability.broken(changed('Network', acl('allow', { PortRange: { From: 443, To: 443 } }))),
  ).toHaveLength(2);
});

test.each([
  'AWS::EC2::Fleet',
  'AWS::RDS::DBInstance',
  'AWS::VpcLattice::ServiceNetworkVpcAssociation',
  'AWS::Route53Resolver::ResolverEndpoint',
])('%s is refused until somebody says what it reaches', async (type) => {
  await expect(reachability.broken(changed('Network', add(type)))).rejects.toThrow(`${type} is not modelled`);
});

test.each([
  ['10.0.0.0/24', true],
  ['172.31.0.0/16', true],
  ['172.32.0.0/16', false],
  ['192.168.255.192/26', true],
  ['192.0.0.0/8', false],
  ['8.8.8.0/24', false],
])('%s is private: %s', (block, expected) => {
  expect(cidrBlock(block)?.isPrivate).toBe(expected);
});
