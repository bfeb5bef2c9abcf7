import { isDeepStrictEqual } from 'node:util';
import { Names } from '../../../domain/deployment/names/names';
import { countedModels } from '../../../domain/deployment/spend/counted-models';
import { spendAlarms } from '../../../domain/deployment/spend/spend-alarms';
import { teamProfiles } from '../../../domain/deployment/team-profiles';
import { AWS_METRICS, LOG_DELIVERY_METRICS } from '../../../domain/metrics/aws-metrics';
import { DIMENSIONS, METRICS, METRICS_NAMESPACE } from '../../../lambda/shared/contract';
import { alarmProperties } from '../../../lib/observability/alarm-properties';
import { chartsOf } from '../../../lib/observability/charts';
import { dashboardBody } from '../../../lib/observability/dashboard-body';
import { otherAlarms } from '../../../lib/observability/other-alarms';
import { signalsOf } from '../../../lib/observability/signals/signals';
import { spendAlarmProperties } from '../../../lib/spend/spend-alarms';
import { ACCOUNT } from '../../model/physical-ids';
import { allOf, type Context, holds, never, type Setting, type Settings, same, tags } from '../setting';
import { expectedPurgeAlarm } from './purge-alarms';

/** ARN of the topic of the alarms. */
export const alarmTopic = ({ config, deployment }: Context): string =>
  `arn:aws:sns:${config.region}:${ACCOUNT}:private-bedrock-${deployment}-alarms`;

/** Properties by which the things of a dimension are found in the templates. */
const NAMED_BY: Readonly<Record<string, (context: Context) => readonly unknown[]>> = {
  FunctionName: (context) => allOf(context, 'AWS::Lambda::Function', 'Ref'),
  StateMachineArn: (context) => allOf(context, 'AWS::StepFunctions::StateMachine', 'Ref'),
  RuleName: (context) => namesOf(context, 'AWS::Events::Rule'),
  PipeName: (context) => namesOf(context, 'AWS::Pipes::Pipe'),
  QueueName: (context) => namesOf(context, 'AWS::SQS::Queue', 'QueueName'),
  ModelId: (context) => [
    ...context.config.models,
    ...countedModels(context.config, profilesOf(context)).map(({ modelId }) => modelId),
  ],
};

/** Profiles of the teams, with the ids that AWS gives them. */
const profilesOf = ({ config, deployment, resolver }: Context) =>
  teamProfiles(deployment, config).flatMap(({ name, model }) =>
    resolver.resources
      .filter(({ resource }) => resource.Type === 'AWS::Bedrock::ApplicationInferenceProfile')
      .filter((placed) => resolver.properties(placed).InferenceProfileName === name)
      .map((placed) => ({ model, profileId: resolver.attributeOf(placed, 'InferenceProfileId') })),
  );

const namesOf = ({ resolver }: Context, type: string, property = 'Name'): readonly unknown[] =>
  resolver.resources
    .filter(({ resource }) => resource.Type === type)
    .map((placed) => resolver.properties(placed)[property]);

interface WatchedMetric {
  readonly namespace: unknown;
  readonly name: unknown;
  readonly dimensions: readonly (readonly [name: string, value: unknown])[];
}

/** True if AWS or a function writes the metric, with exactly these dimensions, for something in the templates. */
function isWritten({ namespace, name, dimensions }: WatchedMetric, context: Context): boolean {
  const names = dimensions.map(([dimension]) => dimension);
  if (namespace === METRICS_NAMESPACE) {
    return Object.values<unknown>(METRICS).includes(name) && same(dimensions, [[DIMENSIONS[0], context.deployment]]);
  }
  const known = AWS_METRICS.find(
    (one) => one.namespace === namespace && (one.metrics as readonly unknown[]).includes(name),
  );
  return (
    same(known?.dimensions, names) &&
    dimensions.every(([dimension, value]) => NAMED_BY[dimension]?.(context).includes(value))
  );
}

type Query = {
  readonly Expression?: string;
  readonly MetricStat?: { readonly Metric: Readonly<Record<string, unknown>> };
};

const pairs = (dimensions: unknown) =>
  ((dimensions ?? []) as readonly { readonly Name: string; readonly Value: unknown }[]).map(
    ({ Name, Value }) => [Name, Value] as const,
  );

const QUERY = /^SELECT SUM\((\w+)\) FROM "([\w/]+)"$/;

/** True for a query of the delivery of logs, for a band around a metric, and for a metric that is written. */
function isPossible({ Expression, MetricStat }: Query, context: Context): boolean {
  if (MetricStat) {
    const { Namespace, MetricName, Dimensions } = MetricStat.Metric;
    return isWritten({ namespace: Namespace, name: MetricName, dimensions: pairs(Dimensions) }, context);
  }
  const [, name = '', namespace] = QUERY.exec(Expression ?? '') ?? [];
  const isDelivery = (LOG_DELIVERY_METRICS.metrics as readonly string[]).includes(name);
  return (
    (isDelivery && namespace === LOG_DELIVERY_METRICS.namespace) ||
    /^(ANOMALY_DETECTION_BAND\(|\(FILL\()/.test(Expression ?? '')
  );
}

const isOnWrittenMetric = (context: Context): boolean => {
  const { Namespace, MetricName, Dimensions, Metrics } = context.properties;
  return Metrics === undefined
    ? isWritten({ namespace: Namespace, name: MetricName, dimensions: pairs(Dimensions) }, context)
    : (Metrics as readonly Query[]).every((query) => isPossible(query, context));
};

/** Metrics of one widget of a dashboard. */
const isShown = (line: readonly unknown[], context: Context): boolean => {
  const options = line.at(-1) as { readonly expression?: string };
  if (options.expression !== undefined) return isPossible({ Expression: options.expression }, context);
  const [namespace, name, ...rest] = line.slice(0, -1);
  const dimensions = rest.flatMap((value, index) =>
    index % 2 === 0 ? [[String(value), rest[index + 1]] as const] : [],
  );
  return isWritten({ namespace, name, dimensions }, context);
};

/** Properties of a construct as a template has them: with a capital letter. */
export const asTemplate = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asTemplate);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [`${name[0]?.toUpperCase()}${name.slice(1)}`, asTemplate(one)]),
  );
};

