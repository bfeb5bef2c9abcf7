import { Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { acknowledgeResource } from '../checks/acknowledge';
import { RolePolicy } from '../iam/role-policy';
import { Workflow, type WorkflowNames } from '../workflow/workflow';
import { defineIngestion } from './ingestion/definition';
import { INGESTION_EVENT_SOURCE } from './ingestion/ends';
import type { IngestionFunction } from './ingestion-function';
import type { KnowledgeBase } from './knowledge-base';

export interface IngestionWorkflowProps extends WorkflowNames {
  /** Name of the deployment. */
  readonly deployment: string;
  /** Function that checks documents and reports syncs. */
  readonly ingestionFunction: IngestionFunction;
  /** Knowledge base that is synced. */
  readonly base: KnowledgeBase;
}

/**
 * State machine that syncs the documents with the knowledge base (docs/decisions/0018), with its permissions. Its states
 * are in ingestion/definition.ts.
 *
 * @example
 * const workflow = new IngestionWorkflow(stack, 'IngestionWorkflow', {
 *   stateMachineName: 'chat-ingestion',
 *   roleName: 'chat-ingestion-workflow',
 *   deployment: 'chat',
 *   ingestionFunction,
 *   base: knowledgeBase,
 * });
 * workflow.grantStart(role);
 */
export class IngestionWorkflow extends Workflow {
  readonly stateMachine: sfn.CfnStateMachine;

  constructor(scope: Construct, id: string, props: IngestionWorkflowProps) {
    super(scope, id, props, 'ingestion workflow');
    const { ingestionFunction, base } = props;
    const policy = new RolePolicy(this.role, 'Policy', {
      description: 'Check documents, sync them, tell what became of it',
      role: this.role,
      statements: this.telemetryStatements(INGESTION_EVENT_SOURCE),
    });
    ingestionFunction.grantInvoke(policy);
    base.grantSync(policy);
    acknowledgeResource(policy, '*', 'The four X-Ray actions support no resource.');
    this.stateMachine = this.makeStateMachine(
      defineIngestion({
        partition: Stack.of(this).partition,
        functionArn: ingestionFunction.function.functionArn,
        knowledgeBaseId: base.knowledgeBase.attrKnowledgeBaseId,
        dataSourceId: base.dataSource.attrDataSourceId,
        deployment: props.deployment,
      }),
    );
  }

  /** Lets the grantee read the status of executions. Their history would show names of documents. */
  grantFollow(grantee: iam.IGrantable): iam.Grant {
    return this.grantOnExecutions(grantee, 'states:DescribeExecution');
  }
}
