import type { Demand } from '../../domain/capacity/demand';
import type { Known, KnownLimits } from '../../domain/capacity/limits';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { answeringModels, modelIdOf } from '../../domain/models/answering-models';
import { catalogueOf } from '../../domain/models/declared-model';
import { isQuotaName, QUOTA_NAMES } from '../../domain/quotas/quotas';
import { outputBurndown } from '../../domain/quotas/token-burndown';
import { usageError } from '../command';

/** Numbers of the command line, each a flag, with its default and its limits. */
export const NUMBERS = {
  input: { flag: '--input', value: 800, min: 1, max: 10_000_000, unit: 'input tokens of a request' },
  output: { flag: '--output', value: 300, min: 1, max: 1_000_000, unit: 'output tokens of an answer, on average' },
  variation: {
    ...{ flag: '--variation', value: 0.5, min: 0, max: 5 },
    unit: 'standard deviation of the output tokens, divided by their average',
  },
  firstTokenMs: { flag: '--first-token-ms', value: 600, min: 0, max: 300_000, unit: 'milliseconds to the first token' },
  tokensPerSecond: {
    ...{ flag: '--tokens-per-second', value: 80, min: 0.1, max: 100_000 },
    unit: 'output tokens a second of one answer',
  },
  attempts: { flag: '--attempts', value: 3, min: 1, max: 20, unit: 'attempts of a caller that is throttled' },
  executions: {
    ...{ flag: '--executions', value: 0, min: 0, max: 100_000 },
    unit: 'workflows a second that documents, training sets and recordings start',
  },
  minutes: { flag: '--minutes', value: 5, min: 1, max: 120, unit: 'minutes to simulate, from the first request on' },
  seed: { flag: '--seed', value: 1, min: 0, max: 2 ** 31, unit: 'seed: the same gives the same requests' },
} as const;

/** The load itself: it has no default. */
export const RPS = { flag: '--rps', min: 0.001, max: 1_000_000 } as const;

export type NumberName = keyof typeof NUMBERS;

/** Flags of the command line after commander. */
export interface CapacityFlags extends Readonly<Record<NumberName, number>> {
  readonly rps: number;
  readonly maxTokens?: number;
  readonly share?: readonly string[];
  readonly quota?: readonly string[];
  readonly tokensPerMinute?: readonly string[];
  readonly requestsPerMinute?: readonly string[];
}

/** More than these take the simulation longer than a person waits. */
const MOST_REQUESTS = 4_000_000;

const DEFAULT_TIMEOUT = 120;

/** Returns a parser for a number within limits. */
export const amount =
  ({ flag, min, max }: { readonly flag: string; readonly min: number; readonly max: number }) =>
  (text: string): number => {
    const value = /^\d[\d,_]*(\.\d+)?$/.test(text) ? Number(text.replace(/[,_]/g, '')) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw usageError(
      'PB-CAPACITY-001',
      `${flag} '${text}' is not a number from ${min} to ${max.toLocaleString('en')}.`,
      `Write for example ${flag} ${Math.max(1, Math.ceil(min))}.`,
    );
  };

/** Returns the demand of the flags. @throws OperatorError */
export function demandOf(flags: CapacityFlags, config: DeploymentConfig): Demand {
  const { rps, input, output, firstTokenMs, tokensPerSecond, variation, minutes, seed, executions } = flags;
  const maxTokens = flags.maxTokens ?? 2 * output;
  if (maxTokens < output) {
    throw usageError(
      'PB-CAPACITY-002',
      `--max-tokens ${maxTokens} is less than --output ${output}: no answer is longer than its maxTokens.`,
      `Write --max-tokens ${output} or more, or a lower --output.`,
    );
  }
  const requests = rps * minutes * 60;
  if (requests > MOST_REQUESTS) {
    throw usageError(
      'PB-CAPACITY-003',
      `${rps} requests a second for ${minutes} minutes are ${requests.toLocaleString('en')} requests, more than the simulation takes.`,
      rps * 60 <= MOST_REQUESTS
        ? `Write --minutes ${Math.floor(MOST_REQUESTS / rps / 60)} or less.`
        : `Simulate a part: --rps ${Math.floor(MOST_REQUESTS / 60)} --minutes 1 or less, and divide the quotas by the same factor.`,
    );
  }
  const seconds = firstTokenMs / 1000 + output / tokensPerSecond;
  const timeout = config.inference?.timeoutSeconds ?? DEFAULT_TIMEOUT;
  if (seconds > timeout) {
    throw usageError(
      'PB-CAPACITY-004',
      `An answer takes ${seconds.toFixed(0)} seconds on average, and the function of the row times out after ${timeout}.`,
      'Set inference.timeoutSeconds of the row, or check --output and --tokens-per-second.',
    );
  }
  return {
    ...{ rps, seconds: minutes * 60, seed, variation, maxTokens, tokensPerSecond, executions },
    inputTokens: input,
    outputTokens: output,
    firstTokenSeconds: firstTokenMs / 1000,
    models: sharesOf(flags.share ?? [], modelsOf(config)).map(([modelId, share]) => ({
      modelId,
      share,
      burndown: outputBurndown(nameOf(modelId, config)),
    })),
  };
}

