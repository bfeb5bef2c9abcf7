import { CfnOutput, Duration } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { InvocableModel } from '../../domain/models/invocable-model';
import { BedrockAdministrator } from '../access/bedrock-administrator';
import { BedrockInvoker } from '../access/bedrock-invoker';
import type { BedrockPersonaProps } from '../access/bedrock-persona';
import { BedrockReader } from '../access/bedrock-reader';
import { BedrockTuner } from '../access/bedrock-tuner';
import { grantInvoke } from '../bedrock/grant-invoke';
import type { Guardrail } from '../bedrock/guardrail';
import { acknowledge } from '../checks/acknowledge';
import { grantCustomModelKey } from '../encryption/key-grant';
import type { CustomizationRole } from '../fine-tuning/customization-role';
import type { TuningWorkflow } from '../fine-tuning/tuning-workflow';
import type { InferenceFunction } from '../inference/inference-function';
import type { FineTuningBucket } from '../storage/fine-tuning-bucket';
import { type DeploymentProps, DeploymentStack } from './deployment-stack';

/** Resources that the tuner uses. */
interface FineTuning {
  readonly bucket: FineTuningBucket;
  readonly role: CustomizationRole;
  readonly workflow: TuningWorkflow;
}

export interface AccessStackProps extends DeploymentProps {
  readonly key: kms.IKey;
  readonly inference: InferenceFunction;
  readonly models: readonly InvocableModel[];
  /** @default - no guardrail */
  readonly guardrail?: Guardrail | undefined;
  /** @default - no tuner */
  readonly fineTuning?: FineTuning | undefined;
}

/** Roles of the personas, each with the grants that it needs. */
export class AccessStack extends DeploymentStack {
  constructor(scope: Construct, id: string, props: AccessStackProps) {
    super(scope, id, props, { description: 'Private Bedrock: roles of administrator, reader, invoker and tuner' });
    const { trustedPrincipals, sessionHours = 1 } = props.config;
    const session = { trustedPrincipals, maxSessionDuration: Duration.hours(sessionHours) };
    if (sessionHours > 1) {
      acknowledge(this, {
        rule: 'PrivateBedrock-IAM2',
        reason: `The row allows sessions of ${sessionHours} hours with sessionHours, which is 1 if the row does not set it.`,
      });
    }

    const administrator = new BedrockAdministrator(this, 'Administrator', session);
    props.guardrail?.grantApply(administrator.policy);
    const reader = new BedrockReader(this, 'Reader', session);
    const invoker = new BedrockInvoker(this, 'Invoker', session);
    props.inference.grantInvoke(invoker.policy);
    if (props.config.invokerCallsModels) {
      grantInvoke(invoker.policy, props.models, props.guardrail ? { guardrail: props.guardrail.applied } : {});
      props.guardrail?.grantDecrypt(invoker.policy);
      grantCustomModelKey(invoker.policy, props.models, props.key);
    }
    const roles = {
      administrator,
      reader,
      invoker,
      ...(props.fineTuning && { tuner: this.makeTuner(props.fineTuning, session) }),
    };
    for (const [name, role] of Object.entries(roles)) {
      new CfnOutput(this, `${name}RoleArn`, { value: role.roleArn });
    }
  }

  private makeTuner({ bucket, role, workflow }: FineTuning, session: BedrockPersonaProps): BedrockTuner {
    const tuner = new BedrockTuner(this, 'Tuner', session);
    bucket.grantWriteDatasets(tuner.policy);
    bucket.grantReadDataset(tuner.policy);
    bucket.grantReadArtifacts(tuner.policy);
    role.grantFollowAndStopJobs(tuner.policy);
    role.grantListJobsAndModels(tuner.policy);
    workflow.grantStart(tuner.policy);
    workflow.grantFollow(tuner.policy);
    return tuner;
  }
}
