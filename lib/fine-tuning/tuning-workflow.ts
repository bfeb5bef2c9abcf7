import { type CfnTag, Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Guardrail } from '../bedrock/guardrail';
import { acknowledgeResource } from '../checks/acknowledge';
import { RolePolicy } from '../iam/role-policy';
import { Workflow, type WorkflowNames } from '../workflow/workflow';
import type { CustomizationRole } from './customization-role';
import type { TuningFunction } from './tuning-function';
import { defineWorkflow } from './workflow/definition';
import { EVENT_SOURCE } from './workflow/ends';
import { workflowStatements } from './workflow-statements';

export interface TuningWorkflowProps extends WorkflowNames {
  /** Tag of everything that the workflow makes; its value is the name of the deployment. */
  readonly tag: CfnTag;
  readonly tuningFunction: TuningFunction;
  readonly customizationRole: CustomizationRole;
  /**
   * Guardrail of the test invocation of a new deployment.
   *
   * @default - no guardrail
   */
  readonly guardrail?: Guardrail | undefined;
}

/**
 * State machine that trains and deploys a custom model from a manifest in S3 (docs/decisions/0008), with its permissions.
 * Its states are in workflow/definition.ts.
 *
 * @example
 * const workflow = new TuningWorkflow(stack, 'Workflow', {
 *   stateMachineName: 'chat-tuning',
 *   roleName: 'chat-tuning-workflow',
 *   tag: { key: 'project', value: 'chat' },
 *   tuningFunction,
 *   customizationRole,
 * });
 * workflow.grantStart(role);
 */
export class TuningWorkflow extends Workflow {
  readonly stateMachine: sfn.CfnStateMachine;

  constructor(scope: Construct, id: string, props: TuningWorkflowProps) {
    super(scope, id, props, 'tuning workflow');
    this.addPolicy(props);
    this.stateMachine = this.makeStateMachine(
      defineWorkflow({
        partition: Stack.of(this).partition,
        functionArn: props.tuningFunction.function.functionArn,
        tag: { Key: props.tag.key, Value: props.tag.value },
        ...(props.guardrail && {
          guardrail: { id: props.guardrail.guardrailId, version: props.guardrail.addVersion(this) },
        }),
      }),
    );
  }

  /** Lets the grantee read status and history of executions. Excludes stopping one, which would leave its job running. */
  grantFollow(grantee: iam.IGrantable): iam.Grant {
    return this.grantOnExecutions(grantee, 'states:DescribeExecution', 'states:GetExecutionHistory');
  }

  private addPolicy({ tuningFunction, customizationRole, guardrail, tag }: TuningWorkflowProps): void {
    const policy = new RolePolicy(this.role, 'Policy', {
      description: 'Check examples, train, deploy and ask custom models, tell what became of it',
      role: this.role,
      statements: [
        ...workflowStatements(this, tag, customizationRole.customModelArns),
        ...this.telemetryStatements(EVENT_SOURCE),
      ],
    });
    tuningFunction.grantInvoke(policy);
    customizationRole.grantStartJobs(policy);
    customizationRole.grantFollowAndStopJobs(policy);
    guardrail?.grantApply(policy);
    for (const models of customizationRole.customModelArns) {
      acknowledgeResource(policy, models, 'Bedrock chooses the ids of custom models; each must have the tag.');
    }
    acknowledgeResource(
      policy,
      Stack.of(this).formatArn({ service: 'bedrock', resource: 'custom-model-deployment', resourceName: '*' }),
      'Bedrock chooses the ids of deployments; the pattern matches only those of this account and Region.',
    );
    acknowledgeResource(policy, '*', 'The four X-Ray actions support no resource.');
  }
}
