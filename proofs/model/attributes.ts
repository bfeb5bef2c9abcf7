import { ACCOUNT, ec2Id, guardrailId, keyId, knowledgeId, profileId } from './physical-ids';
import type { Placed } from './templates';

/** Resource and environment from which the value of a `Ref` (attribute `Ref`) or `Fn::GetAtt` follows. */
export interface AttributeContext extends Placed {
  readonly region: string;
  readonly partition: string;
  readonly stackName: string;
  /** A property of the resource, resolved, as text. */
  readonly property: (name: string) => string | undefined;
}

type Attribute = (context: AttributeContext) => string;

const arn = ({ partition, region }: AttributeContext, service: string, resource: string) =>
  `arn:${partition}:${service}:${region}:${ACCOUNT}:${resource}`;
const iam = ({ partition }: AttributeContext, resource: string) => `arn:${partition}:iam::${ACCOUNT}:${resource}`;

/** The name that CloudFormation would make up begins so; what follows it is no matter here. */
const named = (context: AttributeContext, property: string) =>
  context.property(property) ?? `${context.stackName}-${context.logicalId}`;

const bucketName = (context: AttributeContext) => named(context, 'BucketName').toLowerCase();
const roleName = (context: AttributeContext) => named(context, 'RoleName');
const managedPolicyArn = (context: AttributeContext) => iam(context, `policy/${named(context, 'ManagedPolicyName')}`);
const logGroupName = (context: AttributeContext) => named(context, 'LogGroupName');
const functionName = (context: AttributeContext) => named(context, 'FunctionName');
const guardrailArn = (context: AttributeContext) => arn(context, 'bedrock', `guardrail/${guardrailId(context.at)}`);
const ec2 =
  (prefix: string): Attribute =>
  ({ at }) =>
    ec2Id(prefix, at);

/**
 * Return values by `<type>.<attribute>`. Source: AWS CloudFormation Template Reference, "Return values" of each type.
 * One that is not here is an error.
 */
export const ATTRIBUTES: Readonly<Record<string, Attribute>> = {
  'AWS::Bedrock::Guardrail.Ref': guardrailArn,
  'AWS::Bedrock::Guardrail.GuardrailArn': guardrailArn,
  'AWS::Bedrock::Guardrail.GuardrailId': ({ at }) => guardrailId(at),
  'AWS::Bedrock::GuardrailVersion.Version': () => '1',
  'AWS::Bedrock::ApplicationInferenceProfile.InferenceProfileArn': (context) =>
    arn(context, 'bedrock', `application-inference-profile/${profileId(context.at)}`),
  'AWS::Bedrock::ApplicationInferenceProfile.InferenceProfileId': ({ at }) => profileId(at),
  'AWS::Bedrock::DataSource.DataSourceId': ({ at }) => knowledgeId(at),
  'AWS::Bedrock::KnowledgeBase.KnowledgeBaseArn': (context) =>
    arn(context, 'bedrock', `knowledge-base/${knowledgeId(context.at)}`),
  'AWS::Bedrock::KnowledgeBase.KnowledgeBaseId': ({ at }) => knowledgeId(at),
  'AWS::EC2::NetworkAcl.Ref': ec2('acl'),
  'AWS::EC2::RouteTable.Ref': ec2('rtb'),
  'AWS::EC2::RouteTable.RouteTableId': ec2('rtb'),
  'AWS::EC2::SecurityGroup.GroupId': ec2('sg'),
  'AWS::EC2::SecurityGroup.Ref': ec2('sg'),
  'AWS::EC2::Subnet.Ref': ec2('subnet'),
  'AWS::EC2::Subnet.SubnetId': ec2('subnet'),
  'AWS::EC2::VPC.CidrBlock': (context) => context.property('CidrBlock') ?? '',
  'AWS::EC2::VPC.Ref': ec2('vpc'),
  'AWS::EC2::VPC.VpcId': ec2('vpc'),
  'AWS::EC2::VPC.DefaultSecurityGroup': ({ at }) => ec2Id('sg', `${at}.DefaultSecurityGroup`),
  'AWS::EC2::VPCEndpoint.Ref': ec2('vpce'),
  'AWS::IAM::ManagedPolicy.Ref': managedPolicyArn,
  'AWS::IAM::ManagedPolicy.PolicyArn': managedPolicyArn,
  'AWS::IAM::Role.Arn': (context) => iam(context, `role/${roleName(context)}`),
  'AWS::IAM::Role.Ref': roleName,
  'AWS::KMS::Key.Arn': (context) => arn(context, 'kms', `key/${keyId(context.at)}`),
  'AWS::KMS::Key.KeyId': ({ at }) => keyId(at),
  'AWS::KMS::Key.Ref': ({ at }) => keyId(at),
  'AWS::Lambda::Alias.Ref': (context) =>
    arn(context, 'lambda', `function:${context.property('FunctionName')}:${context.property('Name')}`),
  'AWS::Lambda::Function.Arn': (context) => arn(context, 'lambda', `function:${functionName(context)}`),
  'AWS::Lambda::Function.Ref': functionName,
  'AWS::Lambda::Version.Version': () => '1',
  // With `:*` at its end: the log streams. Source: AWS::Logs::LogGroup, return values.
  'AWS::Logs::LogGroup.Arn': (context) => arn(context, 'logs', `log-group:${logGroupName(context)}:*`),
  'AWS::Logs::LogGroup.Ref': logGroupName,
  'AWS::Events::Rule.Arn': (context) => arn(context, 'events', `rule/${named(context, 'Name')}`),
  'AWS::CloudWatch::Alarm.Arn': (context) => arn(context, 'cloudwatch', `alarm:${named(context, 'AlarmName')}`),
  'AWS::Budgets::Budget.Ref': (context) => `${context.stackName}-${context.logicalId}`,
  'AWS::CE::AnomalyMonitor.MonitorArn': ({ partition, at }) =>
    `arn:${partition}:ce::${ACCOUNT}:anomalymonitor/${keyId(at)}`,
  'AWS::SNS::Topic.Ref': (context) => arn(context, 'sns', named(context, 'TopicName')),
  'AWS::SQS::Queue.Arn': (context) => arn(context, 'sqs', named(context, 'QueueName')),
  'AWS::SQS::Queue.Ref': (context) =>
    `https://sqs.${context.region}.amazonaws.com/${ACCOUNT}/${named(context, 'QueueName')}`,
  'AWS::SageMaker::NotebookInstance.Ref': (context) =>
    arn(context, 'sagemaker', `notebook-instance/${named(context, 'NotebookInstanceName').toLowerCase()}`),
  'AWS::SageMaker::NotebookInstanceLifecycleConfig.NotebookInstanceLifecycleConfigName': (context) =>
    named(context, 'NotebookInstanceLifecycleConfigName'),
  'AWS::StepFunctions::StateMachine.Ref': (context) =>
    arn(context, 'states', `stateMachine:${named(context, 'StateMachineName')}`),
  'AWS::S3::Bucket.Arn': (context) => `arn:${context.partition}:s3:::${bucketName(context)}`,
  'AWS::S3::Bucket.Ref': bucketName,
  'AWS::S3Vectors::Index.IndexArn': (context) =>
    `${context.property('VectorBucketArn')}/index/${named(context, 'IndexName').toLowerCase()}`,
  'AWS::S3Vectors::VectorBucket.VectorBucketArn': (context) =>
    arn(context, 's3vectors', `bucket/${named(context, 'VectorBucketName').toLowerCase()}`),
};
