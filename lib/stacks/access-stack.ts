import { CfnOutput } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { InvocableModel } from '../../domain/models/invocable-model';
import { Administrator } from '../access/administrator';
import { Invoker } from '../access/invoker';
import { Reader } from '../access/reader';
import { Tuner } from '../access/tuner';
import { grantInvoke } from '../bedrock/grant-invoke';
import type { Guardrail } from '../bedrock/guardrail';
import { grantCustomModelKey } from '../encryption/custom-model-key';
import type { CustomizationRole } from '../fine-tuning/customization-role';
import type { TuningWorkflow } from '../fine-tuning/tuning-workflow';
import type { InferenceFunction } from '../inference/inference-function';
import type { FineTuningBucket } from '../storage/fine-tuning-bucket';
import { type DeploymentProps, DeploymentStack } from './deployment-stack';

/** What the tuner has to do with. */
interface FineTuning {
  readonly bucket: FineTuningBucket;
  readonly role: CustomizationRole;
  readonly workflow: TuningWorkflow;
}

export interface AccessStackProps extends DeploymentProps {
  readonly key: kms.IKey;
  readonly inference: InferenceFunction;
  readonly models: readonly InvocableModel[];
  readonly guardrail?: Guardrail;
  /** @default - no tuner */
  readonly fineTuning?: FineTuning | undefined;
}

/** The personas: people's roles, each with the verbs that it needs. */
export class AccessStack extends DeploymentStack {
  constructor(scope: Construct, id: string, props: AccessStackProps) {
    super(scope, id, props, { description: 'Private Bedrock: roles of administrator, reader, invoker and tuner' });
    const { trustedPrincipals, sessionHours } = props.config;
    const session = { trustedPrincipals, sessionHours };

    const administrator = new Administrator(this, 'Administrator', session);
    props.guardrail?.grantApply(administrator.policy);
    const reader = new Reader(this, 'Reader', session);
    const invoker = new Invoker(this, 'Invoker', session);
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
      ...(props.fineTuning && { tuner: this.tuner(props.fineTuning, session) }),
    };
    for (const [name, role] of Object.entries(roles)) {
      new CfnOutput(this, `${name}RoleArn`, { value: role.roleArn });
    }
  }

  private tuner({ bucket, role, workflow }: FineTuning, session: ConstructorParameters<typeof Tuner>[2]): Tuner {
    const tuner = new Tuner(this, 'Tuner', session);
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
