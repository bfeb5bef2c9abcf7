import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { Deployment, deployment, resourcesOf } from '../support/synth';

interface Rule {
  readonly IpProtocol: string;
  readonly FromPort: number;
  readonly ToPort: number;
  readonly [peer: string]: unknown;
}

/** Every rule of every security group, read as a sentence: `functions → endpoints tcp 443`. */
function rulesOf(deployed: Deployment): string[] {
  const nameOf = (value: unknown) => (JSON.stringify(value).includes('Functions') ? 'functions' : 'endpoints');
  const line = (from: string, to: string, r: Rule) => `${from} → ${to} ${r.IpProtocol} ${r.FromPort}-${r.ToPort}`;
  const peerOf = (r: Rule) => {
    const group = r.DestinationSecurityGroupId ?? r.SourceSecurityGroupId;
    return group === undefined ? String(r.DestinationPrefixListId ?? r.CidrIp) : nameOf(group);
  };
  const inline = resourcesOf<{ SecurityGroupEgress?: Rule[]; SecurityGroupIngress?: Rule[] }>(
    deployed,
    'AWS::EC2::SecurityGroup',
  ).flatMap(({ id, Properties: { SecurityGroupEgress = [], SecurityGroupIngress = [] } }) => [
    ...SecurityGroupEgress.map((r) => line(nameOf(id), peerOf(r), r)),
    ...SecurityGroupIngress.map((r) => line(peerOf(r), nameOf(id), r)),
  ]);
  const ingress = resourcesOf<Rule>(deployed, 'AWS::EC2::SecurityGroupIngress').map(({ Properties: r }) =>
    line(peerOf(r), nameOf(r.GroupId), r),
  );
  const egress = resourcesOf<Rule>(deployed, 'AWS::EC2::SecurityGroupEgress').map(({ Properties: r }) =>
    line(nameOf(r.GroupId), peerOf(r), r),
  );
  return [...inline, ...ingress, ...egress].sort();
}

const existing: DeploymentConfig = {
  ...DEPLOYMENTS.sandbox,
  network: {
    vpcId: 'vpc-0123456789abcdef0',
    subnets: [
      { subnetId: 'subnet-0aaaaaaaaaaaaaaaa', availabilityZone: 'us-east-1a', routeTableId: 'rtb-0aaaaaaaaaaaaaaaa' },
      { subnetId: 'subnet-0bbbbbbbbbbbbbbbb', availabilityZone: 'us-east-1b', routeTableId: 'rtb-0bbbbbbbbbbbbbbbb' },
    ],
  },
};

const all = [
  ['sandbox', () => deployment('sandbox')],
  ['production', () => deployment('production')],
  ['a VPC of yours', () => new Deployment('existing', existing)],
] as const;

const OURS = /gEquals":{.*aws:PrincipalAccount":{"Ref":"AWS::AccountId"}|ArnEquals":{"aws:PrincipalArn":[^*]+\/[\w-]+"/;

describe.each(all)('network of %s', (_, make) => {
  const deployed = make();

  test('has exactly these rules, and no more', () => {
    expect(rulesOf(deployed)).toEqual([
      'endpoints → 255.255.255.255/32 icmp 252-86',
      'functions → endpoints tcp 443-443',
      'functions → endpoints tcp 443-443',
      'functions → pl-63a5400a tcp 443-443',
    ]);
  });

  test('has no moment of allow-all: every group is created with its egress', () => {
    for (const group of resourcesOf<{ SecurityGroupEgress?: unknown[] }>(deployed, 'AWS::EC2::SecurityGroup')) {
      expect(group.Properties.SecurityGroupEgress).not.toHaveLength(0);
    }
    expect(resourcesOf(deployed, 'AWS::EC2::SecurityGroupEgress')).toEqual([]);
  });

  test('every interface names a security group of ours, so that nothing is a member of the default group', () => {
    const interfaces = [
      ...resourcesOf<{ SecurityGroupIds: unknown[] }>(deployed, 'AWS::EC2::VPCEndpoint')
        .filter(({ Properties }) => 'SubnetIds' in Properties)
        .map(({ Properties }) => Properties.SecurityGroupIds),
      ...resourcesOf<{ VpcConfig: { SecurityGroupIds: unknown[] } }>(deployed, 'AWS::Lambda::Function').map(
        ({ Properties }) => Properties.VpcConfig.SecurityGroupIds,
      ),
    ];
    expect(interfaces.length).toBeGreaterThan(1);
    for (const groups of interfaces) expect(groups).toHaveLength(1);
  });

  test('every endpoint has a policy, private DNS where it is an interface, and only principals of this account', () => {
    const endpoints = resourcesOf<{
      PolicyDocument?: { Statement: { Effect: string; Condition?: Record<string, Record<string, unknown>> }[] };
      PrivateDnsEnabled?: boolean;
      VpcEndpointType: string;
    }>(deployed, 'AWS::EC2::VPCEndpoint');
    for (const { Properties } of endpoints) {
      expect(Properties.PrivateDnsEnabled).toBe(Properties.VpcEndpointType === 'Interface' ? true : undefined);
      const allows = Properties.PolicyDocument?.Statement.filter(({ Effect }) => Effect === 'Allow') ?? [];
      expect(allows).not.toEqual([]);
      for (const { Condition } of allows) expect(JSON.stringify(Condition)).toMatch(OURS);
    }
  });
});

