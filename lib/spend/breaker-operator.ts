import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { RESET_TAGS } from '../../domain/deployment/spend/reset-record';
import { BedrockPersona, type BedrockPersonaProps } from '../access/bedrock-persona';
import { acknowledgeResource } from '../checks/acknowledge';
import { RolePolicy } from '../iam/role-policy';
import type { BreakerWorkflow } from './breaker-workflow';
import { functionArns, roleArns, type SpendTargets } from './spend-targets';
import type { StopPolicy } from './stop-policy';

export interface BreakerOperatorProps extends BedrockPersonaProps {
  readonly targets: SpendTargets;
  readonly stopPolicy: StopPolicy;
  readonly workflow: BreakerWorkflow;
}

/**
 * Person who looks at the breaker and its executions, and resets it: detaches its one policy from its roles, gives the functions their
 * concurrency back, and records the reason as tags of the policy. Cannot attach anything, and cannot call a model.
 *
 * @example
 * new BreakerOperator(stack, 'Operator', {
 *   targets: { roles: [role], functions: [{ name: 'chat', reserved: 10 }] },
 *   stopPolicy,
 *   workflow: breakerWorkflow,
 * });
 */
export class BreakerOperator extends BedrockPersona {
  constructor(scope: Construct, id: string, { targets, stopPolicy, workflow, ...props }: BreakerOperatorProps) {
    const description = 'Resets the breaker that stops the models when they cost too much';
    super(scope, id, description, props);
    const reserved = targets.functions.filter((one) => one.reserved !== undefined);
    const allow = (sid: string, actions: string[], resources: string[], conditions = {}) =>
      new iam.PolicyStatement({ sid, actions, resources, conditions });
    const policy = new RolePolicy(this, 'Policy', {
      description,
      role: this,
      statements: [
        allow('DetachOneDeny', ['iam:DetachRolePolicy'], roleArns(targets), {
          ArnEquals: { 'iam:PolicyARN': stopPolicy.literalArn },
        }),
        allow('StartFunctions', ['lambda:DeleteFunctionConcurrency'], functionArns(this, targets)),
        allow('ReadConcurrency', ['lambda:GetFunctionConcurrency'], functionArns(this, targets)),
        ...(reserved.length > 0
          ? [allow('ReserveAgain', ['lambda:PutFunctionConcurrency'], functionArns(this, { functions: reserved }))]
          : []),
        allow('ReadTheDeny', ['iam:ListEntitiesForPolicy', 'iam:ListPolicyTags'], [stopPolicy.literalArn]),
        allow('RecordTheReset', ['iam:TagPolicy'], [stopPolicy.literalArn], {
          'ForAllValues:StringEquals': { 'aws:TagKeys': Object.values(RESET_TAGS) },
          Null: { 'aws:TagKeys': 'false' },
        }),
        allow('ReadTheAlarms', ['cloudwatch:DescribeAlarms', 'cloudwatch:GetMetricData'], ['*']),
      ],
    });
    workflow.grantRead(policy);
    acknowledgeResource(policy, '*', 'DescribeAlarms of several alarms and GetMetricData support no resource.');
  }
}
