import type { DeploymentConfig } from '../../../domain/deployment/deployment';
import { LOG_DELIVERY_METRICS } from '../../../domain/metrics/aws-metrics';
import { FIVE_MINUTES, type Signal, sumOf } from './signal';

/** Seconds of a quota of tokens per minute. */
const MINUTE = 60;
const PERCENT = 100;

/** Characters that ids of models have and names of alarms should not. */
const short = (model: string) => model.replaceAll(/[^A-Za-z0-9.-]+/g, '-');

/**
 * Metrics of Amazon Bedrock that others in the account share: the use of each quota, and the delivery of invocation logs. The
 * quota counts every caller of the model in the account and Region, which is what Bedrock throttles by.
 */
export function accountSignals({ observability }: DeploymentConfig): readonly Signal[] {
  return [
    ...(observability?.quotas ?? []).map(
      ({ model, tokensPerMinute }): Signal => ({
        ...{
          name: `quota-${short(model)}`,
          kind: 'quota',
          watched: `model ${model}`,
          scale: tokensPerMinute / PERCENT,
        },
        metric: { ...sumOf('AWS/Bedrock', 'EstimatedTPMQuotaUsage', { ModelId: model }), periodSeconds: MINUTE },
      }),
    ),
    ...LOG_DELIVERY_METRICS.metrics.map(
      (name): Signal => ({
        name: `log-delivery-${/(LargeData|CloudWatch|S3)/.exec(name)?.[1]?.toLowerCase()}`,
        ...{ kind: 'log-delivery', watched: 'model invocation logging of the account and Region' },
        metric: {
          ...{ namespace: LOG_DELIVERY_METRICS.namespace, name, dimensions: 'any' },
          ...{ statistic: 'Sum', periodSeconds: FIVE_MINUTES },
        },
      }),
    ),
  ];
}
