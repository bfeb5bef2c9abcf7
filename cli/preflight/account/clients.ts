import { BedrockClient } from '@aws-sdk/client-bedrock';
import { BedrockAgentClient } from '@aws-sdk/client-bedrock-agent';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { S3VectorsClient } from '@aws-sdk/client-s3vectors';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SNSClient } from '@aws-sdk/client-sns';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { clientConfig, s3ClientConfig } from '../../aws/client-config';

/** Clients of the inspections. */
export type Clients = ReturnType<typeof clientsIn>;

/** Returns one client for each service, all in the Region of the deployment. */
export function clientsIn(region: string) {
  const config = clientConfig(region);
  const s3 = s3ClientConfig(region);
  return {
    bedrock: new BedrockClient(config),
    bedrockAgent: new BedrockAgentClient(config),
    cloudFormation: new CloudFormationClient(config),
    ec2: new EC2Client(config),
    iam: new IAMClient(config),
    kms: new KMSClient(config),
    lambda: new LambdaClient(config),
    logs: new CloudWatchLogsClient(config),
    s3: new S3Client(s3),
    /** Sends no credentials, like any client on the internet. */
    anonymousS3: new S3Client({
      ...s3,
      credentials: { accessKeyId: 'anonymous', secretAccessKey: 'anonymous' },
      signer: { sign: (request) => Promise.resolve(request) },
    }),
    s3vectors: new S3VectorsClient(config),
    quotas: new ServiceQuotasClient(config),
    sns: new SNSClient(config),
    ssm: new SSMClient(config),
    sts: new STSClient(config),
  };
}

/** Returns the Region of AWS_REGION or the profile. Undefined if neither names one. */
export async function configuredRegion(): Promise<string | undefined> {
  try {
    return await new STSClient({}).config.region();
  } catch {
    return undefined;
  }
}
