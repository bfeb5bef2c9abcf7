import { type Confidence, type Price, type Prices, perMillionTokens } from './price';

/** Day on which every row was last verified. */
export const PRICES_READ = '2026-11-23';

const row =
  (confidence: Confidence) =>
  (usd: number, per: number, unit: string, source: string): Price => ({
    usd,
    per,
    unit,
    source,
    read: PRICES_READ,
    confidence,
  });
const verified = row('verified');
const secondary = row('secondary');

const PRIVATELINK = 'https://aws.amazon.com/privatelink/pricing/';
const KMS = 'https://aws.amazon.com/kms/pricing/';
const LAMBDA = 'https://aws.amazon.com/lambda/pricing/';
const CLOUDWATCH = 'https://aws.amazon.com/cloudwatch/pricing/';
const XRAY = 'https://aws.amazon.com/xray/pricing/';
const S3 = 'https://aws.amazon.com/s3/pricing/';
const STEP_FUNCTIONS = 'https://aws.amazon.com/step-functions/pricing/';
const EVENTBRIDGE = 'https://aws.amazon.com/eventbridge/pricing/';
const SNS = 'https://aws.amazon.com/sns/pricing/';
const CLOUDTRAIL = 'https://aws.amazon.com/cloudtrail/pricing/';
const SAGEMAKER = 'https://aws.amazon.com/sagemaker/pricing/';
const BEDROCK = 'https://aws.amazon.com/bedrock/pricing/';

/** Lowest tier of each: a sandbox or a small production never leaves it. */
const SERVICES = {
  'endpoint-hour': secondary(0.01, 1, 'hours in a zone', PRIVATELINK),
  'endpoint-gb': verified(0.01, 1, 'GB', PRIVATELINK),
  'key-month': verified(1, 1, 'keys', KMS),
  'key-request': secondary(0.03, 10_000, 'requests', KMS),
  'function-request': secondary(0.2, 1_000_000, 'requests', LAMBDA),
  'function-gb-second-arm64': secondary(0.0000133334, 1, 'GB-seconds', LAMBDA),
  'function-gb-second-x86_64': secondary(0.0000166667, 1, 'GB-seconds', LAMBDA),
  'log-ingested-gb': secondary(0.5, 1, 'GB', CLOUDWATCH),
  'vended-log-gb': secondary(0.5, 1, 'GB', CLOUDWATCH),
  'log-stored-gb': secondary(0.03, 1, 'GB-months', CLOUDWATCH),
  'metric-month': secondary(0.3, 1, 'metrics', CLOUDWATCH),
  'alarm-metric-month': secondary(0.1, 1, 'metrics of an alarm', CLOUDWATCH),
  'dashboard-month': secondary(3, 1, 'dashboards', CLOUDWATCH),
  trace: verified(5, 1_000_000, 'traces', XRAY),
  'state-transition': verified(0.025, 1000, 'state transitions', STEP_FUNCTIONS),
  event: secondary(1, 1_000_000, 'events', EVENTBRIDGE),
  notice: { ...secondary(0.5, 1_000_000, 'notices', SNS), read: '2026-11-28' },
  'data-event': { ...secondary(0.1, 100_000, 'data events', CLOUDTRAIL), read: '2026-11-28' },
  'bucket-stored-gb': secondary(0.023, 1, 'GB-months', S3),
  'bucket-write': secondary(0.005, 1000, 'requests', S3),
  'bucket-read': secondary(0.0004, 1000, 'requests', S3),
  'notebook-hour-t3-medium': { ...secondary(0.05, 1, 'hours', SAGEMAKER), read: '2026-11-28' },
  'vector-stored-gb': secondary(0.06, 1, 'GB-months', S3),
  'vector-written-gb': secondary(0.2, 1, 'GB', S3),
  'vector-query': secondary(2.5, 1_000_000, 'queries', S3),
  'guardrail-content': secondary(0.15, 1000, 'text units', BEDROCK),
  'guardrail-topic': secondary(0.15, 1000, 'text units', BEDROCK),
  'guardrail-pii': secondary(0.1, 1000, 'text units', BEDROCK),
} as const satisfies Prices;

export type PriceName = keyof typeof SERVICES;

/**
 * USD per million tokens in and out, on demand, by what a request names. Rows of AWS's own aws/agent-toolkit-for-aws
 * (bedrock_pricing.py, checked there on 2026-10-05) are `verified`. A model that is not here has no price: never a
 * guess from its relatives, since a geographic profile costs about 10 % more than the global one of the same model. Prices
 * of GPT-5.6 are those of up to 272,000 tokens of context; more costs more.
 */
