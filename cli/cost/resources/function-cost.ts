import type { Located } from '../../../domain/template/references';
import { type CostLine, costLine, type LineParts, type ResourceCost } from './cost-line';
import { type Costing, type CostRule, numberOf, partOf } from './costing';
import { type FunctionUse, functionUse } from './function-use';
import { metricLine } from './metric-cost';
import { modelUses } from './model-use';

const MIB_A_GB = 1024;

/** Included in the price of a function. AWS Lambda pricing, ephemeral storage. */
const INCLUDED_STORAGE_MIB = 512;

/** `AWS::Lambda::Function`, of which there are two whose use is assumed. Models and metrics are for one of them. */
export const functionCost: CostRule = (of, costing) => {
  const use = functionUse(of, costing.assumptions);
  if (!use) return { unpriced: ['a function whose use no flag describes'] };
  const storage = Number(partOf(of, 'EphemeralStorage').Size ?? INCLUDED_STORAGE_MIB);
  const isInference = use.feature === 'inference';
  const tokens = isInference ? tokenCost(of, costing) : {};
  return {
    lines: [
      ...computeLines(of, use, costing),
      ...(tokens.lines ?? []),
      ...(isInference ? [metricLine(of, costing)] : []),
    ],
    unpriced: [
      ...(storage === INCLUDED_STORAGE_MIB ? [] : [`ephemeral storage of ${storage} MiB`]),
      ...(tokens.unpriced ?? []),
    ],
  };
};

function computeLines(of: Located, use: FunctionUse, { assumptions, prices }: Costing): CostLine[] {
  const line = (parts: Pick<LineParts, 'what' | 'factors' | 'price' | 'note'>, feature: CostLine['feature']) =>
    costLine({ of, feature, kind: 'usage', ...parts }, prices);
  const memory = numberOf(of, 'MemorySize') ?? 128;
  const [architecture = 'x86_64'] = [of.resource.Properties?.Architectures ?? []].flat().map(String);
  const requests = [use.requests, 'requests'] as const;
  const traced = partOf(of, 'TracingConfig').Mode === 'Active';
  return [
    line({ what: 'invocations', factors: [requests], price: 'function-request' }, use.feature),
    line(
      {
        what: `run time, ${architecture}`,
        factors: [requests, [use.seconds, 'seconds'], [memory / MIB_A_GB, 'GB']],
        price: `function-gb-second-${architecture}`,
      },
      use.feature,
    ),
    ...(traced
      ? [
          line(
            { what: 'X-Ray traces', factors: [requests, [assumptions.tracePercent / 100, 'traced']], price: 'trace' },
            'telemetry',
          ),
        ]
      : []),
  ];
}

/** Tokens of each model that is used. A model without a price is named even when nobody is assumed to ask it. */
function tokenCost(of: Located, costing: Costing): ResourceCost {
  const { prices } = costing;
  const uses = modelUses(costing);
  const isPriced = (model: string) => Boolean(prices[`${model} input`] && prices[`${model} output`]);
  return {
    lines: uses
      .filter(({ model, requests }) => requests > 0 && isPriced(model))
      .flatMap(({ model, requests, ...tokens }) =>
        (['input', 'output'] as const).map((direction) =>
          costLine(
            {
              of,
              feature: 'inference',
              what: `${model} ${direction}`,
              kind: 'usage',
              factors: [
                [requests, 'requests'],
                [tokens[direction], 'tokens'],
              ],
              price: `${model} ${direction}`,
            },
            prices,
          ),
        ),
      ),
    unpriced: uses.filter(({ model }) => !isPriced(model)).map(({ model }) => `tokens of ${model}`),
  };
}
