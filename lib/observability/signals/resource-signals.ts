import type { DeploymentConfig } from '../../../domain/deployment/deployment';
import { isDelegating } from '../../../domain/deployment/knowledge-settings';
import { Names } from '../../../domain/deployment/names/names';
import { SCRIBE_FUNCTIONS } from '../../../domain/deployment/names/units';
import { breakerNames } from '../../../domain/deployment/spend/breaker-names';
import { type Environment, FIVE_MINUTES, type Signal, sumOf } from './signal';

/** Names of the resources of a row that fail without a request failing. */
export interface WatchedResources {
  readonly functions: readonly string[];
  readonly workflows: readonly string[];
  readonly rules: readonly string[];
  readonly pipes: readonly string[];
  readonly queues: readonly string[];
}

/** Returns what a row has, by name. The proofs compare it with the templates. */
export function watchedResources(names: Names, config: DeploymentConfig): WatchedResources {
  const { fineTuning, knowledge, healthScribe, spend } = config;
  return {
    functions: [
      names.inferenceFunction,
      ...(fineTuning ? [names.tuningFunction] : []),
      ...(knowledge ? [names.knowledgeFunction, names.ingestion] : []),
      ...(isDelegating(config) ? [names.delegatedFunction] : []),
      ...(healthScribe ? SCRIBE_FUNCTIONS.map((name) => names.scribeFunction(name)) : []),
    ],
    workflows: [
      ...(fineTuning ? [names.tuningWorkflow] : []),
      ...(knowledge ? [names.ingestion] : []),
      ...(healthScribe ? [names.scribing, names.purging] : []),
      ...(spend ? [breakerNames(names).breaker] : []),
    ],
    rules: [
      ...(fineTuning ? [names.manifestRule] : []),
      ...(knowledge ? [names.ingestion, names.dailySync] : []),
      ...(healthScribe ? [names.scribing, names.purging] : []),
      ...(spend ? [breakerNames(names).breaker] : []),
    ],
    pipes: knowledge ? [names.ingestion] : [],
    queues: knowledge ? [names.ingestion] : [],
  };
}

/** Functions, workflows, and the ways by which events reach them. */
export function resourceSignals({ deployment, account }: Environment, config: DeploymentConfig): readonly Signal[] {
  const names = new Names(deployment, config.region);
  const { functions, workflows, rules, pipes, queues } = watchedResources(names, config);
  const short = (name: string) => name.slice(names.prefix.length + 1);
  const machine = (name: string) => `arn:aws:states:${config.region}:${account}:stateMachine:${name}`;
  return [
    ...functions.flatMap((name): readonly Signal[] => {
      const of = { watched: `function ${name}` };
      const metric = (metricName: string) => sumOf('AWS/Lambda', metricName, { FunctionName: name });
      return [
        { ...of, name: `function-errors-${short(name)}`, kind: 'function-errors', metric: metric('Errors') },
        { ...of, name: `function-throttles-${short(name)}`, kind: 'function-throttles', metric: metric('Throttles') },
      ];
    }),
    ...workflows.flatMap((name) =>
      (['ExecutionsFailed', 'ExecutionsTimedOut'] as const).map(
        (metric): Signal => ({
          name: `${metric === 'ExecutionsFailed' ? 'workflow-failures' : 'workflow-timeouts'}-${short(name)}`,
          ...{ kind: 'workflow-failures', watched: `state machine ${name}` },
          metric: sumOf('AWS/States', metric, { StateMachineArn: machine(name) }),
        }),
      ),
    ),
    ...rules.map(
      (name): Signal => ({
        ...{ name: `event-failures-${short(name)}`, kind: 'event-failures', watched: `rule ${name}` },
        metric: sumOf('AWS/Events', 'FailedInvocations', { RuleName: name }),
      }),
    ),
    ...pipes.map(
      (name): Signal => ({
        ...{ name: `pipe-failures-${short(name)}`, kind: 'event-failures', watched: `pipe ${name}` },
        metric: sumOf('AWS/EventBridge/Pipes', 'ExecutionFailed', { PipeName: name }),
      }),
    ),
    ...queues.map(
      (name): Signal => ({
        ...{ name: `queue-age-${short(name)}`, kind: 'queue-age', watched: `queue ${name}` },
        metric: {
          ...{ namespace: 'AWS/SQS', name: 'ApproximateAgeOfOldestMessage', dimensions: { QueueName: name } },
          ...{ statistic: 'Maximum', periodSeconds: FIVE_MINUTES },
        },
      }),
    ),
  ];
}
