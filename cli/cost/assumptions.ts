import { OPERATIONS, type Operation } from '../../lambda/inference/contract';

/** Hours of a month, as AWS's own examples count them: 365 days × 24 hours ÷ 12. */
export const HOURS_A_MONTH = 730;

/** What a month of use looks like, of one deployment. */
export interface Assumptions extends Readonly<Record<Quantity, number>> {
  /** Which operations are used: each makes metrics of its own. */
  readonly operations: readonly Operation[];
  /** Percent of the requests by model. Empty: all go to the first allowed one, which answers a request without modelId. */
  readonly shares: Readonly<Record<string, number>>;
  /** Tokens of a request where they differ from those of all. */
  readonly tokens: Readonly<Record<string, { readonly input: number; readonly output: number }>>;
}

export type Quantity = keyof typeof QUANTITIES;

/** Each is a flag: `--requests 10000`. Chosen for a team that tries the stack on working days. */
export const QUANTITIES = {
  requests: { value: 10_000, unit: 'requests a month to the inference function' },
  inputTokens: { value: 1000, unit: 'tokens into the model, a request' },
  outputTokens: { value: 300, unit: 'tokens out of the model, a request' },
  seconds: { value: 3, unit: 'seconds that the function runs, a request' },
  trainingSets: { value: 10, unit: 'training sets a month that are checked' },
  trainingSetSeconds: { value: 10, unit: 'seconds that the tuning function runs, a training set' },
  trainingSetSteps: {
    value: 150,
    unit: 'states of the tuning workflow, a training set: 4 for each 5 minutes of a job',
  },
  activeHours: { value: 176, unit: 'hours a month with a request: hours of metrics', max: HOURS_A_MONTH },
  tracePercent: { value: 100, unit: 'percent of the requests that X-Ray traces', max: 100 },
  logKb: { value: 2, unit: 'KB of log, a request' },
  flowLogGb: { value: 0.5, unit: 'GB of VPC flow logs a month' },
  endpointGb: { value: 1, unit: 'GB a month through each interface endpoint' },
  storedGb: { value: 1, unit: 'GB in each bucket for data, old versions counted' },
  accessLogGb: { value: 0.1, unit: 'GB in each bucket for access logs' },
  bucketWrites: { value: 1000, unit: 'writes and lists a month to each bucket for data' },
  bucketReads: { value: 10_000, unit: 'reads a month of each bucket for data' },
  keyRequests: { value: 20_000, unit: 'requests a month to each key' },
  charactersPerToken: { value: 4, unit: 'characters a token: text that a guardrail reads' },
} as const satisfies Readonly<Record<string, { readonly value: number; readonly unit: string; readonly max?: number }>>;

export const DEFAULT_OPERATIONS = ['converse', 'converseStream'] as const satisfies readonly Operation[];

export const isOperation = (name: string): name is Operation => OPERATIONS.some((operation) => operation === name);

/** `inputTokens` → `--input-tokens`. */
export const flagOf = (quantity: string): string => `--${quantity.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`;

/** The quantities as they are, but for those that are given. */
export function quantities(given: Readonly<Partial<Record<Quantity, number>>>): Readonly<Record<Quantity, number>> {
  const chosen = Object.entries(QUANTITIES).map(([name, { value }]) => [name, given[name as Quantity] ?? value]);
  return Object.fromEntries(chosen) as Record<Quantity, number>;
}
