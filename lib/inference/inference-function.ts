import { Duration, Stack } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { DEFAULT_RESERVED_CONCURRENCY } from '../../domain/deployment/spend/stopped-functions';
import type { InvocableModel } from '../../domain/models/invocable-model';
import { ENV } from '../../lambda/inference/contract';
import { grantModels } from '../bedrock/grant-models';
import type { Guardrail } from '../bedrock/guardrail';
import { functionCode } from '../functions/function-code';
import { VpcFunction, type VpcFunctionProps } from '../functions/vpc-function';
import { RolePolicy } from '../iam/role-policy';

export interface InferenceFunctionProps extends VpcFunctionProps {
  /** Name of the deployment: a dimension of the function's metrics. */
  readonly deployment: string;
  /** Models that the function may invoke; the first one is the default. Custom models are encrypted with `encryptionKey`. */
  readonly models: readonly InvocableModel[];
  /**
   * Guardrail that the function sends with every request.
   *
   * @default - no guardrail
   */
  readonly guardrail?: Guardrail | undefined;
  /**
   * Memory in MiB, 128 to 10,240.
   *
   * @default 512
   */
  readonly memorySize?: number | undefined;
  /**
   * Time after which an invocation is ended, at most 15 minutes.
   *
   * @default Duration.minutes(2)
   */
  readonly timeout?: Duration | undefined;
  /**
   * Concurrent executions that are reserved for the function, which is also its limit. `false` reserves none: the only
   * value in a new account, whose quota is 10.
   *
   * @default 10
   */
  readonly reservedConcurrency?: number | false | undefined;
  /**
   * Largest request in bytes of JSON, up to Lambda's 6 MiB.
   *
   * @default 4194304 (4 MiB)
   */
  readonly maxRequestBytes?: number | undefined;
  /**
   * Bundle with `index.handler`.
   *
   * @default - the built function of this project
   */
  readonly code?: lambda.Code;
}

/**
 * Function that calls bedrock-runtime from the isolated subnets, through the interface endpoint and only for the allowed
 * models. Request and response: docs/inference.md.
 *
 * @example
 * const inference = new InferenceFunction(stack, 'Inference', {
 *   deployment: 'chat',
 *   functionName: 'chat-inference',
 *   logGroupName: '/chat/inference',
 *   network,
 *   encryptionKey: key,
 *   models: [model],
 * });
 * inference.grantInvoke(role);
 */
export class InferenceFunction extends VpcFunction {
  constructor(scope: Construct, id: string, props: InferenceFunctionProps) {
    const reserved = props.reservedConcurrency ?? DEFAULT_RESERVED_CONCURRENCY;
    super(scope, id, props, {
      name: 'inference function',
      description: 'Calls bedrock-runtime: converse, converseStream, invokeModel, invokeModelWithResponseStream',
      code: props.code ?? functionCode('inference'),
      memorySize: props.memorySize ?? 512,
      timeout: props.timeout ?? Duration.minutes(2),
      environment: {
        [ENV.deployment]: props.deployment,
        [ENV.allowedModels]: Stack.of(scope).toJsonString(props.models.map((model) => model.modelId)),
        [ENV.maxRequestBytes]: String(props.maxRequestBytes ?? 4 * 1024 * 1024),
      },
      ...(reserved !== false && { reservedConcurrentExecutions: reserved }),
      noQueueReason:
        'The caller receives each failure. A dead letter queue would store prompts; nothing here stores them.',
      noReserveReason: 'reservedConcurrency is false: the quota of this account is too small to reserve a part of it.',
    });
    const policy = new RolePolicy(this.role, 'ModelsPolicy', {
      description: 'Invoke the allowed models',
      role: this.role,
      sizeRemedy: 'remove models from the row',
    });
    grantModels(policy, props);
    if (!props.guardrail) return;
    this.function.addEnvironment(ENV.guardrailId, props.guardrail.guardrailId);
    this.function.addEnvironment(ENV.guardrailVersion, props.guardrail.addVersion(this));
  }
}
