import type { Located } from '../../../../domain/template/references';
import { OPERATIONS, type Operation } from '../../../../lambda/inference/contract';
import { METRICS } from '../../../../lambda/shared/contract';
import { HOURS_A_MONTH } from '../../assumptions';
import type { CostContext } from '../cost-context';
import { type CostLine, costLine } from '../cost-line';
import { modelUses } from '../model-use';

/**
 * Prices the metrics that the function writes in embedded metric format. CloudWatch charges each combination of name and
 * dimensions as a custom metric, for the hours with a value: one set for the deployment, and one for each model and
 * operation in use. Only streams have a time to first token.
 */
export function metricLine(located: Located, context: CostContext): CostLine {
  const { assumptions, prices } = context;
  const uses = modelUses(context);
  const used = uses.filter(({ requests }) => requests > 0).length;
  const most = metricCount(uses.length, OPERATIONS);
  const ceiling = (most * (prices['metric-month']?.usd ?? 0)).toFixed(2);
  return costLine(
    {
      located,
      feature: 'telemetry',
      what: 'metrics of the function',
      kind: 'usage',
      factors: [
        [metricCount(used, assumptions.operations), 'metrics'],
        [assumptions.activeHours / HOURS_A_MONTH, 'of the month'],
      ],
      price: 'metric-month',
      note: `at most ${most}, ${ceiling} USD: all models and operations in use every hour`,
    },
    prices,
  );
}

/** Counts the distinct metrics of so many models, each used with each of these operations. */
export function metricCount(models: number, operations: readonly Operation[]): number {
  if (models === 0 || operations.length === 0) return 0;
  const ofDeployment = Math.max(...operations.map(metricsOf));
  return ofDeployment + models * operations.reduce((sum, operation) => sum + metricsOf(operation), 0);
}

const metricsOf = (operation: Operation) => Object.keys(METRICS).length - (isStream(operation) ? 0 : 1);

const isStream = (operation: Operation) => operation.endsWith('Stream');
