import { Duration, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { DEFAULT_RESERVED_CONCURRENCY } from '../../domain/deployment/spend/stopped-functions';
import type { InvocableModel } from '../../domain/models/invocable-model';
import { ENV } from '../../lambda/inference/contract';
import { grantModels } from '../bedrock/grant-models';
import type { Guardrail } from '../bedrock/guardrail';
import { FunctionAliases } from '../functions/function-aliases';
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
   * Models of each team, in the order of `models`: profiles of the team, and models that cannot be copied. A team calls the
   * function by an alias of its name.
   *
   * @default - no teams
   */
  readonly teams?: Readonly<Record<string, readonly InvocableModel[]>> | undefined;
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
        ...(props.teams && { [ENV.teams]: Stack.of(scope).toJsonString(modelIdsOf(props.teams)) }),
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
    const { teams = {} } = props;
    grantModels(policy, { ...props, models: [...new Set([...props.models, ...Object.values(teams).flat()])] });
    if (props.guardrail) {
      this.function.addEnvironment(ENV.guardrailId, props.guardrail.guardrailId);
      this.function.addEnvironment(ENV.guardrailVersion, props.guardrail.addVersion(this));
    }
    const names = Object.keys(teams);
    if (names.length === 0) return;
    new FunctionAliases(
      this,
      'Teams',
      this.function,
      Object.fromEntries(names.map((team) => [team, `Invokes models for the team ${team}`])),
    );
  }

  /** Lets the grantee invoke the function by the alias of a team, and in no other way. */
  grantInvokeFor(grantee: iam.IGrantable, team: string): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['lambda:InvokeFunction'],
      // Made of the ARN of the function: an import of the alias would keep CloudFormation from deleting it.
      resourceArns: [`${this.function.functionArn}:${team}`],
    });
  }
}

const modelIdsOf = (teams: Readonly<Record<string, readonly InvocableModel[]>>) =>
  Object.fromEntries(Object.entries(teams).map(([team, models]) => [team, models.map(({ modelId }) => modelId)]));
