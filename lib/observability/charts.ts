import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { Names } from '../../domain/deployment/names/names';
import type { AlarmKind } from '../../domain/observability/alarm-kinds';
import { METRICS } from '../../lambda/shared/contract';
import { requestMetric } from './signals/request-signals';
import { watchedResources } from './signals/resource-signals';
import { type Environment, type Metric, type Signal, sumOf } from './signals/signal';

/** One line of a chart. */
export interface Line {
  readonly label: string;
  readonly metric: Metric;
}

/** One chart: lines of the same unit, and the signals whose thresholds it shows. */
export interface Chart {
  readonly title: string;
  /** Unit of the lines. */
  readonly unit: string;
  /** Lines without an alarm, which say how much there is of what the others count. */
  readonly lines: readonly Line[];
  readonly signals: readonly Signal[];
}

interface Group {
  readonly title: string;
  readonly unit: string;
  readonly kinds: readonly AlarmKind[];
  readonly lines?: readonly Line[];
}

/** Returns the charts of a row: each signal is in one, and a chart without a line is left out. */
export function chartsOf(
  environment: Environment,
  config: DeploymentConfig,
  signals: readonly Signal[],
): readonly Chart[] {
  return groupsOf(environment, config)
    .map(({ title, unit, kinds, lines = [] }) => ({
      ...{ title, unit, lines },
      signals: signals.filter(({ kind }) => kinds.includes(kind)),
    }))
    .filter(({ lines, signals: shown }) => lines.length + shown.length > 0);
}

function groupsOf({ deployment, account }: Environment, config: DeploymentConfig): readonly Group[] {
  const own = (
    label: string,
    name: (typeof METRICS)[keyof typeof METRICS],
    statistic: Metric['statistic'] = 'Sum',
  ) => ({
    label,
    metric: requestMetric(deployment, name, statistic),
  });
  const names = new Names(deployment, config.region);
  const { workflows } = watchedResources(names, config);
  const models = config.models.filter((model) => typeof model === 'string');
  const machine = (name: string) => `arn:aws:states:${config.region}:${account}:stateMachine:${name}`;
  return [
    {
      ...{ title: 'Requests', unit: 'in 5 minutes', kinds: [] },
      lines: [own('requests', METRICS.requests), own('rejections', METRICS.rejections)],
    },
    { title: 'Failures and throttles', unit: 'in 5 minutes', kinds: ['failures', 'throttles'] },
    { title: 'Retries', unit: 'in 5 minutes', kinds: ['retries'] },
    { title: 'Interventions of the guardrail', unit: 'in 5 minutes', kinds: ['guardrail-interventions'] },
    {
      ...{ title: 'Time to the whole answer', unit: 'milliseconds', kinds: ['latency'] },
      lines: [own('median', METRICS.latency, 'p50')],
    },
    {
      ...{ title: 'Time to the first token', unit: 'milliseconds', kinds: ['first-token'] },
      lines: [own('median', METRICS.timeToFirstToken, 'p50')],
    },
    {
      ...{ title: 'Tokens', unit: 'in 5 minutes', kinds: [] },
      lines: [own('input', METRICS.inputTokens), own('output', METRICS.outputTokens)],
    },
    {
      ...{ title: 'Invocations by model, of the whole account', unit: 'in 5 minutes', kinds: [] },
      lines: models.map((model) => ({ label: model, metric: sumOf('AWS/Bedrock', 'Invocations', { ModelId: model }) })),
    },
    { title: 'Use of quotas, of the whole account', unit: 'tokens per minute', kinds: ['quota'] },
    {
      ...{ title: 'Errors and throttles of functions', unit: 'in 5 minutes' },
      kinds: ['function-errors', 'function-throttles'],
    },
    {
      ...{ title: 'Executions of workflows', unit: 'in 5 minutes', kinds: ['workflow-failures'] },
      lines: workflows.map((name) => ({
        label: `succeeded ${name.slice(names.prefix.length + 1)}`,
        metric: sumOf('AWS/States', 'ExecutionsSucceeded', { StateMachineArn: machine(name) }),
      })),
    },
    { title: 'Events that did not reach their target', unit: 'in 5 minutes', kinds: ['event-failures'] },
    { title: 'Age of the oldest event of a document', unit: 'seconds', kinds: ['queue-age'] },
    {
      ...{ title: 'Logs that were not delivered, of the whole account', unit: 'in 5 minutes' },
      kinds: ['log-delivery'],
    },
  ];
}
