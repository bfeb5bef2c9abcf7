import type { ModelReference } from '../../../models/model-reference';
import type { ModelPrice, SpendConfig } from '../../config/spend-config';
import type { DeploymentConfig } from '../../deployment';
import {
  countedModels,
  ONE_REQUEST,
  oneRequestUsd,
  pricedName,
  spendingModels,
  tokenPrices,
} from '../../spend/counted-models';
import {
  all,
  at,
  firstViolated,
  isList,
  isObject,
  isText,
  listOf,
  noDuplicates,
  objectOf,
  problem,
  text,
  typed,
  type Validator,
  within,
} from '../../validation';
import { validateAnomaly, validateBudget } from './validate-budget';

const dollars = (most: number, remedy: string) =>
  typed(
    (value): value is number => typeof value === 'number' && value > 0 && value <= most,
    `a number of US dollars above 0, at most ${most.toLocaleString('en-US')}`,
    remedy,
  );

const limit = dollars(1_000_000, 'Set the most that the models may cost in this time. To have no limit, omit spend.');
const price = dollars(100_000, 'Copy the price of a million tokens, in US dollars.');

const isDay = (value: string) => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));

const day = text(
  "a day such as '2026-11-01'",
  firstViolated<string>([
    {
      code: 'PB-CONFIG-160',
      holds: (value) => isDay(value),
      message: 'is no day of the calendar',
      remedy: "Write it as year, month and day, such as '2026-11-01'.",
    },
    {
      code: 'PB-CONFIG-161',
      holds: (value, { today }) => today === '' || value <= today,
      message: (_, { today }) => `is after today, ${today}`,
      remedy: 'Write the day on which you read the price.',
    },
  ]),
);

const prices = objectOf(
  {
    model: text('the id or the ARN of a model', () => []),
    inputUsd: price,
    outputUsd: price,
    cacheReadUsd: price,
    cacheWriteUsd: price,
    read: day,
    metricModelId: text('a value of the dimension ModelId', () => []),
  } satisfies Record<keyof ModelPrice, Validator>,
  ['model', 'inputUsd', 'read'],
);

/** Validates `spend` of a row by itself. */
export const validateSpend: Validator = objectOf(
  {
    hourlyUsd: limit,
    dailyUsd: limit,
    prices: all(
      listOf(prices, { what: 'prices' }),
      noDuplicates('Name each model once.', (one) => (isObject(one) ? one.model : undefined)),
    ),
    budget: validateBudget,
    anomaly: validateAnomaly,
  } satisfies Record<keyof SpendConfig, Validator>,
  ['hourlyUsd', 'dailyUsd'],
);

/** A row with `spend`, as far as its shape allows to count. */
type Countable = Pick<DeploymentConfig, 'knowledge' | 'models' | 'spend'> & { readonly spend: SpendConfig };

function isCountable(row: unknown): row is Countable {
  if (!isObject(row) || !isObject(row.spend) || !isList(row.models)) return false;
  const { hourlyUsd, dailyUsd, prices: own = [] } = row.spend;
  return (
    typeof hourlyUsd === 'number' &&
    typeof dailyUsd === 'number' &&
    isList(own) &&
    own.every(isObject) &&
    row.models.every(isReference) &&
    (row.knowledge === undefined || isObject(row.knowledge))
  );
}

const isReference = (value: unknown): value is ModelReference =>
  isText(value) || (isObject(value) && isText(value.applicationProfileArn) && isText(value.copyFrom));

/** A model without a price would cost nothing in the eyes of the breaker. */
export const spendIsCounted: Validator = (row, place) => {
  if (!isCountable(row)) return [];
  const here = within(place, 'spend');
  const models = spendingModels(row);
  const unpriced = models.filter((model) => tokenPrices(model, row.spend) === undefined).map(pricedName);
  const names = models.map(pricedName);
  return [
    ...unpriced.map((value) =>
      problem('PB-CONFIG-162', here, {
        value,
        message: 'has no price: the breaker cannot count it',
        remedy: `Add { model: '${value}', inputUsd: …, outputUsd: …, read: '…' } to spend.prices, or remove the model.`,
      }),
    ),
    ...(row.spend.prices ?? []).flatMap(({ model }, index) =>
      !isText(model) || names.includes(model)
        ? []
        : [
            problem('PB-CONFIG-163', at(within(here, 'prices'), index), {
              value: model,
              message: `is no model of the row; those are ${names.join(', ')}`,
              remedy: 'Remove it, or name a model of the row.',
            }),
          ],
    ),
  ];
};

const usd = (value: number) => `$${value.toPrecision(3).replace(/\.?0+$/, '')}`;

/** A limit that the first request reaches, or that another one always reaches before, is a mistake. */
export const spendIsReachable: Validator = (row, place) => {
  if (!isCountable(row)) return [];
  const here = within(place, 'spend');
  const { hourlyUsd, dailyUsd } = row.spend;
  const least = oneRequestUsd(countedModels(row));
  const tooLow = (['hourlyUsd', 'dailyUsd'] as const).filter((name) => row.spend[name] > 0 && row.spend[name] < least);
  return [
    ...tooLow.map((name) =>
      problem('PB-CONFIG-164', within(here, name), {
        value: row.spend[name],
        message: `is below the cost of one request: ${ONE_REQUEST.input} tokens and an answer of ${ONE_REQUEST.output} cost ${usd(least)}`,
        remedy: 'Set a limit that the work of this time fits in.',
      }),
    ),
    ...(dailyUsd < hourlyUsd && dailyUsd > 0
      ? [
          problem('PB-CONFIG-165', within(here, 'dailyUsd'), {
            value: dailyUsd,
            message: `is below hourlyUsd, ${hourlyUsd}, which then stops nothing`,
            remedy: 'Set dailyUsd to hourlyUsd or more.',
          }),
        ]
      : []),
  ];
};
