import { Random } from './random';

/** Model with its part of the requests. */
export interface ModelDemand {
  readonly modelId: string;
  /** Part of the requests, from 0 to 1. */
  readonly share: number;
  /** Tokens of the quota that one output token uses. */
  readonly burndown: number;
}

/** Requests that arrive, independently of each other, and what their answers are like. */
export interface Demand {
  /** Requests a second. */
  readonly rps: number;
  readonly seconds: number;
  readonly seed: number;
  readonly inputTokens: number;
  /** Average. */
  readonly outputTokens: number;
  /** Standard deviation of the output tokens, divided by their average. */
  readonly variation: number;
  /** `maxTokens` of every request: Bedrock reserves it from the quota, and no answer is longer. */
  readonly maxTokens: number;
  readonly firstTokenSeconds: number;
  readonly tokensPerSecond: number;
  readonly models: readonly ModelDemand[];
  /** Workflows that documents, training sets and recordings start in a second. */
  readonly executions: number;
}

/** One request. Times are seconds. */
export interface Request {
  readonly at: number;
  /** Duration of the whole streamed answer, during which the function holds its slot. */
  readonly duration: number;
  /** Index of its model. */
  readonly model: number;
  /** Tokens that Bedrock takes from the quota of the model when the request starts. */
  readonly reserved: number;
  /** Tokens that it has used in the end. */
  readonly used: number;
}

/** Returns the requests of a demand in the order of their arrival: the same for the same seed. */
export function* requestsOf(demand: Demand): Generator<Request> {
  const { rps, seconds, seed, inputTokens, outputTokens, variation, maxTokens, models } = demand;
  const random = new Random(seed);
  const shares = models.map(({ share }) => share);
  for (let at = random.exponential(1 / rps); at < seconds; at += random.exponential(1 / rps)) {
    const model = random.pick(shares);
    const output = Math.min(maxTokens, Math.max(1, random.logNormal(outputTokens, variation)));
    yield {
      at,
      model,
      duration: demand.firstTokenSeconds + output / demand.tokensPerSecond,
      reserved: inputTokens + maxTokens,
      used: inputTokens + output * (models[model]?.burndown ?? 1),
    };
  }
}

/** Returns the average duration of an answer in seconds. */
export const averageSeconds = ({ firstTokenSeconds, outputTokens, tokensPerSecond }: Demand): number =>
  firstTokenSeconds + outputTokens / tokensPerSecond;