describe('endpoints', () => {
  const serviceNames = (name: 'production' | 'sandbox') =>
    resourcesOf<{ ServiceName: unknown; VpcEndpointType: string }>(deployment(name), 'AWS::EC2::VPCEndpoint')
      .map(
        ({ Properties }) =>
          `${Properties.VpcEndpointType} ${JSON.stringify(Properties.ServiceName).match(/[\w.-]*(bedrock[\w-]*|s3)/)?.[1]}`,
      )
      .sort();

  test('are those of the runtime plane and S3 in the sandbox, and of all four planes in production', () => {
    expect(serviceNames('sandbox')).toEqual(['Gateway s3', 'Interface bedrock-runtime']);
    expect(serviceNames('production')).toEqual([
      'Gateway s3',
      'Interface bedrock',
      'Interface bedrock-agent',
      'Interface bedrock-agent-runtime',
      'Interface bedrock-runtime',
    ]);
  });

  test('the runtime endpoint passes the allowed models alone, each ARN spelt out', () => {
    const [runtime] = resourcesOf<{
      ServiceName: unknown;
      PolicyDocument: { Statement: { Effect: string; Resource: unknown }[] };
    }>(deployment('sandbox'), 'AWS::EC2::VPCEndpoint').filter(({ Properties }) =>
      JSON.stringify(Properties.ServiceName).includes('bedrock-runtime'),
    );
    expect(runtime?.Properties.PolicyDocument.Statement.map(({ Resource }) => Resource)).toEqual([
      DEPLOYMENTS.sandbox.models.map((id) => `arn:aws:bedrock:us-east-1::foundation-model/${id}`),
    ]);
  });

  test('the S3 gateway enters the route table of every subnet, and passes our bucket alone', () => {
    for (const [name, subnets] of [['sandbox', 2]] as const) {
      const [gateway] = resourcesOf<{
        RouteTableIds: unknown[];
        VpcEndpointType: string;
        PolicyDocument: { Statement: { Resource: unknown }[] };
      }>(deployment(name), 'AWS::EC2::VPCEndpoint').filter(
        ({ Properties }) => Properties.VpcEndpointType === 'Gateway',
      );
      expect(gateway?.Properties.RouteTableIds).toHaveLength(subnets);
      const bucket = (suffix: string) => ({
        'Fn::Join': ['', [`arn:aws:s3:::private-bedrock-${name}-`, { Ref: 'AWS::AccountId' }, `-us-east-1${suffix}`]],
      });
      expect(gateway?.Properties.PolicyDocument.Statement.map(({ Resource }) => Resource)).toEqual([
        bucket(''),
        bucket('/*'),
      ]);
    }
  });

  test.each([
    ['new', DEPLOYMENTS.sandbox],
    ['existing', existing],
  ])('without a bucket nothing about S3 changes for the neighbours in the %s VPC', (_, { fineTuning, ...config }) => {
    const deployed = new Deployment('bare', config);
    const types = resourcesOf<{ VpcEndpointType: string }>(deployed, 'AWS::EC2::VPCEndpoint');
    expect(types.map(({ Properties }) => Properties.VpcEndpointType)).toEqual(['Interface']);
    expect(rulesOf(deployed)).toEqual([
      'endpoints → 255.255.255.255/32 icmp 252-86',
      'functions → endpoints tcp 443-443',
      'functions → endpoints tcp 443-443',
    ]);
  });

  test('are reached on 443 by the clients that the row names', () => {
    const clients = ['sg-0aaaaaaaaaaaaaaaa', 'sg-0bbbbbbbbbbbbbbbb'];
    const deployed = new Deployment('shared', {
      ...existing,
      network: { ...existing.network, clientSecurityGroups: clients },
    } as DeploymentConfig);
    const ingress = resourcesOf<Rule>(deployed, 'AWS::EC2::SecurityGroupIngress').map(({ Properties }) => Properties);
    expect(ingress).toHaveLength(3);
    for (const client of clients) {
      expect(ingress).toContainEqual(
        expect.objectContaining({ SourceSecurityGroupId: client, IpProtocol: 'tcp', FromPort: 443, ToPort: 443 }),
      );
    }
  });
});
