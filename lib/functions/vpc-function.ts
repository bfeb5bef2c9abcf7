import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from '../checks/acknowledge';
import { lambdaTrust } from '../iam/service-trust';
import type { PrivateNetwork } from '../network/private-network';
import { addNetworkPolicy, addTelemetryPolicy } from './function-policies';

/** Properties that the app chooses. */
export interface VpcFunctionProps {
  readonly functionName: string;
  /** Name of the log group; the policy of the key must allow it. */
  readonly logGroupName: string;
  readonly network: PrivateNetwork;
  /** Encrypts the logs. */
  readonly encryptionKey: kms.IKey;
  /**
   * Time after which a log event is deleted.
   *
   * @default RetentionDays.ONE_MONTH, or ONE_YEAR with keepData
   */
  readonly logRetention?: logs.RetentionDays | undefined;
  /**
   * Keeps the log group when the stack is deleted.
   *
   * @default false
   */
  readonly keepData?: boolean | undefined;
}

/** Properties that the kind of function defines. */
export interface VpcFunctionDefinition {
  /** Noun phrase, such as `inference function`. */
  readonly name: string;
  readonly description: string;
  readonly code: lambda.Code;
  /** MiB. */
  readonly memorySize: number;
  readonly timeout: Duration;
  readonly environment: Readonly<Record<string, string>>;
  /** Name of the role. @default - CloudFormation names it */
  readonly roleName?: string;
  /** @default - no reserved concurrency */
  readonly reservedConcurrentExecutions?: number;
  /** Fact that explains why the function has no dead letter queue. */
  readonly noQueueReason: string;
  /** Fact that explains why the function reserves no concurrency, if it does not. */
  readonly noReserveReason: string;
}

/**
 * Function in the isolated subnets, with a role, an encrypted log group and traces. It may write its own log; everything
 * else is granted to managed policies of its role by the kind of function.
 */
export abstract class VpcFunction extends Construct {
  readonly function: lambda.Function;
  /** Execution role, for managed policies. Inline policies cannot be added to it. */
  protected readonly role: iam.Role;

  constructor(scope: Construct, id: string, props: VpcFunctionProps, definition: VpcFunctionDefinition) {
    super(scope, id);
    const logGroup = new logs.LogGroup(this, 'LogGroup', {
      logGroupName: props.logGroupName,
      encryptionKey: props.encryptionKey,
      retention: props.logRetention ?? (props.keepData ? logs.RetentionDays.ONE_YEAR : logs.RetentionDays.ONE_MONTH),
      removalPolicy: props.keepData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
    this.role = this.makeRole(definition, props.functionName, logGroup);
    const { description, code, memorySize, timeout, environment, reservedConcurrentExecutions } = definition;
    this.function = new lambda.Function(this, 'Function', {
      functionName: props.functionName,
      description,
      runtime: lambda.Runtime.NODEJS_LATEST,
      architecture: lambda.Architecture.ARM_64,
      code,
      handler: 'index.handler',
      // Permissions are in managed policies: no construct may add an inline policy.
      role: this.role.withoutPolicyUpdates(),
      vpc: props.network.vpc,
      vpcSubnets: props.network.subnets,
      securityGroups: [props.network.functionSecurityGroup],
      memorySize,
      timeout,
      reservedConcurrentExecutions,
      // Asynchronous invocations run at most once and within a minute: a retry is billed again.
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
      tracing: lambda.Tracing.ACTIVE,
      logGroup,
      // Under the key that Lambda owns: the values are names, ARNs and limits that the template shows too, and no secret. Our
      // key would add a right to decrypt, or a grant, to each execution role.
      environment: { ...environment },
    });
    // Includes the policies of the role: Lambda needs them to place interfaces at creation and to remove them at deletion.
    this.function.node.addDependency(this.role);
    this.acknowledgeFindings(definition);
  }

  /**
   * Lets the grantee invoke the function, buffered or streaming: `InvokeWithResponseStream` is authorized as
   * `lambda:InvokeFunction`. Excludes versions and aliases, which `lambda.Function.grantInvoke` includes.
   */
  grantInvoke(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['lambda:InvokeFunction'],
      resourceArns: [this.function.functionArn],
    });
  }

  private makeRole(
    { name, roleName }: VpcFunctionDefinition,
    functionName: string,
    logGroup: logs.ILogGroup,
  ): iam.Role {
    const functionArn = Stack.of(this).formatArn({
      service: 'lambda',
      resource: 'function',
      resourceName: functionName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const role = new iam.Role(this, 'Role', {
      ...(roleName !== undefined && { roleName }),
      description: `Execution role of the ${name}`,
      assumedBy: lambdaTrust(functionArn),
    });
    addNetworkPolicy(role, functionArn);
    addTelemetryPolicy(role, logGroup);
    return role;
  }

  private acknowledgeFindings({ reservedConcurrentExecutions, ...reasons }: VpcFunctionDefinition): void {
    acknowledge(
      this.function,
      { rule: 'HIPAA.Security-LambdaDLQ', reason: reasons.noQueueReason },
      { rule: 'NIST.800.53.R5-LambdaDLQ', reason: reasons.noQueueReason },
    );
    if (reservedConcurrentExecutions !== undefined) return;
    acknowledge(
      this.function,
      { rule: 'HIPAA.Security-LambdaConcurrency', reason: reasons.noReserveReason },
      { rule: 'NIST.800.53.R5-LambdaConcurrency', reason: reasons.noReserveReason },
    );
  }
}
