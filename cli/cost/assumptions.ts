import { OPERATIONS, type Operation } from '../../lambda/inference/contract';

/** Hours of a month, as AWS counts them in its examples: 365 days × 24 hours ÷ 12. */
export const HOURS_A_MONTH = 730;

/** Use of one deployment in a month. */
export interface Assumptions extends Readonly<Record<Quantity, number>> {
  /** Operations in use. Each creates its own metrics. */
  readonly operations: readonly Operation[];
  /** Percent of the requests by model. Empty: all go to the default model, the first in the row. */
  readonly shares: Readonly<Record<string, number>>;
  /** Tokens per request of models that differ from the others. */
  readonly tokens: Readonly<Record<string, { readonly input: number; readonly output: number }>>;
}

export type Quantity = keyof typeof QUANTITIES;

/** Quantities with their defaults, each a flag such as `--requests 10000`. The defaults fit a team that evaluates the stack on working days. */
export const QUANTITIES = {
  requests: { value: 10_000, unit: 'requests per month to the inference function' },
  inputTokens: { value: 1000, unit: 'input tokens per request' },
  outputTokens: { value: 300, unit: 'output tokens per request' },
  seconds: { value: 3, unit: 'seconds of function run time per request' },
  trainingSets: { value: 10, unit: 'training sets per month' },
  trainingSetSeconds: { value: 10, unit: 'seconds of tuning function run time per training set' },
  trainingSetSteps: {
    value: 150,
    unit: 'states of the tuning workflow per training set: 4 for each 5 minutes of a job',
  },
  activeHours: { value: 176, unit: 'hours per month with at least one request, for metrics', max: HOURS_A_MONTH },
  tracePercent: { value: 100, unit: 'percent of the requests with an X-Ray trace', max: 100 },
  logKb: { value: 2, unit: 'KB of log per request' },
  flowLogGb: { value: 0.5, unit: 'GB of VPC flow logs per month' },
  endpointGb: { value: 1, unit: 'GB per month through each interface endpoint' },
  storedGb: { value: 1, unit: 'GB in each data bucket, including old versions' },
  accessLogGb: { value: 0.1, unit: 'GB in each access log bucket' },
  bucketWrites: { value: 1000, unit: 'writes and lists per month to each data bucket' },
  bucketReads: { value: 10_000, unit: 'reads per month from each data bucket' },
  vectorGb: { value: 0.1, unit: 'GB of vectors in each vector index' },
  vectorWrittenGb: { value: 0.1, unit: 'GB of vectors per month that syncs write to each vector index' },
  questions: { value: 1000, unit: 'questions per month to the knowledge base' },
  questionTokens: { value: 2000, unit: 'input tokens per answer from passages: prompt, passages and question' },
  agentRuns: { value: 100, unit: 'runs per month of the agent, if the row has one' },
  agentTurns: {
    value: 3,
    unit: 'turns of one run, at most those of the row: turn n reads n times the input of an answer, and each writes one',
  },
  delegatedQuestions: { value: 100, unit: 'questions per month that Bedrock answers by itself, if the row lets it' },
  syncs: { value: 100, unit: 'syncs per month of the documents' },
  syncSeconds: { value: 10, unit: 'seconds of ingestion function run time per sync' },
  syncSteps: { value: 30, unit: 'states of the ingestion workflow per sync: 6 for each minute of a job' },
  consultations: { value: 100, unit: 'recordings per month of consultations' },
  consultationMinutes: { value: 15, unit: 'minutes of audio per recording' },
  consultationSteps: {
    value: 60,
    unit: 'states of the scribing workflow per recording: 4 for each 30 seconds of a job',
  },
  consultationEvents: {
    value: 40,
    unit: 'reads and writes of objects per recording, which the trail of patient data records if the row has one',
  },
  notebookHours: { value: 60, unit: 'hours per month of work in the notebook', max: HOURS_A_MONTH },
  notebookIdleHours: {
    value: 20,
    unit: 'hours per month in which the notebook waits until it stops itself: idleMinutes each time',
    max: HOURS_A_MONTH,
  },
  keyRequests: { value: 20_000, unit: 'requests per month to each key' },
  charactersPerToken: { value: 4, unit: 'characters per token, for text that a guardrail reads' },
} as const satisfies Readonly<Record<string, { readonly value: number; readonly unit: string; readonly max?: number }>>;

export const DEFAULT_OPERATIONS = ['converse', 'converseStream'] as const satisfies readonly Operation[];

export const isOperation = (name: string): name is Operation => OPERATIONS.some((operation) => operation === name);

/** Returns the given quantities, and the defaults of the others. */
export function quantities(given: Readonly<Partial<Record<Quantity, number>>>): Readonly<Record<Quantity, number>> {
  const chosen = Object.entries(QUANTITIES).map(([name, { value }]) => [name, given[name as Quantity] ?? value]);
  return Object.fromEntries(chosen) as Record<Quantity, number>;
}
