import { validateDeployments } from '../../domain/deployment/validate-deployments';
import { budgetActionProperties, budgetProperties } from '../../lib/spend/budget-stop';
import { anomalySubscriptionProperties } from '../../lib/spend/cost-anomalies';
import { row } from '../deployment/rows';

const EMAILS = ['finance@example.com', 'on-call@example.com'];
const BUDGET = { monthlyUsd: 500, emails: EMAILS };
const TAG = { key: 'private-bedrock:deployment', value: 'chat' };

const problems = (more: object, region = 'us-east-1') =>
  validateDeployments({
    chat: {
      ...row({ observability: {} }),
      ...(region === 'us-east-1' ? {} : { region, models: ['global.anthropic.claude-haiku-4-5-20251001-v1:0'] }),
      spend: { hourlyUsd: 20, dailyUsd: 100, ...more },
    },
  }).map(({ code, path, message }) => `${code} ${path} ${message}`);

test.each([
  ['a budget', { budget: BUDGET }],
  ['a budget of a tag that a person approves', { budget: { ...BUDGET, tag: TAG, approval: 'manual' } }],
  ['anomalies', { anomaly: { impactUsd: 50, emails: EMAILS } }],
])('accepts %s', (_, more) => {
  expect(problems(more)).toEqual([]);
});

test.each([
  ['a budget of 0', { budget: { ...BUDGET, monthlyUsd: 0 } }, /^PB-CONFIG-002 chat\.spend\.budget\.monthlyUsd/],
  [
    'a budget of which nobody learns',
    { budget: { ...BUDGET, emails: [] } },
    /^PB-CONFIG-005 chat\.spend\.budget\.emails/,
  ],
  ['a budget without addresses', { budget: { monthlyUsd: 5 } }, /^PB-CONFIG-003 chat\.spend\.budget\.emails/],
  ['an address that is none', { budget: { ...BUDGET, emails: ['finance'] } }, /^PB-CONFIG-150/],
  ['an address twice', { budget: { ...BUDGET, emails: ['a@b.ch', 'A@b.ch'] } }, /^PB-CONFIG-006/],
  [
    'a filter by service',
    { budget: { ...BUDGET, service: 'Amazon Bedrock' } },
    /^PB-CONFIG-004 chat\.spend\.budget\.service/,
  ],
  [
    'a tag without a value',
    { budget: { ...BUDGET, tag: { key: 'a' } } },
    /^PB-CONFIG-003 chat\.spend\.budget\.tag\.value/,
  ],
  [
    'a key that no tag has',
    { budget: { ...BUDGET, tag: { ...TAG, key: 'a$b' } } },
    /^PB-CONFIG-167 chat\.spend\.budget\.tag\.key is not the key of a tag/,
  ],
  [
    'another approval',
    { budget: { ...BUDGET, approval: 'AUTOMATIC' } },
    /^PB-CONFIG-168 chat\.spend\.budget\.approval is not 'automatic' or 'manual'/,
  ],
  [
    'anomalies of which nobody learns',
    { anomaly: { impactUsd: 5, emails: [] } },
    /^PB-CONFIG-005 chat\.spend\.anomaly\.emails/,
  ],
])('refuses %s', (_, more, expected) => {
  expect(problems(more)).toEqual([expect.stringMatching(expected)]);
});

test('refuses a budget where CloudFormation has none, and anomalies only where it has no monitor', () => {
  const both = { budget: BUDGET, anomaly: { impactUsd: 50, emails: EMAILS } };
  const refused = (name: string, region: string) =>
    `PB-CONFIG-169 chat.spend.${name} cannot be deployed in ${region}: CloudFormation does not have its types there`;
  expect(problems(both, 'eu-north-1')).toEqual([refused('budget', 'eu-north-1')]);
  expect(problems(both, 'mx-central-1')).toEqual(['budget', 'anomaly'].map((name) => refused(name, 'mx-central-1')));
});

test('a budget counts what is spent before credits, and is notified at 50, 80 and 100 % and of a forecast', () => {
  const { budget, notificationsWithSubscribers } = budgetProperties(BUDGET);
  expect(budget).toEqual({
    ...{ budgetType: 'COST', timeUnit: 'MONTHLY', budgetLimit: { amount: 500, unit: 'USD' } },
    costTypes: { includeCredit: false, includeRefund: false },
  });
  const subscribers = EMAILS.map((address) => ({ address, subscriptionType: 'EMAIL' }));
  const percent = { comparisonOperator: 'GREATER_THAN', thresholdType: 'PERCENTAGE' };
  expect(notificationsWithSubscribers).toEqual(
    [
      [50, 'ACTUAL'],
      [80, 'ACTUAL'],
      [100, 'ACTUAL'],
      [100, 'FORECASTED'],
    ].map(([threshold, notificationType]) => ({
      notification: { threshold, notificationType, ...percent },
      subscribers,
    })),
  );
});

test('a budget of a tag filters by it as AWS writes tags', () => {
  expect(budgetProperties({ ...BUDGET, tag: TAG }).budget).toMatchObject({
    costFilters: { TagKeyValue: ['user:private-bedrock:deployment$chat'] },
  });
});

test.each([
  [undefined, 'AUTOMATIC'],
  ['automatic', 'AUTOMATIC'],
  ['manual', 'MANUAL'],
] as const)('the action of a budget with approval %s is %s, at 100 %% of what is spent', (approval, approvalModel) => {
  expect(budgetActionProperties({ ...BUDGET, ...(approval && { approval }) })).toEqual({
    ...{ actionType: 'APPLY_IAM_POLICY', notificationType: 'ACTUAL', approvalModel },
    actionThreshold: { type: 'PERCENTAGE', value: 100 },
    subscribers: EMAILS.map((address) => ({ address, type: 'EMAIL' })),
  });
});

test('an anomaly is notified from its impact on', () => {
  const { thresholdExpression, ...others } = anomalySubscriptionProperties('chat', { impactUsd: 1.5, emails: EMAILS });
  expect(others).toEqual({
    ...{ subscriptionName: 'chat', frequency: 'DAILY' },
    subscribers: EMAILS.map((address) => ({ address, type: 'EMAIL' })),
  });
  expect(JSON.parse(thresholdExpression)).toEqual({
    Dimensions: {
      ...{ Key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE', MatchOptions: ['GREATER_THAN_OR_EQUAL'], Values: ['1.5'] },
    },
  });
});
