import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { list, type OneOrMore } from '../model/policy';
import type { Resolver } from '../model/resolver';
import type { Placed } from '../model/templates';
import { NotModelledError } from '../not-modelled';
import type { Acl, Group, Network, Rule, Subnet } from './network';

/** Resource types that lead to another network by being there. */
export const WAYS_OUT = [
  ...['CarrierGateway', 'ClientVpnEndpoint', 'ClientVpnTargetNetworkAssociation', 'EIP', 'EIPAssociation'],
  ...['EgressOnlyInternetGateway', 'Instance', 'InternetGateway', 'NatGateway', 'NetworkInterface', 'Route'],
  ...['TransitGatewayAttachment', 'TransitGatewayVpcAttachment', 'VPCCidrBlock', 'VPCGatewayAttachment'],
  ...['VPCPeeringConnection', 'VPNConnection', 'VPNGateway', 'VPNGatewayRoutePropagation'],
].map((name) => `AWS::EC2::${name}`);

/** Resource types that are read below, or have no interface and no route. */
const READ = [
  ...['FlowLog', 'NetworkAcl', 'NetworkAclEntry', 'RouteTable', 'SecurityGroup', 'SecurityGroupEgress'],
  ...['SecurityGroupIngress', 'Subnet', 'SubnetNetworkAclAssociation', 'SubnetRouteTableAssociation', 'VPC'],
  'VPCEndpoint',
].map((name) => `AWS::EC2::${name}`);

/** Types outside of EC2 that have interfaces, or none. */
const WITHOUT_NETWORK =
  /^AWS::(Bedrock|Budgets|CE|CloudTrail|CloudWatch|Events|IAM|KMS|Logs|S3|S3Vectors|SNS|SQS|StepFunctions)::|^AWS::Pipes::Pipe$|^AWS::Lambda::(Alias|EventInvokeConfig|Permission|Url|Version)$|^AWS::SageMaker::NotebookInstanceLifecycleConfig$|^AWS::CDK::/;

type Properties = Readonly<Record<string, unknown>>;

/** @throws NotModelledError for a type that could have an interface or a route, and is not read here */
export function networkOf(resolver: Resolver, config: DeploymentConfig): Network {
  for (const { at, resource } of resolver.resources) {
    const isKnown =
      [...WAYS_OUT, ...READ, 'AWS::Lambda::Function', 'AWS::SageMaker::NotebookInstance'].includes(resource.Type) ||
      WITHOUT_NETWORK.test(resource.Type);
    if (!isKnown)
      throw new NotModelledError(at, resource.Type, 'Say in proofs/reachability/read-network.ts what it reaches.');
  }
  const of = (type: string) =>
    resolver.resources
      .filter(({ resource }) => resource.Type === `AWS::${type}`)
      .map((placed) => ({ placed, at: placed.at, properties: resolver.properties(placed) }));
  const id = (placed: Placed, attribute = 'Ref') => resolver.attributeOf(placed, attribute);
  const text = (value: unknown) => (value === undefined ? '' : String(value));

  const brought = 'vpcId' in config.network ? config.network : undefined;
  const tables = new Map(
    of('EC2::SubnetRouteTableAssociation').map(({ properties }) => [
      text(properties.SubnetId),
      text(properties.RouteTableId),
    ]),
  );
  const ownVpcs = of('EC2::VPC').map(({ placed }) => id(placed));
  const ownTables = of('EC2::RouteTable').map(({ placed }) => id(placed));
  const subnets: readonly Subnet[] = brought
    ? brought.subnets.map(({ subnetId, routeTableId }) => ({
        at: subnetId,
        id: subnetId,
        vpc: brought.vpcId,
        routeTable: routeTableId,
        properties: {},
      }))
    : of('EC2::Subnet').map(({ placed, at, properties }) => {
        const table = tables.get(id(placed)) ?? '';
        return {
          at,
          id: id(placed),
          vpc: text(properties.VpcId),
          routeTable: ownTables.includes(table) ? table : undefined,
          properties,
        };
      });
  return {
    vpc: brought?.vpcId ?? ownVpcs.join(),
    vpcs: of('EC2::VPC').map(({ at, properties }) => ({ at, properties })),
    subnets,
    groups: of('EC2::SecurityGroup').map(({ placed, at, properties }) =>
      groupOf(at, id(placed, 'GroupId'), properties, of),
    ),
    endpointPeers: [...new Set(brought?.interfaceEndpoints?.flatMap(({ peers }) => peers))],
    clients: brought?.clientSecurityGroups ?? [],
    functions: of('Lambda::Function').map(({ at, properties }) => ({
      at,
      ...interfacesOf((properties.VpcConfig ?? {}) as Properties),
    })),
    notebooks: of('SageMaker::NotebookInstance').map(({ at, properties }) => ({
      at,
      subnets: list(properties.SubnetId as OneOrMore),
      groups: list(properties.SecurityGroupIds as OneOrMore),
      isDualStack: false,
    })),
    notebooksReadS3: config.workbench?.readsDatasets === true,
    endpoints: of('EC2::VPCEndpoint').map(({ at, properties }) => ({
      at,
      ...interfacesOf(properties),
      service: text(properties.ServiceName),
      isGateway: properties.VpcEndpointType === 'Gateway',
      vpc: text(properties.VpcId),
      routeTables: list(properties.RouteTableIds as OneOrMore),
      hasPrivateDns: properties.PrivateDnsEnabled === true,
    })),
    acls: of('EC2::NetworkAcl').map(({ placed, at }) => aclOf(at, resolver.attributeOf(placed, 'Ref'), of)),
    waysOut: resolver.resources
      .filter(({ resource }) => WAYS_OUT.includes(resource.Type))
      .map(({ at, resource }) => `${at} is a ${resource.Type}`),
  };
}

