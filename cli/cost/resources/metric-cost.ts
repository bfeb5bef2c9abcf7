import type { Located } from '../../../domain/template/references';
import { METRICS, OPERATIONS, type Operation } from '../../../lambda/inference/contract';
import { HOURS_A_MONTH } from '../assumptions';
import { type CostLine, costLine } from './cost-line';
import type { Costing } from './costing';
import { modelUses } from './model-use';

/**
 * The metrics that the function writes in embedded metric format. CloudWatch charges every combination of name and
 * dimensions as a custom metric, in the hours in which it gets a value: under the deployment alone, and for each model
 * and operation in use. Time to first token is measured of streams alone.
 */
export function metricLine(of: Located, costing: Costing): CostLine {
  const { assumptions, prices } = costing;
  const uses = modelUses(costing);
  const used = uses.filter(({ requests }) => requests > 0).length;
  const most = metricCount(uses.length, OPERATIONS);
  const ceiling = (most * (prices['metric-month']?.usd ?? 0)).toFixed(2);
  return costLine(
    {
      of,
      feature: 'telemetry',
      what: 'metrics of the function',
      kind: 'usage',
      factors: [
        [metricCount(used, assumptions.operations), 'metrics'],
        [assumptions.activeHours / HOURS_A_MONTH, 'of the month'],
      ],
      price: 'metric-month',
      note: `at most ${most}, ${ceiling} USD: all models and operations, asked every hour`,
    },
    prices,
  );
}

/** Distinct metrics when each of so many models is asked by each of these operations. */
export function metricCount(models: number, operations: readonly Operation[]): number {
  if (models === 0 || operations.length === 0) return 0;
  const ofDeployment = Math.max(...operations.map(metricsOf));
  return ofDeployment + models * operations.reduce((sum, operation) => sum + metricsOf(operation), 0);
}

const metricsOf = (operation: Operation) => Object.keys(METRICS).length - (isStream(operation) ? 0 : 1);

const isStream = (operation: Operation) => operation.endsWith('Stream');
