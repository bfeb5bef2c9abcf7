import {
  DescribeFlowLogsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  type IpPermission,
} from '@aws-sdk/client-ec2';
import { parsePolicy, type Reader } from './reader';

export const readVpc: Reader = async (VpcId, { ec2 }) => {
  const [{ Vpcs }, hostnames, support] = await Promise.all([
    ec2.send(new DescribeVpcsCommand({ VpcIds: [VpcId] })),
    ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsHostnames' })),
    ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsSupport' })),
  ]);
  return {
    properties: {
      CidrBlock: Vpcs?.[0]?.CidrBlock,
      EnableDnsHostnames: hostnames.EnableDnsHostnames?.Value,
      EnableDnsSupport: support.EnableDnsSupport?.Value,
    },
  };
};

export const readSubnet: Reader = async (SubnetId, { ec2 }) => {
  const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ SubnetIds: [SubnetId] }));
  const { AvailabilityZoneId, CidrBlock, MapPublicIpOnLaunch, VpcId } = Subnets?.[0] ?? {};
  return { properties: { AvailabilityZoneId, CidrBlock, MapPublicIpOnLaunch, VpcId } };
};

export const readSecurityGroup: Reader = async (GroupId, { ec2 }) => {
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] }));
  const { VpcId, IpPermissionsEgress = [] } = SecurityGroups?.[0] ?? {};
  return {
    properties: { VpcId, SecurityGroupEgress: IpPermissionsEgress.flatMap((rule) => rulesOf(rule, 'Destination')) },
    attributes: { GroupId },
  };
};

/** Splits a rule of EC2, which has all peers of one port, into rules of CloudFormation, which have one peer each. */
function rulesOf({ IpProtocol, FromPort, ToPort, ...peers }: IpPermission, side: 'Source' | 'Destination'): object[] {
  const ports = { IpProtocol, FromPort, ToPort };
  return [
    ...(peers.IpRanges ?? []).map(({ CidrIp }) => ({ ...ports, CidrIp })),
    ...(peers.Ipv6Ranges ?? []).map(({ CidrIpv6 }) => ({ ...ports, CidrIpv6 })),
    ...(peers.UserIdGroupPairs ?? []).map(({ GroupId }) => ({ ...ports, [`${side}SecurityGroupId`]: GroupId })),
    ...(peers.PrefixListIds ?? []).map(({ PrefixListId }) => ({ ...ports, [`${side}PrefixListId`]: PrefixListId })),
  ];
}

/** Reads the ingress of a group by the group's id. A rule that is not in the template appears as `OtherRules`. */
export const readSecurityGroupIngress: Reader = async (GroupId, { ec2 }) => {
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] }));
  const rules = SecurityGroups?.[0]?.IpPermissions ?? [];
  const [rule, ...OtherRules] = rules.flatMap((permission) => rulesOf(permission, 'Source'));
  return { properties: { GroupId, ...rule, OtherRules } };
};

/** Reads a route table. `RoutesOut` has the routes out of the VPC except to gateway endpoints: no template has any. */
export const readRouteTable: Reader = async (id, { ec2 }) => {
  const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [id] }));
  const { Routes = [], VpcId } = RouteTables?.[0] ?? {};
  const RoutesOut = Routes.filter(({ GatewayId = '' }) => GatewayId !== 'local' && !GatewayId.startsWith('vpce-'));
  return { properties: { VpcId, RoutesOut } };
};

export const readVpcEndpoint: Reader = async (id, { ec2 }) => {
  const { VpcEndpoints } = await ec2.send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: [id] }));
  const { PolicyDocument, ServiceName, VpcId, VpcEndpointType, ...endpoint } = VpcEndpoints?.[0] ?? {};
  return {
    properties: {
      PolicyDocument: parsePolicy(PolicyDocument),
      ServiceName,
      VpcId,
      VpcEndpointType,
      ...(VpcEndpointType === 'Interface'
        ? {
            PrivateDnsEnabled: endpoint.PrivateDnsEnabled,
            SubnetIds: endpoint.SubnetIds,
            SecurityGroupIds: endpoint.Groups?.map(({ GroupId }) => GroupId),
          }
        : { RouteTableIds: endpoint.RouteTableIds }),
    },
  };
};

export const readFlowLog: Reader = async (id, { ec2 }) => {
  const { FlowLogs } = await ec2.send(new DescribeFlowLogsCommand({ FlowLogIds: [id] }));
  const { DeliverLogsPermissionArn, LogGroupName, ResourceId, TrafficType } = FlowLogs?.[0] ?? {};
  return { properties: { DeliverLogsPermissionArn, LogGroupName, ResourceId, TrafficType } };
};
