import { DIMENSIONS, METRICS, METRICS_NAMESPACE } from '../../../lambda/shared/contract';
import { FAILURE_ROWS } from '../../../lambda/shared/failures/failure-rows';
import { failureOf, named } from '../../../lambda/shared/failures/failures';
import { logLine, type Observation } from '../../../lambda/shared/telemetry';
import {
  observeBody,
  observeEvent,
  observeMetadata,
  observeTokenHeaders,
  observeUsage,
} from '../../../lambda/shared/usage';
import { NOVA, run } from '../../support/inference-run';

const at = { deployment: 'test', requestId: 'r-1', startedAt: 1_000, now: 1_250 };

const line = (seen: Observation, failure?: Parameters<typeof logLine>[2]) => JSON.parse(logLine(seen, at, failure));

/** Metrics of a line that are not 0. */
const counted = (of: Readonly<Record<string, unknown>>) =>
  Object.values(METRICS).filter((name) => of[name] !== undefined && of[name] !== 0);

test('a success counts a request and its latency, and has the level INFO', () => {
  const told = line({});
  expect(told).toMatchObject({ level: 'INFO', outcome: 'ok', status: 200, requestId: 'r-1', Latency: 250 });
  expect(counted(told)).toEqual([METRICS.requests, METRICS.latency]);
});

const LEVELS = { [METRICS.rejections]: 'WARN', [METRICS.throttles]: 'WARN', [METRICS.failures]: 'ERROR' };

test.each(Object.entries(FAILURE_ROWS))('%s is counted once, with the level of its kind', (code, row) => {
  const told = line({}, { ...row, code: code as keyof typeof FAILURE_ROWS });
  expect(told).toMatchObject({ outcome: code, status: row.status, level: LEVELS[row.counted] });
  expect(counted(told)).toEqual([METRICS.requests, row.counted, METRICS.latency]);
});

test('every metric that a line has is declared to CloudWatch, with its unit and its dimensions', () => {
  const seen = {
    ...{ inputTokens: 3, outputTokens: 4, attempts: 3, timeToFirstTokenMs: 90, guardrailIntervened: true },
    ...{ modelId: 'a-model', operation: 'converse' },
  };
  const told = line(seen);
  const [{ Namespace, Dimensions, Metrics }] = told._aws.CloudWatchMetrics;
  expect({ Namespace, Dimensions }).toEqual({
    Namespace: METRICS_NAMESPACE,
    Dimensions: [[DIMENSIONS[0]], [...DIMENSIONS]],
  });
  const units = { [METRICS.latency]: 'Milliseconds', [METRICS.timeToFirstToken]: 'Milliseconds' };
  expect(Object.fromEntries(Metrics.map(({ Name, Unit }: Record<string, string>) => [Name, Unit]))).toEqual({
    ...Object.fromEntries(Object.values(METRICS).map((name) => [name, 'Count'])),
    ...units,
  });
  expect(DIMENSIONS.map((name) => told[name])).toEqual(['test', 'a-model', 'converse']);
  expect([METRICS.inputTokens, METRICS.outputTokens, METRICS.retries].map((name) => told[name])).toEqual([3, 4, 2]);
});

describe('tokens', () => {
  const tokensOf = (observe: (seen: Observation) => void) => {
    const seen: Observation = {};
    observe(seen);
    return [seen.inputTokens, seen.outputTokens];
  };
  const headers = (input: string, output: string) => ({
    'x-amzn-bedrock-input-token-count': input,
    'x-amzn-bedrock-output-token-count': output,
  });

  test('are counted from each place where Bedrock says them', () => {
    expect(tokensOf((seen) => observeTokenHeaders(seen, headers('12', '34')))).toEqual([12, 34]);
    expect(tokensOf((seen) => observeUsage(seen, { inputTokens: 12, outputTokens: 34 }))).toEqual([12, 34]);
    const metrics = { inputTokenCount: 12, outputTokenCount: 34 };
    expect(tokensOf((seen) => observeBody(seen, { 'amazon-bedrock-invocationMetrics': metrics }))).toEqual([12, 34]);
  });

  test.each(['', '-1', '1.5', 'x', '12345678901'])('%j is no count', (text) => {
    expect(tokensOf((seen) => observeTokenHeaders(seen, headers(text, text)))).toEqual([undefined, undefined]);
  });

  test.each([undefined, null, 'x', { inputTokens: '1' }, { inputTokens: -1 }])('%j has none', (usage) => {
    expect(tokensOf((seen) => observeUsage(seen, usage))).toEqual([undefined, undefined]);
  });
});

test('a stream is observed event by event', () => {
  const seen: Observation = {};
  let elapsed = 0;
  const event = (name: string, data: unknown) => observeEvent(seen, name, data, () => ++elapsed);
  event('messageStart', {});
  event('contentBlockDelta', {});
  event('contentBlockDelta', {});
  event('messageStop', { stopReason: 'guardrail_intervened' });
  event('metadata', { usage: { inputTokens: 12, outputTokens: 34 } });
  const stopped = { stopReason: 'guardrail_intervened', guardrailIntervened: true };
  expect(seen).toEqual({ events: 5, timeToFirstTokenMs: 1, inputTokens: 12, outputTokens: 34, ...stopped });
});

test('an answer of InvokeModel that only its body counts is counted, and so is what the guardrail did', async () => {
  const answer = {
    'amazon-bedrock-guardrailAction': 'INTERVENED',
    'amazon-bedrock-invocationMetrics': { inputTokenCount: 12, outputTokenCount: 34 },
  };
  const body = Buffer.from(JSON.stringify(answer));
  const event = { operation: 'invokeModel', modelId: NOVA, body: { messages: [] } };
  const { log } = await run(event, { reply: () => ({ $metadata: {}, contentType: 'application/json', body }) });
  expect(log).toMatchObject({ InputTokens: 12, OutputTokens: 34, GuardrailInterventions: 1 });
});

test('attempts and request id are taken of an answer, and nothing of another shape', () => {
  const seen: Observation = {};
  observeMetadata(seen, { requestId: 'b-1', attempts: 2 });
  for (const other of [undefined, null, {}, { requestId: 7, attempts: 'x' }]) observeMetadata(seen, other);
  expect(seen).toEqual({ bedrockRequestId: 'b-1', attempts: 2 });
});

// Source: Amazon Bedrock User Guide, "Supported Regions and models for inference profiles".
test.each([
  ['us-gov-west-1', 'us-gov'],
  ['us-east-1', 'us'],
  ['ca-central-1', 'us'],
  ['eu-central-1', 'eu'],
  ['ap-northeast-1', 'jp'],
  ['ap-northeast-2', 'apac'],
  ['ap-northeast-3', 'jp'],
  ['ap-southeast-1', 'apac'],
  ['ap-southeast-2', 'au'],
  ['ap-southeast-4', 'au'],
  ['sa-east-1', 'global'],
])('in %s, a model without on-demand throughput is asked through a profile of %s', (region, geography) => {
  const error = named(
    'ValidationException',
    'Invocation of model ID amazon.nova-lite-v1:0 with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.',
  );
  expect(failureOf(error, 'amazon.nova-lite-v1:0', region).message).toContain(`${geography}.amazon.nova-lite-v1:0`);
});
