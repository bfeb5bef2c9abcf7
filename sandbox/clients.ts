import { BedrockClient } from '@aws-sdk/client-bedrock';
import { BedrockAgentClient } from '@aws-sdk/client-bedrock-agent';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { PipesClient } from '@aws-sdk/client-pipes';
import { S3Client } from '@aws-sdk/client-s3';
import { S3VectorsClient } from '@aws-sdk/client-s3vectors';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { TranscribeClient } from '@aws-sdk/client-transcribe';
import { clientConfig } from '../cli/aws/client-config';

/** Clients that the sandbox reads the deployed resources with. */
export interface Clients {
  readonly bedrock: BedrockClient;
  readonly bedrockAgent: BedrockAgentClient;
  readonly cloudformation: CloudFormationClient;
  readonly ec2: EC2Client;
  readonly eventbridge: EventBridgeClient;
  readonly iam: IAMClient;
  readonly kms: KMSClient;
  readonly lambda: LambdaClient;
  readonly logs: CloudWatchLogsClient;
  readonly pipes: PipesClient;
  readonly s3: S3Client;
  readonly s3vectors: S3VectorsClient;
  readonly sfn: SFNClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  readonly transcribe: TranscribeClient;
}

/** Returns clients that call only the sandbox at `endpoint`. Ignores the environment. */
export function sandboxClients(endpoint: string, region: string): Clients {
  const config = {
    ...clientConfig(region),
    endpoint,
    credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
  };
  return {
    bedrock: new BedrockClient(config),
    bedrockAgent: new BedrockAgentClient(config),
    cloudformation: new CloudFormationClient(config),
    ec2: new EC2Client(config),
    eventbridge: new EventBridgeClient(config),
    iam: new IAMClient(config),
    kms: new KMSClient(config),
    lambda: new LambdaClient(config),
    logs: new CloudWatchLogsClient(config),
    pipes: new PipesClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    s3vectors: new S3VectorsClient(config),
    sfn: new SFNClient(config),
    sns: new SNSClient(config),
    // moto names its queues by their addresses in AWS.
    sqs: new SQSClient({ ...config, useQueueUrlAsEndpoint: false }),
    transcribe: new TranscribeClient(config),
  };
}
