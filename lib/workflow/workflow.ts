import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledge, acknowledgeResource } from '../checks/acknowledge';
import { serviceTrust } from '../iam/service-trust';

/** Names of a workflow, which policies of others contain before it exists. */
export interface WorkflowNames {
  readonly stateMachineName: string;
  readonly roleName: string;
}

/** State machine with its role, and the grants of those who start and follow it. Its kind adds states and permissions. */
export abstract class Workflow extends Construct {
  abstract readonly stateMachine: sfn.CfnStateMachine;
  /** Execution role. */
  readonly role: iam.Role;
  private readonly arn: string;

  /** @param name noun phrase, such as `tuning workflow` */
  constructor(
    scope: Construct,
    id: string,
    private readonly names: WorkflowNames,
    name: string,
  ) {
    super(scope, id);
    this.arn = Stack.of(this).formatArn({
      service: 'states',
      resource: 'stateMachine',
      resourceName: names.stateMachineName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    this.role = new iam.Role(this, 'Role', {
      roleName: names.roleName,
      description: `Execution role of the ${name}`,
      assumedBy: serviceTrust('states.amazonaws.com', this.arn),
    });
  }

  /** Lets the grantee start executions. */
  grantStart(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({ grantee, actions: ['states:StartExecution'], resourceArns: [this.arn] });
  }

  /** Lets the grantee use actions on the executions, such as `states:DescribeExecution`. */
  protected grantOnExecutions(grantee: iam.IGrantable, ...actions: readonly string[]): iam.Grant {
    const executions = `${this.arn.replace(':stateMachine:', ':execution:')}:*`;
    acknowledgeResource(grantee, executions, 'The pattern matches only the executions of one state machine.');
    return iam.Grant.addToPrincipal({ grantee, actions: [...actions], resourceArns: [executions] });
  }

  /**
   * Makes the state machine, once the role has its policies. Without a key of ours, history and definition are under the key
   * that Step Functions owns. Those of tuning and ingestion hold names, ARNs, counts and states, and what AWS says of a
   * failure, which can name a document; no example and no document. With our key, whoever follows executions needs
   * `kms:Decrypt`.
   *
   * @param encryptionKey key of history and definition, which the role may use; AWS then leaves input, output and error out
   *   of the events about executions
   */
  protected makeStateMachine(definition: object, encryptionKey?: kms.IKey): sfn.CfnStateMachine {
    const stateMachine = new sfn.CfnStateMachine(this, 'StateMachine', {
      stateMachineName: this.names.stateMachineName,
      stateMachineType: 'STANDARD',
      roleArn: this.role.roleArn,
      definitionString: Stack.of(this).toJsonString(definition),
      tracingConfiguration: { enabled: true },
      ...(encryptionKey && {
        encryptionConfiguration: {
          type: 'CUSTOMER_MANAGED_KMS_KEY',
          kmsKeyId: encryptionKey.keyArn,
          // The longest that AWS offers: each new data key is a billed request.
          kmsDataKeyReusePeriodSeconds: 900,
        },
      }),
    });
    stateMachine.node.addDependency(this.role);
    acknowledge(stateMachine, {
      rule: 'AwsSolutions-SF1',
      reason:
        'Step Functions keeps the history of every execution for 90 days. Logging it too would require permission to ' +
        'write resource policies of CloudWatch Logs for the whole account.',
    });
    return stateMachine;
  }

  /**
   * Returns the statements that every workflow needs: events with its own source on the default bus, and traces. Their
   * actions for traces support no resource.
   */
  protected telemetryStatements(eventSource: string): iam.PolicyStatement[] {
    return [
      new iam.PolicyStatement({
        sid: 'Tell',
        actions: ['events:PutEvents'],
        resources: [Stack.of(this).formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' })],
        // A call may send several events: each must have this source, and `Null` requires that a source is present.
        conditions: {
          'ForAllValues:StringEquals': { 'events:source': eventSource },
          Null: { 'events:source': 'false' },
        },
      }),
      this.traceStatement(),
    ];
  }

  /** Returns the statement for traces. Its actions support no resource. */
  protected traceStatement(): iam.PolicyStatement {
    return new iam.PolicyStatement({
      sid: 'SendTraces',
      actions: [
        'xray:GetSamplingRules',
        'xray:GetSamplingTargets',
        'xray:PutTelemetryRecords',
        'xray:PutTraceSegments',
      ],
      resources: ['*'],
    });
  }
}
