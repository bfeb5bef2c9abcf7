import { decisions, holds, is, isOneOf, never, reachability, type Settings, tags } from './setting';

const decidedThere = (...properties: readonly string[]): Settings =>
  Object.fromEntries(properties.map((property) => [property, reachability]));

/** Other types of EC2 are for reachability to judge, or to refuse. */
export const NETWORK: Readonly<Record<string, Settings>> = {
  'AWS::EC2::FlowLog': {
    DeliverLogsPermissionArn: holds(
      'flow logs are written by a role of the deployment',
      isOneOf('AWS::IAM::Role', 'Arn'),
    ),
    LogDestinationType: is('flow logs go to CloudWatch Logs', 'cloud-watch-logs'),
    LogFormat: never('flow logs have the default fields, addresses among them'),
    LogGroupName: holds('flow logs go into a group of the deployment', isOneOf('AWS::Logs::LogGroup', 'Ref')),
    ResourceId: { free: 'every VPC of this account has a flow log: see deployment.ts' },
    ResourceType: is('a flow log sees a whole VPC', 'VPC'),
    Tags: tags,
    TrafficType: is('flow logs hold what was accepted and what was refused', 'ALL'),
  },
  'AWS::EC2::RouteTable': { Tags: tags, ...decidedThere('VpcId') },
  'AWS::EC2::SecurityGroup': {
    GroupDescription: { free: 'words for people' },
    Tags: tags,
    ...decidedThere('SecurityGroupEgress', 'SecurityGroupIngress', 'VpcId'),
  },
  'AWS::EC2::SecurityGroupIngress': decidedThere(
    ...['CidrIp', 'Description', 'FromPort', 'GroupId', 'IpProtocol', 'SourceSecurityGroupId', 'ToPort'],
  ),
  'AWS::EC2::Subnet': {
    Tags: tags,
    ...decidedThere(
      ...['AssignIpv6AddressOnCreation', 'AvailabilityZone', 'AvailabilityZoneId', 'CidrBlock'],
      ...['Ipv6CidrBlock', 'MapPublicIpOnLaunch', 'VpcId'],
    ),
  },
  'AWS::EC2::SubnetRouteTableAssociation': decidedThere('RouteTableId', 'SubnetId'),
  'AWS::EC2::VPC': {
    InstanceTenancy: is('no hardware is rented that nothing here needs', 'default'),
    Tags: tags,
    ...decidedThere('CidrBlock', 'EnableDnsHostnames', 'EnableDnsSupport'),
  },
  'AWS::EC2::VPCEndpoint': {
    PolicyDocument: decisions,
    Tags: tags,
    ...decidedThere(
      ...['PrivateDnsEnabled', 'RouteTableIds', 'SecurityGroupIds', 'ServiceName', 'SubnetIds'],
      ...['VpcEndpointType', 'VpcId'],
    ),
  },
};
