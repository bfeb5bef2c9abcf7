import { readBucket, readBucketPolicy } from './bucket';
import { readEventInvokeConfig, readFunction, readFunctionAlias, readFunctionVersion } from './function';
import { readManagedPolicy, readRole } from './identity';
import { readAlias, readKey } from './key';
import { readDataSource, readKnowledgeBase } from './knowledge-base';
import { readLogGroup } from './log-group';
import {
  readFlowLog,
  readRouteTable,
  readSecurityGroup,
  readSecurityGroupIngress,
  readSubnet,
  readVpc,
  readVpcEndpoint,
} from './network';
import type { Reader } from './reader';
import { readIndex, readVectorBucket, readVectorBucketPolicy } from './vectors';
import {
  readPipe,
  readQueue,
  readQueuePolicy,
  readRule,
  readStateMachine,
  readTopic,
  readTopicPolicy,
} from './workflow';

/** Reader of each resource type. A resource of another type is deployed, but not compared. */
export const READERS: Readonly<Record<string, Reader>> = {
  'AWS::Bedrock::DataSource': readDataSource,
  'AWS::Bedrock::KnowledgeBase': readKnowledgeBase,
  'AWS::EC2::FlowLog': readFlowLog,
  'AWS::EC2::RouteTable': readRouteTable,
  'AWS::EC2::SecurityGroup': readSecurityGroup,
  'AWS::EC2::SecurityGroupIngress': readSecurityGroupIngress,
  'AWS::EC2::Subnet': readSubnet,
  'AWS::EC2::VPC': readVpc,
  'AWS::EC2::VPCEndpoint': readVpcEndpoint,
  'AWS::Events::Rule': readRule,
  'AWS::IAM::ManagedPolicy': readManagedPolicy,
  'AWS::IAM::Role': readRole,
  'AWS::KMS::Alias': readAlias,
  'AWS::KMS::Key': readKey,
  'AWS::Lambda::Alias': readFunctionAlias,
  'AWS::Lambda::EventInvokeConfig': readEventInvokeConfig,
  'AWS::Lambda::Function': readFunction,
  'AWS::Lambda::Version': readFunctionVersion,
  'AWS::Logs::LogGroup': readLogGroup,
  'AWS::Pipes::Pipe': readPipe,
  'AWS::S3::Bucket': readBucket,
  'AWS::S3::BucketPolicy': readBucketPolicy,
  'AWS::S3Vectors::Index': readIndex,
  'AWS::S3Vectors::VectorBucket': readVectorBucket,
  'AWS::S3Vectors::VectorBucketPolicy': readVectorBucketPolicy,
  'AWS::SNS::Topic': readTopic,
  'AWS::SNS::TopicPolicy': readTopicPolicy,
  'AWS::SQS::Queue': readQueue,
  'AWS::SQS::QueuePolicy': readQueuePolicy,
  'AWS::StepFunctions::StateMachine': readStateMachine,
};
