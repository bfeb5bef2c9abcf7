import { Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { RolePolicy } from '../iam/role-policy';
import { serviceTrust } from '../iam/service-trust';
import type { IngestionWorkflow } from './ingestion-workflow';

export interface DailySyncProps {
  /** Name of the rule, which the trust policy of its role contains. */
  readonly ruleName: string;
  /** Workflow that it starts. */
  readonly workflow: IngestionWorkflow;
}

/**
 * Starts the ingestion workflow once a day, so that a change whose event was lost, or whose execution died, waits for a
 * day at most. Without such a change, the workflow ends `Unchanged`, and embeds nothing. It starts the workflow itself:
 * neither the queue nor the pipe can keep it from that.
 *
 * @example
 * new DailySync(stack, 'DailySync', { ruleName: 'chat-daily-sync', workflow: ingestionWorkflow });
 */
export class DailySync extends Construct {
  constructor(scope: Construct, id: string, { ruleName, workflow }: DailySyncProps) {
    super(scope, id);
    const role = new iam.Role(this, 'Role', {
      description: 'Assumed by EventBridge to start the ingestion workflow each day',
      assumedBy: serviceTrust(
        'events.amazonaws.com',
        Stack.of(this).formatArn({ service: 'events', resource: 'rule', resourceName: ruleName }),
      ),
    });
    const policy = new RolePolicy(role, 'Policy', { description: 'Start the ingestion workflow', role });
    workflow.grantStart(policy);
    new events.CfnRule(this, 'Rule', {
      name: ruleName,
      description: 'Once a day: sync the documents, if an event was lost or some could not be indexed',
      scheduleExpression: 'rate(1 day)',
      targets: [
        {
          id: 'Workflow',
          arn: workflow.stateMachine.ref,
          roleArn: role.roleArn,
          // Documents that Bedrock could not index are tried again: the reason can have been a limit of that moment.
          input: '{"again":true}',
          // After an hour without success, the next day has its own start.
          retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 },
        },
      ],
    });
  }
}