/** Ids of the models of a row that answer questions. */
export const modelsOf = (config: DeploymentConfig): readonly string[] =>
  answeringModels(config.models, catalogueOf(config)).map(modelIdOf);

/** The ARN of an application profile does not say what model is behind it; the row does. */
function nameOf(modelId: string, { models }: DeploymentConfig): string {
  const reference = models.find((one) => modelIdOf(one) === modelId);
  return typeof reference === 'object' ? reference.copyFrom : modelId;
}

function sharesOf(given: readonly string[], models: readonly string[]): readonly (readonly [string, number])[] {
  const [first] = models;
  if (first === undefined) {
    throw usageError('PB-CAPACITY-005', 'The row has no model that answers questions.', 'Add one to its models.');
  }
  if (given.length === 0) return [[first, 1]];
  const shares = Object.entries(byModel('--share', given, models, { min: 0, max: 100 }));
  const sum = shares.reduce((total, [, percent]) => total + percent, 0);
  if (Math.abs(sum - 100) > 1e-9) {
    throw usageError('PB-CAPACITY-006', `--share totals ${sum} percent.`, 'Give shares that total 100 percent.');
  }
  return shares.map(([model, percent]) => [model, percent / 100]);
}

/** Returns the limits that the flags and the row give. @throws OperatorError */
export function givenLimits(flags: CapacityFlags, config: DeploymentConfig): KnownLimits {
  const models = modelsOf(config);
  const row = (config.observability?.quotas ?? []).map(
    ({ model, tokensPerMinute: value }) => [model, { value, origin: 'row' } satisfies Known] as const,
  );
  const own = (flag: string, texts: readonly string[] = []) =>
    asYours(byModel(flag, texts, models, { min: 1, max: 1e12 }));
  return {
    quotas: asYours(quotasOf(flags.quota ?? [])),
    tokensPerMinute: { ...Object.fromEntries(row), ...own('--tokens-per-minute', flags.tokensPerMinute) },
    tokensPerDay: {},
    requestsPerMinute: own('--requests-per-minute', flags.requestsPerMinute),
  };
}

const asYours = <K extends string>(values: Readonly<Partial<Record<K, number>>>): Record<K, Known> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, origin: 'yours' }])) as Record<
    K,
    Known
  >;

function quotasOf(texts: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    texts.map((text) => {
      const [name, value] = pair('--quota', text, '<name>=<value>');
      if (isQuotaName(name)) return [name, amount({ flag: `--quota ${name}=`, min: 1, max: 1e9 })(value)];
      throw usageError(
        'PB-CAPACITY-007',
        `--quota '${name}' is not a quota.`,
        `Use one of: ${QUOTA_NAMES.join(', ')}.`,
      );
    }),
  );
}

function byModel(
  flag: string,
  texts: readonly string[],
  models: readonly string[],
  limits: { readonly min: number; readonly max: number },
): Record<string, number> {
  return Object.fromEntries(
    texts.map((text) => {
      const [model, value] = pair(flag, text, '<model>=<number>');
      if (models.includes(model)) return [model, amount({ flag: `${flag} ${model}=`, ...limits })(value)];
      throw usageError(
        'PB-CAPACITY-008',
        `${flag}: ${model} is not a model of this deployment that answers questions.`,
        `Use one of: ${models.join(', ')}.`,
      );
    }),
  );
}

function pair(flag: string, text: string, form: string): [string, string] {
  const at = text.lastIndexOf('=');
  if (at < 1) throw usageError('PB-CAPACITY-009', `${flag} '${text}' is not ${form}.`, `Write ${flag} ${form}.`);
  return [text.slice(0, at), text.slice(at + 1)];
}
