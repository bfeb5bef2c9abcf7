import { CfnOutput } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { DEFAULT_MAX_JOBS_PER_MONTH, type FineTuningConfig } from '../../domain/deployment/config/fine-tuning-config';
import { DEPLOYMENT_TAG } from '../../domain/deployment/names/tags';
import { CATALOGUE } from '../../domain/models/model-catalogue';
import type { Guardrail } from '../bedrock/guardrail';
import { CustomizationRole } from '../fine-tuning/customization-role';
import { ManifestUploadRule } from '../fine-tuning/manifest-upload-rule';
import { TuningFunction } from '../fine-tuning/tuning-function';
import { TuningWorkflow } from '../fine-tuning/tuning-workflow';
import type { PrivateNetwork } from '../network/private-network';
import type { FineTuningBucket } from '../storage/fine-tuning-bucket';
import { type DeploymentProps, DeploymentStack } from './deployment-stack';

export interface FineTuningStackProps extends DeploymentProps {
  readonly key: kms.IKey;
  readonly network: PrivateNetwork;
  readonly bucket: FineTuningBucket;
  readonly fineTuning: FineTuningConfig;
  readonly guardrail: Guardrail | undefined;
}

/** Fine-tuning: the workflow, its function, the rule that starts it, and the role of the customization jobs. */
export class FineTuningStack extends DeploymentStack {
  readonly bucket: FineTuningBucket;
  readonly role: CustomizationRole;
  readonly workflow: TuningWorkflow;

  constructor(scope: Construct, id: string, props: FineTuningStackProps) {
    super(scope, id, props, {
      description: 'Private Bedrock: the workflow that trains custom models, and the role of its jobs',
    });
    const tag = { key: DEPLOYMENT_TAG, value: props.deployment };
    this.bucket = props.bucket;
    this.role = new CustomizationRole(this, 'CustomizationRole', {
      roleName: this.names.customizationRole,
      bucket: props.bucket,
      network: props.network,
      encryptionKey: props.key,
      tag,
      // AWS does not document which of the two ids of a base model IAM receives for a job: both are allowed.
      baseModels: props.fineTuning.baseModels
        .flatMap((id) => [id, CATALOGUE.find(id)?.fineTuning?.baseModelIdentifier ?? []])
        .flat(),
    });
    const tuningFunction = new TuningFunction(this, 'Tuning', {
      deployment: props.deployment,
      functionName: this.names.tuningFunction,
      logGroupName: `${this.names.logGroups}/tuning`,
      network: props.network,
      encryptionKey: props.key,
      bucket: props.bucket,
      customizationRole: this.role,
      baseModels: props.fineTuning.baseModels,
      maxJobsPerMonth: props.fineTuning.maxJobsPerMonth ?? DEFAULT_MAX_JOBS_PER_MONTH,
      keepData: props.config.keepData,
    });
    this.workflow = new TuningWorkflow(this, 'Workflow', {
      stateMachineName: this.names.tuningWorkflow,
      roleName: this.names.tuningWorkflowRole,
      tag,
      tuningFunction,
      customizationRole: this.role,
      guardrail: props.guardrail,
    });
    new ManifestUploadRule(this, 'ManifestUpload', {
      ruleName: this.names.manifestRule,
      bucket: props.bucket,
      workflow: this.workflow,
    });
    new CfnOutput(this, 'TuningWorkflowArn', { value: this.workflow.stateMachine.ref });
    new CfnOutput(this, 'CustomizationRoleArn', { value: this.role.roleArn });
  }
}
