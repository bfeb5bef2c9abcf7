import { Duration, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { RolePolicy } from '../iam/role-policy';
import { serviceTrust } from '../iam/service-trust';
import type { Workflow } from '../workflow/workflow';

export interface WorkflowRuleProps {
  readonly ruleName: string;
  readonly workflow: Workflow;
}

/** Event, and what of it the workflow gets. */
export interface WorkflowStart {
  readonly description: string;
  /** Noun phrase of the workflow, such as `scribing workflow`. */
  readonly workflowWords: string;
  readonly eventPattern: object;
  /** Paths of the event by name of the member of the input. Nothing else of the event is handed over. */
  readonly input: Readonly<Record<string, string>>;
}

/** Time during which an event is tried again. The lifecycle of the bucket then deletes the recording. */
const RETRIED = Duration.days(1);

/**
 * Rule that starts a workflow, with a role that can do nothing else.
 *
 * Source: AWS Step Functions Developer Guide, "Data at rest encryption": who starts an execution needs no key.
 */
export abstract class WorkflowRule extends Construct {
  constructor(scope: Construct, id: string, { ruleName, workflow }: WorkflowRuleProps, start: WorkflowStart) {
    super(scope, id);
    const role = new iam.Role(this, 'Role', {
      description: `Assumed by EventBridge to start the ${start.workflowWords}`,
      assumedBy: serviceTrust(
        'events.amazonaws.com',
        Stack.of(this).formatArn({ service: 'events', resource: 'rule', resourceName: ruleName }),
      ),
    });
    const policy = new RolePolicy(role, 'Policy', { description: `Start the ${start.workflowWords}`, role });
    workflow.grantStart(policy);
    new events.CfnRule(this, 'Rule', {
      name: ruleName,
      description: start.description,
      eventPattern: start.eventPattern,
      targets: [
        {
          id: 'Workflow',
          arn: workflow.stateMachine.ref,
          roleArn: role.roleArn,
          inputTransformer: {
            inputPathsMap: start.input,
            inputTemplate: `{${Object.keys(start.input)
              .map((name) => `"${name}": <${name}>`)
              .join(', ')}}`,
          },
          retryPolicy: { maximumEventAgeInSeconds: RETRIED.toSeconds(), maximumRetryAttempts: 185 },
        },
      ],
    });
  }
}
