import { CfnOutput } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { findModel } from '../bedrock/model-catalogue';
import type { FineTuningConfig } from '../config/deployment';
import { CustomizationRole } from '../fine-tuning/customization-role';
import { TuningFunction } from '../fine-tuning/tuning-function';
import type { Network } from '../network/network';
import type { FineTuningBucket } from '../storage/fine-tuning-bucket';
import { type DeploymentProps, DeploymentStack } from './deployment-stack';

export interface FineTuningStackProps extends DeploymentProps {
  readonly key: kms.IKey;
  readonly network: Network;
  readonly bucket: FineTuningBucket;
  readonly fineTuning: FineTuningConfig;
}

/** What private copies of models are made with: the role that Bedrock assumes, the function that checks what it is given. */
export class FineTuningStack extends DeploymentStack {
  readonly role: CustomizationRole;
  readonly tuning: TuningFunction;

  constructor(scope: Construct, id: string, props: FineTuningStackProps) {
    super(scope, id, props, {
      description: 'Private Bedrock: model customization jobs, and what checks their examples',
    });
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
    this.tuning = new TuningFunction(this, 'Tuning', {
      deployment: props.deployment,
      functionName: this.names.tuningFunction,
      logGroupName: `${this.names.logGroups}/tuning`,
      network: props.network,
      encryptionKey: props.key,
      bucket: props.bucket,
      customizationRole: this.role,
      baseModels: props.fineTuning.baseModels,
      keepData: props.config.keepData,
    });
    new CfnOutput(this, 'CustomizationRoleArn', { value: this.role.roleArn });
  }
}
