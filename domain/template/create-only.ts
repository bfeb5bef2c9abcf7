import { isDeepStrictEqual } from 'node:util';
import type { TemplateResource } from './template';

/**
 * Properties that CloudFormation changes only by replacing the resource, for the types of this project.
 * Source: @aws-cdk/aws-service-spec 0.1.216, the data of the CloudFormation registry, read 2026-11-27.
 */
export const CREATE_ONLY: Readonly<Record<string, readonly string[]>> = {
  'AWS::Bedrock::Guardrail': [],
  'AWS::Bedrock::GuardrailVersion': ['Description', 'GuardrailIdentifier'],
  'AWS::EC2::FlowLog': [
    'DeliverCrossAccountRole',
    'DeliverLogsPermissionArn',
    'DestinationOptions',
    'LogDestination',
    'LogDestinationType',
    'LogFormat',
    'LogGroupName',
    'MaxAggregationInterval',
    'ResourceId',
    'ResourceType',
    'TagFieldSpecifications',
    'TrafficType',
  ],
  'AWS::EC2::RouteTable': ['VpcId'],
  'AWS::EC2::SecurityGroup': ['GroupDescription', 'GroupName', 'VpcId'],
  'AWS::EC2::SecurityGroupIngress': [
    'CidrIp',
    'CidrIpv6',
    'FromPort',
    'GroupId',
    'GroupName',
    'IpProtocol',
    'SourcePrefixListId',
    'SourceSecurityGroupId',
    'SourceSecurityGroupName',
    'SourceSecurityGroupOwnerId',
    'ToPort',
  ],
  'AWS::EC2::Subnet': [
    'AvailabilityZone',
    'AvailabilityZoneId',
    'CidrBlock',
    'Ipv4IpamPoolId',
    'Ipv4NetmaskLength',
    'Ipv6IpamPoolId',
    'Ipv6Native',
    'Ipv6NetmaskLength',
    'OutpostArn',
    'VpcId',
  ],
  'AWS::EC2::SubnetRouteTableAssociation': ['RouteTableId', 'SubnetId'],
  'AWS::EC2::VPC': ['CidrBlock', 'Ipv4IpamPoolId', 'Ipv4NetmaskLength', 'VpcEncryptionControl'],
  'AWS::EC2::VPCEndpoint': [
    'ResourceConfigurationArn',
    'ServiceName',
    'ServiceNetworkArn',
    'ServiceRegion',
    'VpcEndpointType',
    'VpcId',
  ],
  'AWS::Events::Rule': ['EventBusName', 'Name'],
  'AWS::IAM::ManagedPolicy': ['Description', 'ManagedPolicyName', 'Path'],
  'AWS::IAM::Role': ['Path', 'RoleName'],
  'AWS::KMS::Alias': ['AliasName'],
  'AWS::KMS::Key': [],
  'AWS::Lambda::EventInvokeConfig': ['FunctionName', 'Qualifier'],
  'AWS::Lambda::Function': ['FunctionName', 'PackageType', 'TenancyConfig'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
  'AWS::S3::Bucket': ['BucketName', 'BucketNamePrefix', 'BucketNamespace', 'ObjectLockEnabled'],
  'AWS::S3::BucketPolicy': ['Bucket'],
  'AWS::StepFunctions::StateMachine': ['StateMachineName', 'StateMachineType'],
};

/** Returns the changed properties that make CloudFormation replace a resource; none: it is changed in place. */
export function replacedBy(before: TemplateResource, after: TemplateResource): readonly string[] {
  if (before.Type !== after.Type) return ['Type'];
  return (CREATE_ONLY[before.Type] ?? []).filter(
    (name) => !isDeepStrictEqual(before.Properties?.[name], after.Properties?.[name]),
  );
}

/** Property with the name of a resource, for types that hold data. They are lost with the resource. */
export const DATA_NAMES: Readonly<Record<string, string | undefined>> = {
  'AWS::KMS::Key': undefined,
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::S3::Bucket': 'BucketName',
};

/** The resource holds data. */
export const holdsData = ({ Type }: TemplateResource): boolean => Object.hasOwn(DATA_NAMES, Type);

/** CloudFormation keeps the resource when its definition or its stack is deleted. */
export const isKept = ({ DeletionPolicy }: TemplateResource): boolean =>
  DeletionPolicy === 'Retain' || DeletionPolicy === 'RetainExceptOnCreate';
