import type { Located } from '../references';
import { type CostLine, costLine, type LineParts, type ResourceCost } from './cost-line';
import { type Costing, type CostRule, numberOf, partOf } from './costing';
import { metricLine } from './metric-cost';
import { inferenceEnvironment, modelUses } from './model-use';

const MIB_A_GB = 1024;

/** Included in the price of a function. AWS Lambda pricing, ephemeral storage. */
const INCLUDED_STORAGE_MIB = 512;

/** `AWS::Lambda::Function`. Only the inference function is one whose use is assumed. */
export const functionCost: CostRule = (of, costing) => {
  if (!inferenceEnvironment(of)) return { unpriced: ['a function whose use no flag describes'] };
  const storage = Number(partOf(of, 'EphemeralStorage').Size ?? INCLUDED_STORAGE_MIB);
  const tokens = tokenCost(of, costing);
  return {
    lines: [...computeLines(of, costing), ...(tokens.lines ?? []), metricLine(of, costing)],
    unpriced: [
      ...(storage === INCLUDED_STORAGE_MIB ? [] : [`ephemeral storage of ${storage} MiB`]),
      ...(tokens.unpriced ?? []),
    ],
  };
};

function computeLines(of: Located, { assumptions, prices }: Costing): CostLine[] {
  const line = (parts: Pick<LineParts, 'what' | 'factors' | 'price' | 'note'>, feature: CostLine['feature']) =>
    costLine({ of, feature, kind: 'usage', ...parts }, prices);
  const memory = numberOf(of, 'MemorySize') ?? 128;
  const [architecture = 'x86_64'] = [of.resource.Properties?.Architectures ?? []].flat().map(String);
  const requests = [assumptions.requests, 'requests'] as const;
  const traced = partOf(of, 'TracingConfig').Mode === 'Active';
  return [
    line({ what: 'invocations', factors: [requests], price: 'function-request' }, 'inference'),
    line(
      {
        what: `run time, ${architecture}`,
        factors: [requests, [assumptions.seconds, 'seconds'], [memory / MIB_A_GB, 'GB']],
        price: `function-gb-second-${architecture}`,
      },
      'inference',
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
