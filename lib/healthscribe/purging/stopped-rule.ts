import type { Construct } from 'constructs';
import type { ScribingWorkflow } from '../scribing-workflow';
import { WorkflowRule } from '../workflow-rule';
import type { PurgingWorkflow } from './purging-workflow';

export interface StoppedRuleProps {
  readonly ruleName: string;
  /** Workflow whose executions are followed. */
  readonly scribing: ScribingWorkflow;
  readonly workflow: PurgingWorkflow;
}

/**
 * Rule that starts the purge when an execution of the scribing workflow ends in another way than by its states: somebody
 * stopped it, it took too long, or it broke. AWS delivers these events as best effort, so that alarms tell of such
 * executions, too.
 *
 * Source: Amazon EventBridge Events Reference, "AWS Step Functions events".
 *
 * @example
 * new StoppedRule(stack, 'Stopped', { ruleName: 'clinic-purging', scribing: scribingWorkflow, workflow: purgingWorkflow });
 */
export class StoppedRule extends WorkflowRule {
  constructor(scope: Construct, id: string, { scribing, ...props }: StoppedRuleProps) {
    super(scope, id, props, {
      description: 'An execution of the scribing workflow did not end by itself: start the purging workflow',
      workflowWords: 'purging workflow',
      eventPattern: {
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: { stateMachineArn: [scribing.stateMachine.ref], status: ['ABORTED', 'FAILED', 'TIMED_OUT'] },
      },
      input: { execution: '$.detail.executionArn' },
    });
  }
}
