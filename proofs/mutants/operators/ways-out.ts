import type { TemplateResource } from '../../../domain/template/template';
import type { Placed } from '../../model/templates';
import { withResources } from '../edit';
import type { Operator } from '../mutant';
import { resourcesOf } from '../resources';
import { placeWords } from '../words';

/** Resources of the stack of a VPC: refs to it, to one of its subnets and to one of its route tables. */
interface Site {
  readonly vpc: object;
  readonly subnet: object;
  readonly table: object;
}

type Resources = Readonly<Record<string, TemplateResource>>;

const resource = (Type: string, Properties: Readonly<Record<string, unknown>> = {}): TemplateResource => ({
  Type,
  Properties,
});
const route = ({ table }: Site, target: object, to: object = { DestinationCidrBlock: '0.0.0.0/0' }) =>
  resource('AWS::EC2::Route', { RouteTableId: table, ...to, ...target });

/** An operator that builds one way out of every VPC, by each of its route tables. */
const wayOut = (kind: string, build: (site: Site) => Resources): Operator => ({
  kind,
  changes: (subject) =>
    resourcesOf(subject, 'AWS::EC2::RouteTable').flatMap((table: Placed) => {
      const subnet = resourcesOf(subject, 'AWS::EC2::Subnet').find(({ stack }) => stack === table.stack);
      const site = {
        vpc: table.resource.Properties?.VpcId as object,
        subnet: { Ref: subnet?.logicalId },
        table: { Ref: table.logicalId },
      };
      const templates = withResources(subject.templates, table.stack, build(site));
      return subnet
        ? [{ what: placeWords(table.at), at: `${table.stack}/${Object.keys(build(site))[0]}`, templates }]
        : [];
    }),
});

const internetGateway = ({ vpc }: Site): Resources => ({
  Gateway: resource('AWS::EC2::InternetGateway'),
  Attachment: resource('AWS::EC2::VPCGatewayAttachment', { VpcId: vpc, InternetGatewayId: { Ref: 'Gateway' } }),
});

export const WAYS_OUT: readonly Operator[] = [
  wayOut('internet gateway added', (site) => ({
    ...internetGateway(site),
    Route: route(site, { GatewayId: { Ref: 'Gateway' } }),
  })),
  wayOut('NAT gateway added', (site) => ({
    ...internetGateway(site),
    Address: resource('AWS::EC2::EIP', { Domain: 'vpc' }),
    Nat: resource('AWS::EC2::NatGateway', {
      SubnetId: site.subnet,
      AllocationId: { 'Fn::GetAtt': ['Address', 'AllocationId'] },
    }),
    Route: route(site, { NatGatewayId: { Ref: 'Nat' } }),
  })),
  wayOut('way out by IPv6 added', (site) => ({
    Block: resource('AWS::EC2::VPCCidrBlock', { VpcId: site.vpc, AmazonProvidedIpv6CidrBlock: true }),
    Gateway: resource('AWS::EC2::EgressOnlyInternetGateway', { VpcId: site.vpc }),
    Route: route(site, { EgressOnlyInternetGatewayId: { Ref: 'Gateway' } }, { DestinationIpv6CidrBlock: '::/0' }),
  })),
  wayOut('peering added', (site) => ({
    Peering: resource('AWS::EC2::VPCPeeringConnection', { VpcId: site.vpc, PeerVpcId: 'vpc-0123456789abcdef0' }),
    Route: route(site, { VpcPeeringConnectionId: { Ref: 'Peering' } }, { DestinationCidrBlock: '172.16.0.0/12' }),
  })),
  wayOut('transit gateway attached', (site) => ({
    Attachment: resource('AWS::EC2::TransitGatewayAttachment', {
      VpcId: site.vpc,
      SubnetIds: [site.subnet],
      TransitGatewayId: 'tgw-0123456789abcdef0',
    }),
    Route: route(site, { TransitGatewayId: 'tgw-0123456789abcdef0' }, { DestinationCidrBlock: '10.0.0.0/8' }),
  })),
  wayOut('VPN gateway attached', (site) => ({
    Gateway: resource('AWS::EC2::VPNGateway', { Type: 'ipsec.1' }),
    Attachment: resource('AWS::EC2::VPCGatewayAttachment', { VpcId: site.vpc, VpnGatewayId: { Ref: 'Gateway' } }),
    Propagation: resource('AWS::EC2::VPNGatewayRoutePropagation', {
      RouteTableIds: [site.table],
      VpnGatewayId: { Ref: 'Gateway' },
    }),
  })),
  wayOut('route to an interface added', (site) => ({
    Route: route(site, { NetworkInterfaceId: 'eni-0123456789abcdef0' }),
  })),
  wayOut('route to a machine added', (site) => ({ Route: route(site, { InstanceId: 'i-0123456789abcdef0' }) })),
  wayOut('instance added', (site) => ({
    Machine: resource('AWS::EC2::Instance', { ImageId: 'ami-0123456789abcdef0', SubnetId: site.subnet }),
  })),
];
