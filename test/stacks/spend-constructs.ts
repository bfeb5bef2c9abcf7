import type { Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import * as api from '../../lib';

/** Constructs of the breaker, alone in a stack that is not ours. */
export function spendConstructs(
  stack: Stack,
  {
    role,
    topic,
    encryptionKey,
  }: {
    readonly role: iam.Role;
    readonly topic: api.AlarmTopic;
    readonly encryptionKey: api.CustomerManagedKey;
  },
): readonly Construct[] {
  const targets: api.SpendTargets = { roles: [role], functions: [{ name: 'theirs', reserved: 10 }] };
  const stopPolicy = new api.StopPolicy(stack, 'Stop', { policyName: 'theirs-stop' });
  const workflow = new api.BreakerWorkflow(stack, 'Breaker', {
    ...{ stateMachineName: 'theirs-breaker', roleName: 'theirs-breaker', deployment: 'theirs' },
    ...{ targets, stopPolicy, topic },
  });
  const alarms = new api.SpendAlarms(stack, 'SpendAlarms', {
    namePrefix: 'theirs/',
    topicArn: topic.topicArn,
    alarms: [
      {
        ...{ name: 'spend-hour', words: 'an hour', periodSeconds: 3600, thresholdUsd: 1, limitUsd: 1 },
        tokens: [{ id: 'm0', modelId: 'amazon.nova-lite-v1:0', metric: 'InputTokenCount', usd: 0.06 }],
      },
    ],
  });
  const rule = new api.BreakerRule(stack, 'BreakerRule', {
    ruleName: 'theirs-breaker',
    alarmArns: alarms.arns,
    workflow,
  });
  const operator = new api.BreakerOperator(stack, 'BreakerOperator', { targets, stopPolicy, workflow });
  const emails = ['finance@example.com'];
  const budget = new api.BudgetStop(stack, 'Budget', { targets, stopPolicy, budget: { monthlyUsd: 1, emails } });
  const anomalies = new api.CostAnomalies(stack, 'Anomalies', { name: 'theirs', anomaly: { impactUsd: 1, emails } });
  const limits = { targets, stopPolicy, stateMachineName: 'theirs-breaker', topicArn: topic.topicArn, encryptionKey };
  const boundary = new api.SpendBoundary(stack, 'SpendBoundary', limits);
  const denies = new api.SpendDenyPolicies(stack, 'SpendDenies', limits);
  return [stopPolicy, workflow, alarms, rule, operator, budget, anomalies, boundary, denies];
}
