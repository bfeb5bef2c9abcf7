import { CfnOutput, Duration } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { InvocableModel } from '../../domain/models/invocable-model';
import type { Guardrail } from '../bedrock/guardrail';
import { InferenceFunction } from '../inference/inference-function';
import type { PrivateNetwork } from '../network/private-network';
import { type DeploymentProps, DeploymentStack } from './deployment-stack';

export interface InferenceStackProps extends DeploymentProps {
  readonly key: kms.IKey;
  readonly network: PrivateNetwork;
  readonly models: readonly InvocableModel[];
  /** @default - no guardrail */
  readonly guardrail?: Guardrail | undefined;
  /** @default - no teams */
  readonly teams?: Readonly<Record<string, readonly InvocableModel[]>> | undefined;
}

/** Inference function. */
export class InferenceStack extends DeploymentStack {
  readonly inference: InferenceFunction;

  constructor(scope: Construct, id: string, props: InferenceStackProps) {
    super(scope, id, props, { description: 'Private Bedrock: the function that calls bedrock-runtime' });
    const { keepData, inference: { timeoutSeconds, memoryMiB, logRetentionDays, ...limits } = {} } = props.config;
    this.inference = new InferenceFunction(this, 'Inference', {
      deployment: props.deployment,
      functionName: this.names.inferenceFunction,
      logGroupName: `${this.names.logGroups}/inference`,
      network: props.network,
      encryptionKey: props.key,
      models: props.models,
      guardrail: props.guardrail,
      teams: props.teams,
      memorySize: memoryMiB,
      timeout: timeoutSeconds === undefined ? undefined : Duration.seconds(timeoutSeconds),
      logRetention: logRetentionDays,
      ...limits,
      keepData,
    });
    new CfnOutput(this, 'FunctionName', { value: this.inference.function.functionName });
  }
}
