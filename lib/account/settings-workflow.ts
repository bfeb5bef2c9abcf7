import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { LoggingSetting } from '../../domain/account/logging-setting';
import { UNSET_RETENTION } from '../../domain/account/retention-setting';
import { acknowledge, acknowledgeResource } from '../checks/acknowledge';
import { RolePolicy } from '../iam/role-policy';
import { Workflow, type WorkflowNames } from '../workflow/workflow';
import type { PromptLogs } from './prompt-logs';
import { defineSettings } from './settings/definition';

export interface SettingsWorkflowProps extends WorkflowNames {
  /**
   * Model invocation logging that the workflow sets, and its places.
   *
   * @default - logging is not touched
   */
  readonly logging?: { readonly setting: LoggingSetting; readonly places: PromptLogs } | undefined;
  /**
   * Data retention mode that the workflow sets.
   *
   * @default - data retention is not touched
   */
  readonly dataRetention?: 'none' | undefined;
}

/** Actions that change model invocation logging. They support no resource. */
export const LOGGING_CHANGES = [
  'bedrock:DeleteModelInvocationLoggingConfiguration',
  'bedrock:PutModelInvocationLoggingConfiguration',
] as const;

/** Actions that read the settings. They support no resource. */
export const READ_SETTINGS = [
  'bedrock:GetAccountDataRetention',
  'bedrock:GetModelInvocationLoggingConfiguration',
  'bedrock:ListEnforcedGuardrailsConfiguration',
] as const;

/**
 * State machine that looks at settings of the account and changes them (docs/decisions/0023), with its permissions. It is
 * started by a person, and by nothing else: a deployment changes no setting. It runs outside every VPC, and no function is in it.
 *
 * @example
 * const workflow = new SettingsWorkflow(stack, 'Settings', {
 *   stateMachineName: 'account-settings',
 *   roleName: 'account-settings',
 *   dataRetention: 'none',
 * });
 * workflow.grantStart(role);
 */
export class SettingsWorkflow extends Workflow {
  readonly stateMachine: sfn.CfnStateMachine;

  constructor(scope: Construct, id: string, { logging, dataRetention, ...names }: SettingsWorkflowProps) {
    super(scope, id, names, 'account settings workflow');
    const policy = new RolePolicy(this.role, 'Policy', {
      description: 'Look at settings of Amazon Bedrock and change them',
      role: this.role,
      statements: [
        ...(logging
          ? [
              new iam.PolicyStatement({
                sid: 'Logging',
                actions: ['bedrock:GetModelInvocationLoggingConfiguration', ...LOGGING_CHANGES],
                resources: ['*'],
              }),
            ]
          : []),
        ...(dataRetention ? [readRetention(), setRetention(dataRetention)] : []),
        this.traceStatement(),
      ],
    });
    logging?.places.grantPass(policy);
    acknowledgeResource(policy, '*', 'The settings of an account, and the four X-Ray actions, support no resource.');
    if (logging)
      acknowledgeLogging(policy, 'The workflow deletes only the setting that equals ours, when a person starts it.');
    this.stateMachine = this.makeStateMachine(
      defineSettings({ partition: Stack.of(this).partition, logging: logging?.setting, dataRetention }),
    );
  }

  /** Lets the grantee follow executions: their output has the values of settings, and no content. */
  grantFollow(grantee: iam.IGrantable): iam.Grant {
    return this.grantOnExecutions(grantee, 'states:DescribeExecution');
  }
}

/** Source: Service Authorization Reference, actions and condition keys of Amazon Bedrock. */
export const setRetention = (mode: string): iam.PolicyStatement =>
  new iam.PolicyStatement({
    sid: 'SetRetention',
    actions: ['bedrock:PutAccountDataRetention'],
    resources: ['*'],
    conditions: { StringEquals: { 'bedrock:DataRetentionMode': [mode, UNSET_RETENTION] } },
  });

const readRetention = () =>
  new iam.PolicyStatement({ sid: 'ReadRetention', actions: ['bedrock:GetAccountDataRetention'], resources: ['*'] });

/** Accepts that a policy can change model invocation logging, for which the rule pack looks. */
export function acknowledgeLogging(policy: iam.ManagedPolicy, reason: string): void {
  for (const action of LOGGING_CHANGES) {
    acknowledge(policy, { rule: 'PrivateBedrock-IAM5', finding: `Action::${action}`, reason });
  }
}
