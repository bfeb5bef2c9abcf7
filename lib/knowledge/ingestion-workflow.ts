import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledge, acknowledgeResource } from '../checks/acknowledge';
import { RolePolicy } from '../iam/role-policy';
import { serviceTrust } from '../iam/service-trust';
import { defineIngestion } from './ingestion/definition';
import { INGESTION_EVENT_SOURCE } from './ingestion/ends';
import type { IngestionFunction } from './ingestion-function';
import type { KnowledgeBase } from './knowledge-base';

export interface IngestionWorkflowProps {
  readonly stateMachineName: string;
  readonly roleName: string;
  /** Name of the deployment. */
  readonly deployment: string;
  readonly ingestionFunction: IngestionFunction;
  readonly base: KnowledgeBase;
}

/**
 * State machine that syncs the documents with the knowledge base (docs/decisions/0018), with its permissions. Its states
 * are in ingestion/definition.ts.
 */
export class IngestionWorkflow extends Construct {
  readonly stateMachine: sfn.CfnStateMachine;
  private readonly arn: string;

  constructor(scope: Construct, id: string, props: IngestionWorkflowProps) {
    super(scope, id);
    const stack = Stack.of(this);
    this.arn = stack.formatArn({
      service: 'states',
      resource: 'stateMachine',
      resourceName: props.stateMachineName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const role = this.makeRole(props);
    const definition = defineIngestion({
      partition: stack.partition,
      functionArn: props.ingestionFunction.function.functionArn,
      knowledgeBaseId: props.base.knowledgeBase.attrKnowledgeBaseId,
      dataSourceId: props.base.dataSource.attrDataSourceId,
      deployment: props.deployment,
    });
    this.stateMachine = new sfn.CfnStateMachine(this, 'StateMachine', {
      stateMachineName: props.stateMachineName,
      stateMachineType: 'STANDARD',
      roleArn: role.roleArn,
      definitionString: stack.toJsonString(definition),
      tracingConfiguration: { enabled: true },
    });
    this.stateMachine.node.addDependency(role);
    acknowledge(this.stateMachine, {
      rule: 'AwsSolutions-SF1',
      reason:
        'Step Functions keeps the history of every execution for 90 days. Logging it too would require permission to ' +
        'write resource policies of CloudWatch Logs for the whole account.',
    });
  }

  /** Lets the grantee start executions. */
  grantStart(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({ grantee, actions: ['states:StartExecution'], resourceArns: [this.arn] });
  }

  /** Lets the grantee read the status of executions. Their history would show names of documents. */
  grantFollow(grantee: iam.IGrantable): iam.Grant {
    const executions = `${this.arn.replace(':stateMachine:', ':execution:')}:*`;
    acknowledgeResource(grantee, executions, 'The pattern matches only the executions of one state machine.');
    return iam.Grant.addToPrincipal({ grantee, actions: ['states:DescribeExecution'], resourceArns: [executions] });
  }

  private makeRole({ roleName, ingestionFunction, base }: IngestionWorkflowProps): iam.Role {
    const stack = Stack.of(this);
    const role = new iam.Role(this, 'Role', {
      roleName,
      description: 'Execution role of the ingestion workflow',
      assumedBy: serviceTrust('states.amazonaws.com', this.arn),
    });
    const policy = new RolePolicy(role, 'Policy', {
      description: 'Check documents, sync them, tell what became of it',
      role,
      statements: [
        new iam.PolicyStatement({
          sid: 'Tell',
          actions: ['events:PutEvents'],
          resources: [stack.formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' })],
          // A call may send several events: each must have this source, and `Null` requires that a source is present.
          conditions: {
            'ForAllValues:StringEquals': { 'events:source': INGESTION_EVENT_SOURCE },
            Null: { 'events:source': 'false' },
          },
        }),
        new iam.PolicyStatement({
          sid: 'SendTraces',
          actions: [
            'xray:GetSamplingRules',
            'xray:GetSamplingTargets',
            'xray:PutTelemetryRecords',
            'xray:PutTraceSegments',
          ],
          resources: ['*'],
        }),
      ],
    });
    ingestionFunction.grantInvoke(policy);
    base.grantSync(policy);
    acknowledgeResource(policy, '*', 'The four X-Ray actions support no resource.');
    return role;
  }
}
