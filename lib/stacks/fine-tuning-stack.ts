import { CfnOutput } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { findModel } from '../bedrock/model-catalogue';
import type { FineTuningConfig } from '../config/deployment';
import { CustomizationRole } from '../fine-tuning/customization-role';
import type { Network } from '../network/network';
import type { FineTuningBucket } from '../storage/fine-tuning-bucket';
import { type DeploymentProps, DeploymentStack } from './deployment-stack';

export interface FineTuningStackProps extends DeploymentProps {
  readonly key: kms.IKey;
  readonly network: Network;
  readonly bucket: FineTuningBucket;
  readonly fineTuning: FineTuningConfig;
}

/** What Bedrock needs to make private copies of models: the role that it assumes. */
export class FineTuningStack extends DeploymentStack {
  readonly role: CustomizationRole;

  constructor(scope: Construct, id: string, props: FineTuningStackProps) {
    super(scope, id, props, { description: 'Private Bedrock: service role of model customization jobs' });
    this.role = new CustomizationRole(this, 'CustomizationRole', {
      roleName: this.names.customizationRole,
      bucket: props.bucket,
      network: props.network,
      encryptionKey: props.key,
      // Which of the two names of a base model IAM sees in a job is not documented: both are allowed.
      baseModels: props.fineTuning.baseModels
        .flatMap((id) => [id, findModel(id)?.fineTuning?.baseModelIdentifier ?? []])
        .flat(),
    });
    new CfnOutput(this, 'CustomizationRoleArn', { value: this.role.roleArn });
  }
}
