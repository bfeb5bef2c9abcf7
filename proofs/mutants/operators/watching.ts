import { isObject, withResource } from '../edit';
import type { Operator } from '../mutant';
import { OTHER_KEY } from '../others';
import { onResources, type PropertyEdit, resourcesOf } from '../resources';
import { many } from '../statements';

const ALARM = 'AWS::CloudWatch::Alarm';
const ACTION = 'AWS::Budgets::BudgetsAction';
const BUDGET = 'AWS::Budgets::Budget';
const DASHBOARD = 'AWS::CloudWatch::Dashboard';
const MACHINE = 'AWS::StepFunctions::StateMachine';
const RULE = 'AWS::Events::Rule';
const TOPIC = 'AWS::SNS::Topic';
const TRAIL = 'AWS::CloudTrail::Trail';
const OTHER_TOPIC = 'arn:aws:sns:us-east-1:111122223333:another';

/** An operator that changes one thing of every resource of a type. */
const set = (kind: string, type: string, ...edits: readonly PropertyEdit[]): Operator =>
  onResources(kind, type, () => edits);

/** An operator that takes every resource of a type away. */
const removed = (kind: string, type: string): Operator => ({
  kind,
  changes: (subject) =>
    resourcesOf(subject, type).map(({ at, stack, logicalId }) => ({
      what: '',
      at,
      templates: withResource(subject.templates, stack, logicalId),
    })),
});

/** An alarm that nobody hears, or that is never raised. */
const ALARMS: readonly Operator[] = [
  removed('alarm removed', ALARM),
  set(
    'alarm tells nobody',
    ALARM,
    { path: ['AlarmActions'] },
    { what: 'disabled', path: ['ActionsEnabled'], to: false },
  ),
  set('alarm tells another topic', ALARM, { path: ['AlarmActions'], to: [OTHER_TOPIC] }),
  set('alarm named as the topic does not admit', ALARM, { path: ['AlarmName'], to: 'another' }),
  set(
    'alarm that is never raised',
    ALARM,
    { what: 'threshold', path: ['Threshold'], to: 1_000_000 },
    { what: 'threshold of nothing', path: ['Threshold'], to: 0 },
    { what: 'turned round', path: ['ComparisonOperator'], to: 'LessThanThreshold' },
    { what: 'periods', path: ['EvaluationPeriods'], to: 96 },
    { what: 'average', path: ['Statistic'], to: 'SampleCount' },
  ),
  set('alarm on silence, or that silence keeps', ALARM, { path: ['TreatMissingData'], to: 'ignore' }),
  // Tokens of one model, or of the profile of a team, that cost nothing.
  onResources('alarm on costs that leaves one out', ALARM, ({ Metrics }) =>
    many(Metrics).flatMap((query, index) =>
      isObject(query) && isObject(query.MetricStat)
        ? [
            {
              what: 'dimension',
              path: ['Metrics', index, 'MetricStat', 'Metric', 'Dimensions'],
              to: [{ Name: 'ModelId', Value: 'x' }],
            },
            { what: 'no dimension', path: ['Metrics', index, 'MetricStat', 'Metric', 'Dimensions'] },
          ]
        : [],
    ),
  ),
  // AWS accepts an alarm on a metric that nobody writes.
  onResources('alarm on another metric', ALARM, ({ Dimensions, MetricName }) =>
    MetricName === undefined
      ? []
      : [
          { what: 'metric', path: ['MetricName'], to: 'Invocations2' },
          { what: 'namespace', path: ['Namespace'], to: 'AWS/Bedrock2' },
          { what: 'no dimension', path: ['Dimensions'] },
          {
            what: 'thing',
            path: ['Dimensions'],
            to: many(Dimensions).map((one) => ({ ...(one as object), Value: 'x' })),
          },
        ],
  ),
];

/** A dashboard that hides what it should show. */
const DASHBOARDS: readonly Operator[] = [
  removed('dashboard removed', DASHBOARD),
  set(
    'dashboard that shows nothing',
    DASHBOARD,
    { path: ['DashboardBody'], to: '{"widgets":[]}' },
    { what: 'another name', path: ['DashboardName'], to: 'another' },
  ),
];

/** A workflow that keeps what it should not, or that nothing starts. */
const WORKFLOWS: readonly Operator[] = [
  set('execution data in a log', MACHINE, {
    path: ['LoggingConfiguration'],
    to: { IncludeExecutionData: true, Level: 'ALL' },
  }),
  onResources('executions under another key', MACHINE, ({ EncryptionConfiguration }) =>
    EncryptionConfiguration === undefined
      ? []
      : [
          { what: 'of AWS', path: ['EncryptionConfiguration'] },
          { what: 'another', path: ['EncryptionConfiguration', 'KmsKeyId'], to: OTHER_KEY },
        ],
  ),
  set('workflow without a trace of its executions', MACHINE, { path: ['TracingConfiguration'] }),
  removed('rule removed', RULE),
  set('rule turned off', RULE, { path: ['State'], to: 'DISABLED' }),
  set('rule without a target', RULE, { path: ['Targets'], to: [] }),
  onResources('rule on fewer events', RULE, ({ EventPattern }) =>
    leavesOf(EventPattern).map(({ path, list }) => ({
      what: String(path.at(-1)),
      path: ['EventPattern', ...path],
      to: list.length > 1 ? list.slice(1) : ['nothing'],
    })),
  ),
  onResources('rule on more events', RULE, ({ EventPattern }) =>
    leavesOf(EventPattern)
      .filter(({ path }) => path[0] === 'detail')
      .map(({ path }) => ({ what: String(path.at(-1)), path: ['EventPattern', ...path] })),
  ),
  onResources('event handed over whole', RULE, ({ Targets }) =>
    many(Targets).flatMap((target, index) =>
      isObject(target) && target.InputTransformer !== undefined
        ? [{ path: ['Targets', index, 'InputTransformer'] }]
        : [],
    ),
  ),
  onResources('event tried once', RULE, ({ Targets }) =>
    many(Targets).flatMap((target, index) =>
      isObject(target) && target.RetryPolicy !== undefined
        ? [{ path: ['Targets', index, 'RetryPolicy'], to: { MaximumRetryAttempts: 0 } }]
        : [],
    ),
  ),
];

