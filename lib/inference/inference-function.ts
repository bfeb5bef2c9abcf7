import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { InferenceConfig } from '../../domain/deployment/deployment';
import type { InvocableModel } from '../../domain/models/invocable-model';
import { ENV } from '../../lambda/inference/contract';
import type { Guardrail } from '../bedrock/guardrail';
import { acknowledge } from '../checks/acknowledge';
import type { Network } from '../network/network';
import { inferenceRole } from './inference-role';

export interface InferenceFunctionProps {
  /** Dimension of the function's metrics. */
  readonly deployment: string;
  readonly functionName: string;
  readonly logGroupName: string;
  readonly network: Network;
  /** Encrypts the logs. */
  readonly encryptionKey: kms.IKey;
  /** What may be invoked; the first one is the default. */
  readonly models: readonly InvocableModel[];
  /** Sent with every request. @default - none */
  readonly guardrail?: Guardrail;
  readonly limits?: InferenceConfig;
  /** Keeps the logs when the stack is deleted, and for a year. @default false */
  readonly keepData?: boolean;
  /** The bundle. @default - build/lambda/inference, which `npm run build` and every synth write anew */
  readonly code?: lambda.Code;
}

const MIB = 1024 * 1024;

/**
 * The function that calls bedrock-runtime: in the isolated subnets, by the plane's own endpoint, for the allowed models
 * alone. Its request and answer: lambda/inference/contract.ts and docs/inference.md.
 */
export class InferenceFunction extends Construct {
  readonly function: lambda.Function;

  constructor(scope: Construct, id: string, props: InferenceFunctionProps) {
    super(scope, id);
    const limits = props.limits ?? {};
    const reserved = limits.reservedConcurrency ?? 10;
    const logGroup = new logs.LogGroup(this, 'LogGroup', {
      logGroupName: props.logGroupName,
      encryptionKey: props.encryptionKey,
      retention:
        limits.logRetentionDays ?? (props.keepData ? logs.RetentionDays.ONE_YEAR : logs.RetentionDays.ONE_MONTH),
      removalPolicy: props.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const { partition, region } = Stack.of(this);
    const functionArn = `arn:${partition}:lambda:${region}:${Aws.ACCOUNT_ID}:function:${props.functionName}`;
    const role = inferenceRole(this, { ...props, functionArn, logGroup });
    this.function = new lambda.Function(this, 'Function', {
      functionName: props.functionName,
      description: 'Calls bedrock-runtime: converse, converseStream, invokeModel, invokeModelWithResponseStream',
      runtime: lambda.Runtime.NODEJS_LATEST,
      architecture: lambda.Architecture.ARM_64,
      code: props.code ?? lambda.Code.fromAsset('build/lambda/inference'),
      handler: 'index.handler',
      // All that the function may do stands in its managed policies: nothing may add an inline one behind their back.
      role: role.withoutPolicyUpdates(),
      vpc: props.network.vpc,
      vpcSubnets: props.network.subnets,
      securityGroups: [props.network.functionSecurityGroup],
      memorySize: limits.memoryMiB ?? 512,
      timeout: Duration.seconds(limits.timeoutSeconds ?? 120),
      ...(reserved !== false && { reservedConcurrentExecutions: reserved }),
      // The permission to invoke is also one to invoke without waiting: then once, and soon, since a retry costs tokens.
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
      tracing: lambda.Tracing.ACTIVE,
      logGroup,
      environment: {
        [ENV.deployment]: props.deployment,
        [ENV.allowedModels]: Stack.of(this).toJsonString(props.models.map((model) => model.modelId)),
        [ENV.maxRequestBytes]: String(limits.maxRequestBytes ?? 4 * MIB),
        ...(props.guardrail && {
          [ENV.guardrailId]: props.guardrail.guardrailId,
          [ENV.guardrailVersion]: props.guardrail.newVersion(this),
        }),
      },
    });
    // With the policies below it: Lambda places interfaces with the role at once, and removes them at the very end.
    this.function.node.addDependency(role);
    const noQueue =
      'A failure is answered to its caller. A dead letter queue would keep prompts, which nothing here does.';
    acknowledge(
      this.function,
      { rule: 'HIPAA.Security-LambdaDLQ', reason: noQueue },
      { rule: 'NIST.800.53.R5-LambdaDLQ', reason: noQueue },
    );
    if (reserved !== false) return;
    const noReserve = 'reservedConcurrency is false: the quota of this account leaves nothing that could be reserved.';
    acknowledge(
      this.function,
      { rule: 'HIPAA.Security-LambdaConcurrency', reason: noReserve },
      { rule: 'NIST.800.53.R5-LambdaConcurrency', reason: noReserve },
    );
  }

  /**
   * Invoke, buffered or streaming: `InvokeWithResponseStream` is authorized as `lambda:InvokeFunction`.
   * Not CDK's own verb, which adds every version and alias.
   */
  grantInvoke(grantee: iam.IGrantable): void {
    iam.Grant.addToPrincipal({
      grantee,
      actions: ['lambda:InvokeFunction'],
      resourceArns: [this.function.functionArn],
    });
  }
}
