import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ENV } from '../../lambda/fine-tuning/contract';
import { functionNetworkPolicy, functionTelemetryPolicy } from '../access/function-policies';
import { lambdaTrust } from '../access/service-trust';
import { acknowledge } from '../checks/acknowledge';
import type { Network } from '../network/network';
import type { FineTuningBucket } from '../storage/fine-tuning-bucket';

export interface TuningFunctionProps {
  /** Tag of what jobs make, and beginning of their names. */
  readonly deployment: string;
  readonly functionName: string;
  readonly logGroupName: string;
  readonly network: Network;
  /** Encrypts the logs, and the custom models of the jobs that it prepares. */
  readonly encryptionKey: kms.IKey;
  readonly bucket: FineTuningBucket;
  /** What the jobs that it prepares run as; it cannot hand it over itself. */
  readonly customizationRole: iam.IRole;
  /** Ids of the models that may be tuned. */
  readonly baseModels: readonly string[];
  /** Keeps the logs when the stack is deleted, and for a year. @default false */
  readonly keepData?: boolean | undefined;
}

/**
 * Checks labelled examples and reads what training made of them: S3 by the gateway endpoint of the VPC, and nothing of
 * Bedrock. Its request and answer: lambda/fine-tuning/contract.ts.
 */
export class TuningFunction extends Construct {
  readonly function: lambda.Function;

  constructor(scope: Construct, id: string, props: TuningFunctionProps) {
    super(scope, id);
    const logGroup = new logs.LogGroup(this, 'LogGroup', {
      logGroupName: props.logGroupName,
      encryptionKey: props.encryptionKey,
      retention: props.keepData ? logs.RetentionDays.ONE_YEAR : logs.RetentionDays.ONE_MONTH,
      removalPolicy: props.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const role = this.role(props, logGroup);
    const { subnetIds } = props.network.vpc.selectSubnets(props.network.subnets);
    this.function = new lambda.Function(this, 'Function', {
      functionName: props.functionName,
      description: 'Checks labelled examples before a customization job, and reads its metrics after it',
      runtime: lambda.Runtime.NODEJS_LATEST,
      architecture: lambda.Architecture.ARM_64,
      code: lambda.Code.fromAsset('build/lambda/fine-tuning'),
      handler: 'index.handler',
      role: role.withoutPolicyUpdates(),
      vpc: props.network.vpc,
      vpcSubnets: props.network.subnets,
      securityGroups: [props.network.functionSecurityGroup],
      // Memory does not grow with the dataset; more of it is more of a processor, and the reading is what takes time.
      memorySize: 1769,
      timeout: Duration.minutes(15),
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
      tracing: lambda.Tracing.ACTIVE,
      logGroup,
      environment: {
        [ENV.deployment]: props.deployment,
        [ENV.bucket]: props.bucket.nameInSettings,
        [ENV.baseModels]: JSON.stringify(props.baseModels),
        [ENV.roleArn]: props.customizationRole.roleArn,
        [ENV.keyArn]: props.encryptionKey.keyArn,
        [ENV.subnetIds]: Stack.of(this).toJsonString(subnetIds),
        [ENV.securityGroupId]: props.network.functionSecurityGroup.securityGroupId,
      },
    });
    // With the policies below it: Lambda places interfaces with the role at once, and removes them at the very end.
    this.function.node.addDependency(role);
    this.acknowledgeFindings();
  }

  /** Invoke what is deployed last, and no version or alias beside it. */
  grantInvoke(grantee: iam.IGrantable): void {
    iam.Grant.addToPrincipal({
      grantee,
      actions: ['lambda:InvokeFunction'],
      resourceArns: [this.function.functionArn],
    });
  }

  private role({ functionName, bucket }: TuningFunctionProps, logGroup: logs.ILogGroup): iam.Role {
    const { partition, region } = Stack.of(this);
    const functionArn = `arn:${partition}:lambda:${region}:${Aws.ACCOUNT_ID}:function:${functionName}`;
    const role = new iam.Role(this, 'Role', {
      description: 'Execution role of the tuning function',
      assumedBy: lambdaTrust(functionArn),
    });
    const policy = new iam.ManagedPolicy(role, 'DataPolicy', {
      description: 'Read datasets, leave reports, read metrics',
      roles: [role],
    });
    bucket.grantReadDataset(policy);
    bucket.grantWriteArtifacts(policy);
    functionNetworkPolicy(role, functionArn);
    functionTelemetryPolicy(role, logGroup);
    return role;
  }

  private acknowledgeFindings(): void {
    const noQueue =
      'It is invoked by somebody who waits for its answer: a failure is answered, and there is nothing to keep.';
    const noReserve =
      'A workflow invokes it, a few times a day. A reserve would take from the executions of all other functions.';
    acknowledge(
      this.function,
      { rule: 'HIPAA.Security-LambdaDLQ', reason: noQueue },
      { rule: 'NIST.800.53.R5-LambdaDLQ', reason: noQueue },
      { rule: 'HIPAA.Security-LambdaConcurrency', reason: noReserve },
      { rule: 'NIST.800.53.R5-LambdaConcurrency', reason: noReserve },
    );
  }
}