const watchedRow = ({ config, deployment }: Context) => {
  const environment = { deployment, account: ACCOUNT };
  return { environment, signals: signalsOf(environment, config), namePrefix: `private-bedrock-${deployment}/` };
};

/** Properties that the list of signals leads to, or the purge of consultations. Undefined for an alarm of neither. */
function expectedAlarm(context: Context): Readonly<Record<string, unknown>> | undefined {
  if (context.placed.at.includes('/Scribing/')) return expectedPurgeAlarm(context);
  const { signals, namePrefix } = watchedRow(context);
  const onSpend = spendAlarms(context.config, profilesOf(context)).find(
    ({ name }) => `${namePrefix}${name}` === context.properties.AlarmName,
  );
  if (onSpend) {
    const settings = { namePrefix, topicArn: alarmTopic(context) };
    return asTemplate(spendAlarmProperties(onSpend, settings)) as Record<string, unknown>;
  }
  const signal = signals.find(({ name }) => `${namePrefix}${name}` === context.properties.AlarmName);
  const settings = { namePrefix, ...context.config.observability };
  return signal && (asTemplate(alarmProperties(signal, settings, alarmTopic(context))) as Record<string, unknown>);
}

const asListed = (
  property: string,
  says = 'every alarm is as the list of signals, the purge, or the limits on costs demand',
): Setting =>
  holds(says, (value, context) => {
    const expected = expectedAlarm(context);
    return expected !== undefined && isDeepStrictEqual(value, expected[property]) && isOnWrittenMetric(context);
  });

const expectedBody = (context: Context): object => {
  const { environment, signals, namePrefix } = watchedRow(context);
  const names = new Names(context.deployment, context.config.region);
  const settings = {
    ...{ namePrefix, otherAlarms: otherAlarms(names, context.config) },
    thresholds: context.config.observability?.thresholds,
  };
  const at = { account: ACCOUNT, region: context.config.region };
  return dashboardBody(chartsOf(environment, context.config, signals), settings, at);
};

const ON_WRITTEN = 'an alarm watches a metric that AWS or a function of the deployment writes';

/** Requirements on alarms and the dashboard. */
export const ALARMS: Readonly<Record<string, Settings>> = {
  'AWS::CloudWatch::Alarm': {
    ActionsEnabled: never('no alarm has its actions turned off'),
    AlarmActions: asListed(
      'AlarmActions',
      'an alarm notifies the topic of the alarms, or of the notices about consultations, and starts nothing',
    ),
    AlarmDescription: asListed('AlarmDescription', 'an alarm names its runbook'),
    AlarmName: asListed('AlarmName', 'an alarm has a name that the topic admits'),
    ComparisonOperator: asListed('ComparisonOperator'),
    Dimensions: asListed('Dimensions', ON_WRITTEN),
    EvaluationPeriods: asListed('EvaluationPeriods'),
    ExtendedStatistic: asListed('ExtendedStatistic'),
    MetricName: asListed('MetricName', ON_WRITTEN),
    Metrics: asListed('Metrics', ON_WRITTEN),
    Namespace: asListed('Namespace', ON_WRITTEN),
    OKActions: asListed('OkActions', 'the end of an alarm is notified, too; that of a failed purge is none'),
    Period: asListed('Period'),
    Statistic: asListed('Statistic'),
    Tags: tags,
    Threshold: asListed('Threshold'),
    ThresholdMetricId: asListed('ThresholdMetricId'),
    TreatMissingData: asListed('TreatMissingData', 'a metric without data is no alarm'),
  },
  'AWS::CloudWatch::Dashboard': {
    DashboardBody: holds(
      'the dashboard shows the list of signals, all of it written, and the state of every alarm',
      (value, context) => {
        const body = JSON.parse(String(value)) as Body;
        const shown = body.widgets.flatMap(({ properties }) => properties.alarms ?? []).map(alarmName);
        return (
          same([...shown].sort(), [...namesOf(context, 'AWS::CloudWatch::Alarm', 'AlarmName')].sort()) &&
          isDeepStrictEqual(body, JSON.parse(JSON.stringify(expectedBody(context)))) &&
          body.widgets.every(({ properties }) => (properties.metrics ?? []).every((line) => isShown(line, context)))
        );
      },
    ),
    DashboardName: holds('the dashboard has the name of the deployment', (value, { deployment }) => {
      return value === `private-bedrock-${deployment}`;
    }),
    Tags: tags,
  },
};

interface Body {
  readonly widgets: readonly {
    readonly properties: {
      readonly alarms?: readonly string[];
      readonly metrics?: readonly (readonly unknown[])[];
    };
  }[];
}

const alarmName = (arn: string): string => arn.split(':').slice(6).join(':');
