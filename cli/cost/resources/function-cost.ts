import type { Located } from '../../../domain/template/references';
import { type CostContext, type CostRule, objectProperty } from './cost-context';
import { type CostLine, costLine, type LineParts, type ResourceCost } from './cost-line';
import { type FunctionUse, functionUse } from './function-use';
import { answerCost } from './knowledge-cost';
import { modelUses } from './model-use';
import { metricLine } from './telemetry/metric-cost';

const MIB_A_GB = 1024;
const DEFAULT_MEMORY_MIB = 128;

/** Ephemeral storage that the price includes. Source: AWS Lambda pricing. */
const INCLUDED_STORAGE_MIB = 512;

/** Prices `AWS::Lambda::Function`. The assumptions describe four functions: those for inference and for knowledge also have models. */
export const functionCost: CostRule = (located, context) => {
  const use = functionUse(located, context.assumptions);
  if (!use) return { unpriced: ['a function without a flag for its use'] };
  const { MemorySize: memory = DEFAULT_MEMORY_MIB } = located.resource.Properties ?? {};
  if (typeof memory !== 'number') return { unpriced: ['a function with memory that only the deployment resolves'] };
  const storage = objectProperty(located, 'EphemeralStorage').Size ?? INCLUDED_STORAGE_MIB;
  const isInference = use.feature === 'inference';
  const tokens = tokensOf(use, located, context);
  return {
    lines: [
      ...computeLines(located, use, memory, context),
      ...(tokens.lines ?? []),
      ...(isInference ? [metricLine(located, context)] : []),
    ],
    unpriced: [
      ...(storage === INCLUDED_STORAGE_MIB ? [] : [`ephemeral storage of ${JSON.stringify(storage)} MiB`]),
      ...(tokens.unpriced ?? []),
    ],
  };
};

function tokensOf({ feature }: FunctionUse, located: Located, context: CostContext): ResourceCost {
  if (feature === 'knowledge') return answerCost(located, context);
  return feature === 'inference' ? tokenCost(located, context) : {};
}

function computeLines(
  located: Located,
  use: FunctionUse,
  memory: number,
  { assumptions, prices }: CostContext,
): CostLine[] {
  const line = (parts: Pick<LineParts, 'what' | 'factors' | 'price' | 'note'>, feature: CostLine['feature']) =>
    costLine({ located, feature, kind: 'usage', ...parts }, prices);
  const [architecture = 'x86_64'] = [located.resource.Properties?.Architectures ?? []].flat().map(String);
  const requests = [use.requests, 'requests'] as const;
  const traced = objectProperty(located, 'TracingConfig').Mode === 'Active';
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

/** Prices the tokens of each model in use. Lists every model without a price, in use or not. */
function tokenCost(located: Located, context: CostContext): ResourceCost {
  const { prices } = context;
  const uses = modelUses(context);
  const isPriced = (model: string) => Boolean(prices[`${model} input`] && prices[`${model} output`]);
  return {
    lines: uses
      .filter(({ model, requests }) => requests > 0 && isPriced(model))
      .flatMap(({ model, requests, ...tokens }) =>
        (['input', 'output'] as const).map((direction) =>
          costLine(
            {
              located,
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
