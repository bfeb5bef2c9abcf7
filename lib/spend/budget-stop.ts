import { Aws, Stack } from 'aws-cdk-lib';
import * as budgets from 'aws-cdk-lib/aws-budgets';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { BudgetConfig } from '../../domain/deployment/config/spend-config';
import { BUDGET_PERCENTS } from '../../domain/deployment/spend/budget';
import { RolePolicy } from '../iam/role-policy';
import { serviceTrust } from '../iam/service-trust';
import { roleArns, type SpendTargets } from './spend-targets';
import type { StopPolicy } from './stop-policy';

export interface BudgetStopProps {
  readonly budget: BudgetConfig;
  readonly targets: Pick<SpendTargets, 'roles'>;
  readonly stopPolicy: StopPolicy;
}

/**
 * Returns the properties of a budget of costs. Without credits and refunds, which would hide what is spent. It has no fixed
 * name: a change of its notifications replaces it.
 */
export const budgetProperties = ({ monthlyUsd, emails, tag }: BudgetConfig): budgets.CfnBudgetProps => ({
  budget: {
    ...{ budgetType: 'COST', timeUnit: 'MONTHLY', budgetLimit: { amount: monthlyUsd, unit: 'USD' } },
    costTypes: { includeCredit: false, includeRefund: false },
    ...(tag && { costFilters: { TagKeyValue: [`user:${tag.key}$${tag.value}`] } }),
  },
  notificationsWithSubscribers: [
    ...BUDGET_PERCENTS.map((threshold) => ({ threshold, notificationType: 'ACTUAL' })),
    { threshold: 100, notificationType: 'FORECASTED' },
  ].map((notification) => ({
    notification: { ...notification, comparisonOperator: 'GREATER_THAN', thresholdType: 'PERCENTAGE' },
    subscribers: emails.map((address) => ({ address, subscriptionType: 'EMAIL' })),
  })),
});

/** Returns the properties of its action, but for what it acts on. */
export const budgetActionProperties = ({ emails, approval = 'automatic' }: BudgetConfig) => ({
  ...{ actionType: 'APPLY_IAM_POLICY', notificationType: 'ACTUAL', approvalModel: approval.toUpperCase() },
  actionThreshold: { type: 'PERCENTAGE', value: 100 },
  subscribers: emails.map((address) => ({ address, type: 'EMAIL' })),
});

/**
 * Budget of a month that stops the models at 100 %: AWS Budgets attaches the Deny policy of the breaker to the same roles. Its
 * role can do that and nothing else; a breaker operator detaches the policy.
 *
 * Source: AWS Cost Management User Guide, "Configuring a budget action".
 *
 * @example
 * new BudgetStop(stack, 'Budget', {
 *   budget: { monthlyUsd: 500, emails: ['finance@example.com'] },
 *   targets: { roles: [role] },
 *   stopPolicy,
 * });
 */
export class BudgetStop extends Construct {
  constructor(scope: Construct, id: string, { budget: config, targets, stopPolicy }: BudgetStopProps) {
    super(scope, id);
    const description = 'Stop the calls of models when a month costs too much';
    const role = new iam.Role(this, 'Role', {
      description: 'Assumed by AWS Budgets to stop the calls of models',
      assumedBy: serviceTrust(
        'budgets.amazonaws.com',
        `arn:${Stack.of(this).partition}:budgets::${Aws.ACCOUNT_ID}:budget/*`,
      ),
    });
    const policy = new RolePolicy(role, 'Policy', {
      ...{ description, role },
      statements: [
        new iam.PolicyStatement({
          sid: 'AttachOneDeny',
          actions: ['iam:AttachRolePolicy'],
          resources: roleArns(targets),
          conditions: { ArnEquals: { 'iam:PolicyARN': stopPolicy.literalArn } },
        }),
      ],
    });
    const budget = new budgets.CfnBudget(this, 'Budget', budgetProperties(config));
    const action = new budgets.CfnBudgetsAction(this, 'Action', {
      ...budgetActionProperties(config),
      ...{ budgetName: budget.ref, executionRoleArn: role.roleArn },
      definition: {
        iamActionDefinition: {
          policyArn: stopPolicy.managedPolicyArn,
          roles: targets.roles.map(({ roleName }) => roleName),
        },
      },
    });
    action.node.addDependency(policy);
  }
}
