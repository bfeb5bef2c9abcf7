import { CfnOutput, Duration } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { FineTuningConfig } from '../../domain/deployment/config/fine-tuning-config';
import { trustOf } from '../../domain/deployment/personas';
import { BreakGlassRole } from '../access/break-glass-role';
import type { PrivateNetwork } from '../network/private-network';
import { AccessLogBucket } from '../storage/access-log-bucket';
import { FineTuningBucket } from '../storage/fine-tuning-bucket';
import { type DeploymentProps, DeploymentStack } from './deployment-stack';

export interface StorageStackProps extends DeploymentProps {
  readonly key: kms.IKey;
  readonly network: PrivateNetwork;
  readonly fineTuning: FineTuningConfig;
}

/** Training data and the artifacts of jobs, with access logs. */
export class StorageStack extends DeploymentStack {
  readonly bucket: FineTuningBucket;

  constructor(scope: Construct, id: string, props: StorageStackProps) {
    super(scope, id, props, {
      description: 'Private Bedrock: fine-tuning bucket and its access logs',
      holdsData: true,
    });
    const { keepData } = props.config;
    const { vpcOnly, objectLockDays } = props.fineTuning;
    this.bucket = new FineTuningBucket(this, 'FineTuning', {
      namePrefix: this.names.fineTuningBucket,
      encryptionKey: props.key,
      accessLogs: new AccessLogBucket(this, 'AccessLogs', { keepData }),
      keepData,
      objectLock: objectLockDays === undefined ? undefined : Duration.days(objectLockDays),
      vpcOnly: vpcOnly ? { vpc: props.network.vpc, breakGlassRoleName: this.names.breakGlassRole } : undefined,
    });
    new CfnOutput(this, 'FineTuningBucketName', { value: this.bucket.bucketName });
    if (!vpcOnly) return;
    const breakGlass = new BreakGlassRole(this, 'BreakGlass', {
      roleName: this.names.breakGlassRole,
      trustedPrincipals: trustOf(props.config, 'breakGlass'),
    });
    this.bucket.grantReadDataset(breakGlass.policy);
    this.bucket.grantWriteDatasets(breakGlass.policy);
    this.bucket.grantReadArtifacts(breakGlass.policy);
  }
}
