import { Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { RolePolicy } from '../iam/role-policy';
import { serviceTrust } from '../iam/service-trust';
import type { BreakerWorkflow } from './breaker-workflow';

export interface BreakerRuleProps {
  readonly ruleName: string;
  /** ARNs of the alarms that start the breaker. */
  readonly alarmArns: readonly string[];
  readonly workflow: BreakerWorkflow;
}

/**
 * Rule that starts the breaker when an alarm on costs is raised. An alarm that ends starts nothing: to reset is for a person.
 *
 * Source of the event: Amazon CloudWatch User Guide, "Alarm events and EventBridge".
 *
 * @example
 * new BreakerRule(stack, 'Rule', { ruleName: 'chat-breaker', alarmArns: spendAlarms.arns, workflow: breakerWorkflow });
 */
export class BreakerRule extends Construct {
  constructor(scope: Construct, id: string, { ruleName, alarmArns, workflow }: BreakerRuleProps) {
    super(scope, id);
    const role = new iam.Role(this, 'Role', {
      description: 'Assumed by EventBridge to start the breaker',
      assumedBy: serviceTrust(
        'events.amazonaws.com',
        Stack.of(this).formatArn({ service: 'events', resource: 'rule', resourceName: ruleName }),
      ),
    });
    const policy = new RolePolicy(role, 'Policy', { description: 'Start the breaker', role });
    workflow.grantStart(policy);
    new events.CfnRule(this, 'Rule', {
      name: ruleName,
      description: 'A limit on costs is reached: start the breaker',
      eventPattern: {
        source: ['aws.cloudwatch'],
        'detail-type': ['CloudWatch Alarm State Change'],
        resources: [...alarmArns],
        detail: { state: { value: ['ALARM'] } },
      },
      targets: [
        {
          id: 'Breaker',
          arn: workflow.stateMachine.ref,
          roleArn: role.roleArn,
          inputTransformer: {
            inputPathsMap: { alarm: '$.detail.alarmName', time: '$.time' },
            inputTemplate: '{"alarm": <alarm>, "time": <time>}',
          },
          // As long as EventBridge tries. The alarm on failed invocations tells of an event that did not arrive.
          retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
        },
      ],
    });
  }
}
