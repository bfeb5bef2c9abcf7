/** Facts about one kind of alarm: its words, and the value from which on it is raised. */
export interface AlarmKindFacts {
  /** Begins the description of the alarm. */
  readonly says: string;
  /** Value from which on the alarm is raised, unless the row says another. */
  readonly threshold: number;
  /** Unit of the threshold, for people. */
  readonly unit: string;
  /** Periods in a row that must be at the threshold. */
  readonly periods: number;
}

/** Kinds of alarms, by the name of their page in docs/runbooks/alarms. A row can change the threshold of each. */
export const ALARM_KINDS = {
  failures: {
    ...{ says: 'Requests fail for a reason that is not the caller’s', threshold: 5 },
    ...{ unit: 'requests in 5 minutes', periods: 1 },
  },
  throttles: {
    ...{ says: 'Requests are throttled after all retries', threshold: 5 },
    ...{ unit: 'requests in 5 minutes', periods: 1 },
  },
  retries: {
    ...{ says: 'Calls to Amazon Bedrock are retried often', threshold: 50 },
    ...{ unit: 'retries in 5 minutes', periods: 3 },
  },
  'guardrail-interventions': {
    ...{ says: 'The guardrail stops many requests or answers', threshold: 20 },
    ...{ unit: 'requests in 5 minutes', periods: 1 },
  },
  latency: { says: 'Answers take long', threshold: 60, unit: 'seconds, for 1 answer of 20', periods: 3 },
  'first-token': {
    ...{ says: 'Streamed answers begin late', threshold: 10 },
    ...{ unit: 'seconds, for 1 answer of 20', periods: 3 },
  },
  'function-errors': {
    ...{ says: 'A function crashes or times out', threshold: 1 },
    ...{ unit: 'invocations in 5 minutes', periods: 1 },
  },
  'function-throttles': {
    ...{ says: 'AWS Lambda throttles a function', threshold: 1 },
    ...{ unit: 'invocations in 5 minutes', periods: 1 },
  },
  'workflow-failures': {
    ...{ says: 'An execution of a workflow fails or times out', threshold: 1 },
    ...{ unit: 'executions in 5 minutes', periods: 1 },
  },
  'event-failures': {
    ...{ says: 'An event does not reach its target', threshold: 1 },
    ...{ unit: 'events in 5 minutes', periods: 1 },
  },
  'queue-age': {
    ...{ says: 'Events of documents wait in their queue', threshold: 900 },
    ...{ unit: 'seconds', periods: 1 },
  },
  quota: {
    ...{ says: 'A model is near its quota of tokens per minute', threshold: 80 },
    ...{ unit: '% of the quota', periods: 3 },
  },
  'log-delivery': {
    ...{ says: 'Amazon Bedrock cannot deliver logs of invocations', threshold: 1 },
    ...{ unit: 'deliveries in 5 minutes', periods: 1 },
  },
} as const satisfies Readonly<Record<string, AlarmKindFacts>>;

export type AlarmKind = keyof typeof ALARM_KINDS;

export const isAlarmKind = (name: string): name is AlarmKind => Object.hasOwn(ALARM_KINDS, name);
