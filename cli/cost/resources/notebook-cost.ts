import { HOURS_A_MONTH } from '../assumptions';
import type { CostRule } from './cost-context';
import { costLine } from './cost-line';

/** Instance types with a price in domain/prices. */
const PRICED: Readonly<Record<string, string>> = { 'ml.t3.medium': 'notebook-hour-t3-medium' };

/** Prices `AWS::SageMaker::NotebookInstance`: the hours in use, and those until it stops itself. */
export const notebookCost: CostRule = (located, { assumptions, prices }) => {
  const { InstanceType: type, VolumeSizeInGB: size } = located.resource.Properties ?? {};
  const volume = `a volume of ${JSON.stringify(size)} GB, also while the notebook is stopped`;
  const price = PRICED[String(type)];
  if (price === undefined) return { unpriced: [`hours of ${JSON.stringify(type)}`, volume] };
  const always = (HOURS_A_MONTH * (prices[price]?.usd ?? 0)).toFixed(2);
  const line = (what: string, hours: number, note?: string) =>
    costLine({ located, feature: 'workbench', what, kind: 'usage', factors: [[hours, 'hours']], price, note }, prices);
  return {
    lines: [
      line('hours of work', assumptions.notebookHours),
      line(
        'hours until it stops itself',
        assumptions.notebookIdleHours,
        `A notebook that never stopped would cost ${always} USD a month.`,
      ),
    ],
    unpriced: [volume],
  };
};
