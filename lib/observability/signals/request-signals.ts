import type { DeploymentConfig } from '../../../domain/deployment/deployment';
import { DIMENSIONS, METRICS, METRICS_NAMESPACE } from '../../../lambda/shared/contract';
import { FIVE_MINUTES, type Metric, type Signal } from './signal';

const MILLISECONDS = 1000;

/** A metric that the functions write for the whole deployment: with the first dimension only. */
export const requestMetric = (
  deployment: string,
  name: (typeof METRICS)[keyof typeof METRICS],
  statistic: Metric['statistic'] = 'Sum',
): Metric => ({
  ...{ namespace: METRICS_NAMESPACE, name, statistic },
  dimensions: { [DIMENSIONS[0]]: deployment },
  periodSeconds: FIVE_MINUTES,
});

/** Requests to the functions that answer, whichever of them it is. */
export function requestSignals(deployment: string, { guardrail, observability }: DeploymentConfig): readonly Signal[] {
  const watched = `requests to ${deployment}`;
  const counted = (kind: Signal['kind'], name: (typeof METRICS)[keyof typeof METRICS]): Signal => ({
    ...{ name: kind, kind, watched },
    metric: requestMetric(deployment, name),
  });
  const timed = (kind: Signal['kind'], name: (typeof METRICS)[keyof typeof METRICS]): readonly Signal[] => {
    const signal = { kind, watched, metric: requestMetric(deployment, name, 'p95'), scale: MILLISECONDS };
    return [
      { ...signal, name: kind },
      ...(observability?.anomalyBand === undefined ? [] : [{ ...signal, name: `${kind}-anomaly`, isAnomaly: true }]),
    ];
  };
  return [
    counted('failures', METRICS.failures),
    counted('throttles', METRICS.throttles),
    counted('retries', METRICS.retries),
    ...(guardrail ? [counted('guardrail-interventions', METRICS.guardrailInterventions)] : []),
    ...timed('latency', METRICS.latency),
    ...timed('first-token', METRICS.timeToFirstToken),
  ];
}
