import { noticesOf } from '../../domain/deployment/notices';
import { validateDeployments } from '../../domain/deployment/validate-deployments';
import { EMBEDDING_MODELS } from '../../domain/knowledge/embedding-models';
import { row } from '../deployment/rows';

const TODAY = new Date('2026-11-28T12:00:00Z');
const LIMITS = { hourlyUsd: 20, dailyUsd: 100 };
const price = { model: 'amazon.nova-lite-v1:0', inputUsd: 0.06, outputUsd: 0.24, read: '2026-11-01' };

const problems = (spend: object, more: object = {}) =>
  validateDeployments({ chat: { ...row({ observability: {} }), spend, ...more } }, TODAY).map(
    ({ code, path, message }) => `${code} ${path} ${message}`,
  );

test.each([
  ['limits alone', LIMITS],
  ['the same limit for an hour and a day', { hourlyUsd: 20, dailyUsd: 20 }],
  ['own prices', { ...LIMITS, prices: [price] }],
])('accepts %s', (_, spend) => {
  expect(problems(spend)).toEqual([]);
});

test.each([
  [
    'a limit of 0',
    { ...LIMITS, hourlyUsd: 0 },
    /^PB-CONFIG-002 chat\.spend\.hourlyUsd is not a number of US dollars above 0/,
  ],
  ['a limit below 0', { ...LIMITS, dailyUsd: -1 }, /^PB-CONFIG-002 chat\.spend\.dailyUsd/],
  ['no daily limit', { hourlyUsd: 1 }, /^PB-CONFIG-003 chat\.spend\.dailyUsd/],
  ['a limit that is no number', { ...LIMITS, hourlyUsd: Number.NaN }, /^PB-CONFIG-002 chat\.spend\.hourlyUsd/],
  [
    'a limit below one request',
    { ...LIMITS, hourlyUsd: 0.0001 },
    /^PB-CONFIG-164 chat\.spend\.hourlyUsd is below the cost of one request: 10000 tokens and an answer of 1000 cost \$/,
  ],
  [
    'a day below an hour',
    { hourlyUsd: 20, dailyUsd: 10 },
    /^PB-CONFIG-165 chat\.spend\.dailyUsd is below hourlyUsd, 20/,
  ],
  [
    'a price of tomorrow',
    { ...LIMITS, prices: [{ ...price, read: '2026-11-29' }] },
    /^PB-CONFIG-161 chat\.spend\.prices\[0\]\.read is after today, 2026-11-28/,
  ],
  [
    'a price of no day',
    { ...LIMITS, prices: [{ ...price, read: '2026-02-31x' }] },
    /^PB-CONFIG-160 chat\.spend\.prices\[0\]\.read/,
  ],
  [
    'a price of a model that the row does not have',
    { ...LIMITS, prices: [{ ...price, model: 'amazon.nova-premier-v1:0' }] },
    /^PB-CONFIG-163 chat\.spend\.prices\[0\] is no model of the row/,
  ],
  ['two prices of a model', { ...LIMITS, prices: [price, price] }, /^PB-CONFIG-006/],
  ['no list of prices', { ...LIMITS, prices: 'cheap' }, /^PB-CONFIG-002 chat\.spend\.prices/],
  ['another property', { ...LIMITS, monthlyUsd: 3 }, /^PB-CONFIG-004 chat\.spend\.monthlyUsd/],
])('refuses %s', (_, spend, expected) => {
  expect(problems(spend)).toEqual([expect.stringMatching(expected)]);
});

test('refuses a model without a price, and says how to give one', () => {
  const arn = 'arn:aws:bedrock:us-east-1:111122223333:custom-model-deployment/abcdefghijkl';
  const table = { chat: row({ observability: {}, models: ['amazon.nova-lite-v1:0', arn], spend: LIMITS }) };
  const [problem, ...others] = validateDeployments(table, TODAY);
  expect(others).toEqual([]);
  expect(problem).toMatchObject({
    ...{ code: 'PB-CONFIG-162', path: 'chat.spend', message: 'has no price: the breaker cannot count it' },
    value: `'${arn}'`,
    remedy: `Add { model: '${arn}', inputUsd: …, outputUsd: …, read: '…' } to spend.prices, or remove the model.`,
  });
  const priced = { ...LIMITS, prices: [{ ...price, model: arn }] };
  expect(validateDeployments({ chat: { ...table.chat, spend: priced } }, TODAY)).toEqual([]);
});

test('the embedding model of the knowledge base has a price, whichever it is', () => {
  for (const { id } of EMBEDDING_MODELS) expect(problems(LIMITS, { knowledge: { embeddingModel: id } })).toEqual([]);
});

describe('prices past their date', () => {
  const notices = (today: string, spend: object) =>
    noticesOf('chat', { ...row({ observability: {} }), spend: { ...LIMITS, ...spend } }, today)
      .filter(({ code }) => code === 'PB-CONFIG-166')
      .map(({ level, path, message }) => `${level} ${path} ${message}`);

  test('are no notice within 180 days', () => {
    expect(notices('2026-11-28', { prices: [price] })).toEqual([]);
  });

  test('of the row are a warning with their age', () => {
    expect(notices('2027-05-01', { prices: [price] })).toEqual([
      'warning chat.spend.prices[0] counts with prices of 2026-11-01, 181 days old',
    ]);
  });

  test('of this project are one, too', () => {
    expect(notices('2027-11-23', {})).toEqual(['warning chat.spend counts with prices of 2026-11-23, 365 days old']);
  });
});