type Finder = (type: string) => readonly { readonly at: string; readonly properties: Properties }[];

const interfacesOf = (properties: Properties) => ({
  subnets: list(properties.SubnetIds as OneOrMore),
  groups: list(properties.SecurityGroupIds as OneOrMore),
  isDualStack: properties.Ipv6AllowedForDualStack === true || /ipv6|dualstack/i.test(String(properties.IpAddressType)),
});

/** EC2 gives a group that is made without a rule for egress one that lets everything out. Source: AWS::EC2::SecurityGroup. */
const EVERYTHING: Rule = { words: 'EC2’s own rule', protocol: '-1', from: 0, to: 65_535, peer: '0.0.0.0/0' };

function groupOf(at: string, id: string, properties: Properties, of: Finder): Group {
  const alone = (type: string) =>
    of(type)
      .filter((rule) => rule.properties.GroupId === id)
      .map((rule) => ruleOf(rule.at, rule.properties));
  const inline = (name: string) => ((properties[name] ?? []) as readonly Properties[]).map((rule) => ruleOf(at, rule));
  const egress = inline('SecurityGroupEgress');
  return {
    at,
    id,
    vpc: String(properties.VpcId),
    egress: [...(egress.length > 0 ? egress : [EVERYTHING]), ...alone('EC2::SecurityGroupEgress')],
    ingress: [...inline('SecurityGroupIngress'), ...alone('EC2::SecurityGroupIngress')],
  };
}

const PEERS = [
  'CidrIp',
  'CidrIpv6',
  'DestinationPrefixListId',
  'DestinationSecurityGroupId',
  'SourcePrefixListId',
  'SourceSecurityGroupId',
  'SourceSecurityGroupName',
];

function ruleOf(at: string, properties: Properties): Rule {
  const peers = PEERS.filter((name) => properties[name] !== undefined).map((name) => String(properties[name]));
  return {
    words: `${at} (${properties.Description ?? 'a rule without words'})`,
    protocol: String(properties.IpProtocol),
    from: Number(properties.FromPort ?? 0),
    to: Number(properties.ToPort ?? 65_535),
    // A rule with two peers is none that EC2 accepts; it is no peer that is known here.
    peer: peers.join(' and ') || 'nobody',
  };
}

function aclOf(at: string, id: string, of: Finder): Acl {
  const entries = of('EC2::NetworkAclEntry').filter(({ properties }) => properties.NetworkAclId === id);
  const range = (properties: Properties) =>
    (properties.PortRange ?? {}) as { readonly From?: number; readonly To?: number };
  return {
    at,
    subnets: of('EC2::SubnetNetworkAclAssociation')
      .filter(({ properties }) => properties.NetworkAclId === id)
      .map(({ properties }) => String(properties.SubnetId)),
    entries: entries
      .map(({ properties }) => ({
        number: Number(properties.RuleNumber),
        isEgress: properties.Egress === true,
        allows: properties.RuleAction === 'allow',
        protocol: String(properties.Protocol),
        cidr: String(properties.CidrBlock ?? properties.Ipv6CidrBlock),
        from: range(properties).From ?? 0,
        to: range(properties).To ?? 65_535,
      }))
      .sort((a, b) => a.number - b.number),
  };
}
