import { ec2Id } from '../../model/physical-ids';
import { withResource, withResources } from '../edit';
import type { Operator } from '../mutant';
import { onResources, resourcesOf } from '../resources';

const SUBNET = 'AWS::EC2::Subnet';
const VPC = 'AWS::EC2::VPC';
const ASSOCIATION = 'AWS::EC2::SubnetRouteTableAssociation';

/** A network ACL around every subnet, with one entry each way. */
const acl = (kind: string, RuleAction: 'allow' | 'deny'): Operator => ({
  kind,
  changes: (subject) =>
    resourcesOf(subject, SUBNET).map(({ at, stack, logicalId, resource }) => {
      const NetworkAclId = { Ref: 'Acl' };
      const entry = (Egress: boolean) => ({
        Type: 'AWS::EC2::NetworkAclEntry',
        Properties: { NetworkAclId, RuleNumber: 100, Protocol: -1, RuleAction, Egress, CidrBlock: '0.0.0.0/0' },
      });
      const templates = withResources(subject.templates, stack, {
        Acl: { Type: 'AWS::EC2::NetworkAcl', Properties: { VpcId: resource.Properties?.VpcId } },
        AclIn: entry(false),
        AclOut: entry(true),
        AclAssociation: {
          Type: 'AWS::EC2::SubnetNetworkAclAssociation',
          Properties: { NetworkAclId, SubnetId: { Ref: logicalId } },
        },
      });
      return { what: '', at, templates };
    }),
});

export const VPCS: readonly Operator[] = [
  onResources('public address at launch', SUBNET, () => [{ path: ['MapPublicIpOnLaunch'], to: true }]),
  onResources('IPv6 address at launch', SUBNET, () => [
    { path: ['AssignIpv6AddressOnCreation'], to: true },
    { what: 'block', path: ['Ipv6CidrBlock'], to: '2600:1f18::/64' },
  ]),
  onResources('subnet in another VPC', SUBNET, () => [{ path: ['VpcId'], to: ec2Id('vpc', 'somebody else') }]),
  onResources('subnets in one zone', SUBNET, ({ AvailabilityZone }) => {
    const [index] =
      (AvailabilityZone as { readonly 'Fn::Select'?: readonly [number] } | undefined)?.['Fn::Select'] ?? [];
    return index === undefined ? [] : [{ path: ['AvailabilityZone', 'Fn::Select', 0], to: 1 - index }];
  }),
  onResources('route table of somebody else', ASSOCIATION, () => [
    { path: ['RouteTableId'], to: ec2Id('rtb', 'somebody else') },
  ]),
  {
    kind: 'route table association removed',
    changes: (subject) =>
      resourcesOf(subject, ASSOCIATION).map(({ at, stack, logicalId }) => ({
        what: '',
        at,
        templates: withResource(subject.templates, stack, logicalId),
      })),
  },
  onResources('DNS of the VPC off', VPC, () =>
    ['EnableDnsSupport', 'EnableDnsHostnames'].map((what) => ({ what, path: [what], to: false })),
  ),
  onResources('VPC with public addresses', VPC, () => [{ path: ['CidrBlock'], to: '52.94.0.0/20' }]),
  acl('network ACL that denies', 'deny'),
  acl('network ACL that allows', 'allow'),
];