const TOKENS = {
  'amazon.nova-micro-v1:0': [0.035, 0.14, verified],
  'amazon.nova-lite-v1:0': [0.06, 0.24, verified],
  'amazon.nova-pro-v1:0': [0.8, 3.2, verified],
  'us.amazon.nova-micro-v1:0': [0.035, 0.14, secondary],
  'us.amazon.nova-lite-v1:0': [0.06, 0.24, secondary],
  'us.amazon.nova-pro-v1:0': [0.8, 3.2, secondary],
  'us.amazon.nova-2-lite-v1:0': [0.33, 2.75, secondary],
  'us.anthropic.claude-haiku-4-5-20251001-v1:0': [1.1, 5.5, verified],
  'eu.anthropic.claude-haiku-4-5-20251001-v1:0': [1.1, 5.5, verified],
  'global.anthropic.claude-haiku-4-5-20251001-v1:0': [1, 5, verified],
  'us.anthropic.claude-sonnet-5': [2.2, 11, verified],
  'eu.anthropic.claude-sonnet-5': [2.2, 11, verified],
  'global.anthropic.claude-sonnet-5': [2, 10, verified],
  'us.anthropic.claude-sonnet-4-6': [3.3, 16.5, verified],
  'eu.anthropic.claude-sonnet-4-6': [3.3, 16.5, verified],
  'global.anthropic.claude-sonnet-4-6': [3, 15, verified],
  'us.anthropic.claude-opus-4-8': [5.5, 27.5, verified],
  'eu.anthropic.claude-opus-4-8': [5.5, 27.5, verified],
  'global.anthropic.claude-opus-4-8': [5, 25, verified],
  'us.anthropic.claude-sonnet-4-5-20250929-v1:0': [3.3, 16.5, secondary],
  'global.anthropic.claude-sonnet-4-5-20250929-v1:0': [3, 15, secondary],
  'us.openai.gpt-5.6-sol': [4.4, 22, verified],
  'global.openai.gpt-5.6-sol': [4, 20, verified],
  'us.openai.gpt-5.6-terra': [2.2, 13.2, verified],
  'in.openai.gpt-5.6-terra': [2.2, 13.2, verified],
  'global.openai.gpt-5.6-terra': [2, 12, verified],
  'us.openai.gpt-5.6-luna': [0.22, 1.32, verified],
  'in.openai.gpt-5.6-luna': [0.22, 1.32, verified],
  'global.openai.gpt-5.6-luna': [0.2, 1.2, verified],
} as const;

/** USD per million tokens that an embedding model reads; it writes none. Read in copies of the AWS Price List. */
const EMBEDDINGS = {
  'amazon.titan-embed-text-v2:0': 0.02,
  'amazon.titan-embed-text-v1': 0.1,
  'cohere.embed-english-v3': 0.1,
  'cohere.embed-multilingual-v3': 0.1,
} as const;

/**
 * Prices of cached tokens as multiples of the price of input, by the beginning of what a request names. Read on 2026-11-28 in
 * copies of the pricing page and of the AWS Price List in public repositories, which agree:
 *
 * - Claude: reads 0.1, writes 1.25 for five minutes or 2 for an hour. CloudWatch does not tell the two apart: the higher counts.
 * - Nova: reads 0.25, writes cost nothing.
 * - GPT-5: not verified. One copy has 0.1 and 1.25. A read counts as input until another confirms the discount, so that no sum is
 *   below the bill.
 *
 * The Amazon Bedrock User Guide, "Prompt caching for faster model inference", confirms the discount and names no numbers.
 */
const CACHES = [
  { pattern: /(^|\.)anthropic\.claude-/, read: 0.1, write: 2 },
  { pattern: /(^|\.)amazon\.nova-/, read: 0.25, write: 0 },
  { pattern: /(^|\.)openai\.gpt-5/, read: 1, write: 1.25 },
] as const;

/** Day on which the multiples were read. */
const CACHES_READ = '2026-11-28';

function cachesOf(model: string, input: number): Prices {
  const cache = CACHES.find(({ pattern }) => pattern.test(model));
  if (!cache) return {};
  const priced = (factor: number): Price => ({
    ...secondary(Number((input * factor).toPrecision(6)), perMillionTokens.per, perMillionTokens.unit, BEDROCK),
    read: CACHES_READ,
  });
  return { [`${model} cache read`]: priced(cache.read), [`${model} cache write`]: priced(cache.write) };
}

/** Every price that this project knows. */
export const PRICES: Prices = {
  ...SERVICES,
  ...Object.assign({}, ...Object.entries(TOKENS).map(([model, [input]]) => cachesOf(model, input))),
  ...Object.fromEntries(
    Object.entries(EMBEDDINGS).map(([model, usd]) => [
      `${model} input`,
      secondary(usd, perMillionTokens.per, perMillionTokens.unit, BEDROCK),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(TOKENS).flatMap(([model, [input, output, how]]) => [
      [`${model} input`, how(input, perMillionTokens.per, perMillionTokens.unit, BEDROCK)],
      [`${model} output`, how(output, perMillionTokens.per, perMillionTokens.unit, BEDROCK)],
    ]),
  ),
};