/** A notice or a record under the key of AWS, or that is missing. */
const TELLING: readonly Operator[] = [
  set(
    'topic under another key',
    TOPIC,
    { what: 'of AWS', path: ['KmsMasterKeyId'], to: 'alias/aws/sns' },
    { path: ['KmsMasterKeyId'] },
  ),
  removed('topic policy removed', 'AWS::SNS::TopicPolicy'),
  removed('trail removed', TRAIL),
  set(
    'trail that records less',
    TRAIL,
    { what: 'off', path: ['IsLogging'], to: false },
    { what: 'not validated', path: ['EnableLogFileValidation'], to: false },
    { what: 'no key', path: ['KMSKeyId'] },
    { what: 'nothing', path: ['AdvancedEventSelectors'], to: [] },
  ),
  onResources('trail of one bucket less', TRAIL, ({ AdvancedEventSelectors }) =>
    many(AdvancedEventSelectors).flatMap((selector, index) =>
      many((selector as { readonly FieldSelectors?: unknown }).FieldSelectors).flatMap((field, at) => {
        const { StartsWith } = field as { readonly StartsWith?: readonly unknown[] };
        const path = ['AdvancedEventSelectors', index, 'FieldSelectors', at, 'StartsWith'];
        return StartsWith ? [{ path, to: StartsWith.length > 1 ? StartsWith.slice(1) : ['arn:aws:s3:::x/'] }] : [];
      }),
    ),
  ),
];

/** A budget that stops nothing, or too late, or of which nobody learns. */
const BUDGETS: readonly Operator[] = [
  removed('budget action removed', ACTION),
  set(
    'budget that stops nothing, or later',
    ACTION,
    { what: 'threshold', path: ['ActionThreshold', 'Value'], to: 1_000 },
    { what: 'forecast', path: ['NotificationType'], to: 'FORECASTED' },
    {
      what: 'another policy',
      path: ['Definition', 'IamActionDefinition', 'PolicyArn'],
      to: 'arn:aws:iam::aws:policy/x',
    },
    { what: 'another budget', path: ['BudgetName'], to: 'another' },
    { what: 'another role', path: ['ExecutionRoleArn'], to: 'arn:aws:iam::111122223333:role/x' },
    { what: 'nobody', path: ['Subscribers'], to: [] },
  ),
  onResources('budget action on one role less', ACTION, ({ Definition }) => {
    const { IamActionDefinition: { Roles = [] } = {} } = Definition as {
      readonly IamActionDefinition?: { readonly Roles?: readonly unknown[] };
    };
    return [{ path: ['Definition', 'IamActionDefinition', 'Roles'], to: Roles.slice(1) }];
  }),
  onResources('budget action approved otherwise', ACTION, ({ ApprovalModel }) => [
    { path: ['ApprovalModel'], to: ApprovalModel === 'MANUAL' ? 'AUTOMATIC' : 'MANUAL' },
  ]),
  set(
    'budget of something else',
    BUDGET,
    { what: 'limit', path: ['Budget', 'BudgetLimit', 'Amount'], to: 1_000_000_000 },
    { what: 'year', path: ['Budget', 'TimeUnit'], to: 'ANNUALLY' },
    { what: 'after credits', path: ['Budget', 'CostTypes'] },
    { what: 'of one service', path: ['Budget', 'CostFilters'], to: { Service: ['Amazon Bedrock'] } },
    { what: 'nobody', path: ['NotificationsWithSubscribers'], to: [] },
  ),
  removed('anomaly subscription removed', 'AWS::CE::AnomalySubscription'),
  set('anomaly of which nobody learns', 'AWS::CE::AnomalySubscription', { path: ['ThresholdExpression'], to: '{}' }),
];

interface Leaf {
  readonly path: readonly string[];
  readonly list: readonly unknown[];
}

/** Lists of an event pattern, each with its path. */
const leavesOf = (pattern: unknown, path: readonly string[] = []): readonly Leaf[] => {
  if (Array.isArray(pattern)) return [{ path, list: pattern }];
  if (!isObject(pattern)) return [];
  return Object.entries(pattern).flatMap(([name, inner]) => leavesOf(inner, [...path, name]));
};

export const WATCHING: readonly Operator[] = [...ALARMS, ...BUDGETS, ...DASHBOARDS, ...WORKFLOWS, ...TELLING];
