import { CfnOutput, Duration } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { sessionHoursOf, trustOf } from '../../domain/deployment/personas';
import { breakerNames } from '../../domain/deployment/spend/breaker-names';
import type { CountedProfile } from '../../domain/deployment/spend/counted-models';
import { spendAlarms } from '../../domain/deployment/spend/spend-alarms';
import { acknowledge } from '../checks/acknowledge';
import { SpendBoundary } from '../spend/boundary/spend-boundary';
import { SpendDenyPolicies } from '../spend/boundary/spend-deny-policies';
import { BreakerOperator } from '../spend/breaker-operator';
import { BreakerRule } from '../spend/breaker-rule';
import { BreakerWorkflow, type NotifiedTopic } from '../spend/breaker-workflow';
import { BudgetStop } from '../spend/budget-stop';
import { CostAnomalies } from '../spend/cost-anomalies';
import { SpendAlarms } from '../spend/spend-alarms';
import type { SpendTargets } from '../spend/spend-targets';
import { StopPolicy } from '../spend/stop-policy';
import { type DeploymentProps, DeploymentStack } from './deployment-stack';

export interface SpendStackProps extends DeploymentProps {
  /** Key of the topic. */
  readonly key: kms.IKey;
  readonly topic: NotifiedTopic;
  readonly targets: SpendTargets;
  /** Profiles of the teams. */
  readonly profiles: readonly CountedProfile[];
}

/** Breaker: alarms on dollars, the workflow that stops the models, and the role that resets it. */
export class SpendStack extends DeploymentStack {
  /** Limits of the roles of this stack: their boundary, or policies if the organization has a boundary. */
  readonly limits: SpendBoundary | SpendDenyPolicies;
  /** Roles that the breaker attaches its policy to. */
  readonly stoppedRoles: readonly IRole[];

  constructor(scope: Construct, id: string, props: SpendStackProps) {
    super(scope, id, props, { description: 'Private Bedrock: the breaker that stops the models at a limit on costs' });
    const { names } = this;
    const breaker = breakerNames(names);
    const { config, deployment, topic, targets, key } = props;
    this.stoppedRoles = targets.roles;
    const stopPolicy = new StopPolicy(this, 'Stop', { policyName: breaker.stopPolicy });
    const Limits = config.permissionsBoundary ? SpendDenyPolicies : SpendBoundary;
    this.limits = new Limits(this, 'SpendBoundary', {
      ...{ targets, stopPolicy, stateMachineName: breaker.breaker, topicArn: topic.topicArn, encryptionKey: key },
    });
    const workflow = new BreakerWorkflow(this, 'Breaker', {
      ...{ stateMachineName: breaker.breaker, roleName: breaker.breakerRole, deployment, targets, stopPolicy, topic },
    });
    const alarms = new SpendAlarms(this, 'Alarms', {
      ...{ namePrefix: names.alarms, alarms: spendAlarms(config, props.profiles), topicArn: topic.topicArn },
    });
    this.makeSlowLines(props, stopPolicy);
    new BreakerRule(this, 'Rule', { ruleName: breaker.breaker, alarmArns: alarms.arns, workflow });
    const operator = this.makeOperator(props, stopPolicy, workflow);
    new CfnOutput(this, 'breakerOperatorRoleArn', { value: operator.roleArn });
  }

  /** Makes what looks at the bill, which is a day late. */
  private makeSlowLines({ config, targets }: SpendStackProps, stopPolicy: StopPolicy): void {
    const { budget, anomaly } = config.spend ?? {};
    if (budget) new BudgetStop(this, 'Budget', { budget, targets, stopPolicy });
    if (anomaly) new CostAnomalies(this, 'Anomalies', { name: this.names.prefix, anomaly });
  }

  private makeOperator(
    { config, targets }: SpendStackProps,
    stopPolicy: StopPolicy,
    workflow: BreakerWorkflow,
  ): BreakerOperator {
    const hours = sessionHoursOf(config, 'breakerOperator');
    const operator = new BreakerOperator(this, 'Operator', {
      ...{ targets, stopPolicy, workflow },
      trustedPrincipals: trustOf(config, 'breakerOperator'),
      maxSessionDuration: Duration.hours(hours),
    });
    if (hours > 1) {
      acknowledge(operator, {
        rule: 'PrivateBedrock-IAM2',
        reason: `The row allows sessions of up to ${hours} hours with sessionHours, which is 1 if the row does not set it.`,
      });
    }
    return operator;
  }
}
