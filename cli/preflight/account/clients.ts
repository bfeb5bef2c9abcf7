import { BedrockClient } from '@aws-sdk/client-bedrock';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { clientOf } from '../../aws/aws-client';

/** The narrow end of each client: what a check may do is send. */
export interface Clients {
  readonly bedrock: Pick<BedrockClient, 'send'>;
  readonly cloudFormation: Pick<CloudFormationClient, 'send'>;
  readonly ec2: Pick<EC2Client, 'send'>;
  readonly iam: Pick<IAMClient, 'send'>;
  readonly lambda: Pick<LambdaClient, 'send'>;
  readonly s3: Pick<S3Client, 'send'>;
  /** Asks without credentials, as anybody on the internet may. */
  readonly anonymousS3: Pick<S3Client, 'send'>;
  readonly quotas: Pick<ServiceQuotasClient, 'send'>;
  readonly ssm: Pick<SSMClient, 'send'>;
  readonly sts: Pick<STSClient, 'send'>;
}

/** Attempts are left to the SDK, which takes three, or as many as AWS_MAX_ATTEMPTS says. */
function configOf(region: string) {
  const { requestHandler } = clientOf(region);
  return { region, requestHandler };
}

/** One client a service, all in the Region of the deployment. */
export function clientsIn(region: string): Clients {
  const config = configOf(region);
  // By path, which every name of ours allows and every stand-in for S3 understands.
  const s3 = { ...config, forcePathStyle: true };
  return {
    bedrock: new BedrockClient(config),
    cloudFormation: new CloudFormationClient(config),
    ec2: new EC2Client(config),
    iam: new IAMClient(config),
    lambda: new LambdaClient(config),
    s3: new S3Client(s3),
    anonymousS3: new S3Client({
      ...s3,
      credentials: { accessKeyId: 'anonymous', secretAccessKey: 'anonymous' },
      signer: { sign: (request) => Promise.resolve(request) },
    }),
    quotas: new ServiceQuotasClient(config),
    ssm: new SSMClient(config),
    sts: stsIn(region),
  };
}

export const stsIn = (region: string): STSClient => new STSClient(configOf(region));

/** The Region that AWS_REGION or the profile names; undefined where neither does. */
export async function configuredRegion(): Promise<string | undefined> {
  try {
    return await new STSClient({}).config.region();
  } catch {
    return undefined;
  }
}
