import {
  DescribeFlowLogsCommand,
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
  const { CidrBlock, MapPublicIpOnLaunch, VpcId } = Subnets?.[0] ?? {};
  return { properties: { CidrBlock, MapPublicIpOnLaunch, VpcId } };
};

export const readSecurityGroup: Reader = async (GroupId, { ec2 }) => {
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] }));
  const { VpcId, IpPermissionsEgress = [] } = SecurityGroups?.[0] ?? {};
  return {
    properties: { VpcId, SecurityGroupEgress: IpPermissionsEgress.flatMap(egressRules) },
    attributes: { GroupId },
  };
};

/** EC2 gathers the targets of one protocol and port; CloudFormation writes a rule for each. */
function egressRules({ IpProtocol, FromPort, ToPort, ...targets }: IpPermission): object[] {
  const ports = { IpProtocol, FromPort, ToPort };
  return [
    ...(targets.IpRanges ?? []).map(({ CidrIp }) => ({ ...ports, CidrIp })),
    ...(targets.UserIdGroupPairs ?? []).map(({ GroupId }) => ({ ...ports, DestinationSecurityGroupId: GroupId })),
    ...(targets.PrefixListIds ?? []).map(({ PrefixListId }) => ({ ...ports, DestinationPrefixListId: PrefixListId })),
  ];
}

/** By the id of its group, which has one rule in: more could not be told apart. */
export const readSecurityGroupIngress: Reader = async (GroupId, { ec2 }) => {
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] }));
  const rules = SecurityGroups?.[0]?.IpPermissions ?? [];
  const [{ FromPort, IpProtocol, ToPort, UserIdGroupPairs } = {} as IpPermission] = rules;
  const SourceSecurityGroupId = UserIdGroupPairs?.map((pair) => pair.GroupId);
  return { properties: rules.length === 1 ? { FromPort, GroupId, IpProtocol, SourceSecurityGroupId, ToPort } : {} };
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
