/** Limit that AWS sets for an account in a Region, with its source. */
export interface Quota {
  /** Default of an account that nobody raised. Undefined if no page of AWS confirms one: an input. */
  readonly value?: number;
  readonly unit: string;
  /** Service and code in Service Quotas. @default - Service Quotas does not have it, or cannot raise it */
  readonly code?: readonly [service: string, quota: string];
  readonly source: string;
  /** ISO day on which the source was read. */
  readonly read: string;
  /** Remark on the value. */
  readonly note?: string;
}

const read = '2026-11-28';

/**
 * Quotas that a request meets on its way, by the name for `capacity --quota`. Quotas of models are not here: they differ by
 * account and Region, and AWS lowers them for new accounts.
 */
export const QUOTAS = {
  concurrency: {
    value: 1000,
    unit: 'executions at once',
    code: ['lambda', 'L-B99A9384'],
    source: 'AWS Lambda Developer Guide, "Lambda quotas"',
    read,
    note: 'a new account starts with less, often 10',
  },
  'new-environments': {
    value: 1000,
    unit: 'new environments in 10 seconds',
    source: 'AWS Lambda Developer Guide, "Lambda scaling behavior"',
    read,
    note: 'for each function; AWS refills it continuously and does not raise it',
  },
  'endpoint-gbps': {
    value: 10,
    unit: 'Gbps in each zone',
    source: 'AWS PrivateLink Guide, "AWS PrivateLink quotas"',
    read,
    note: 'scales to 100 by itself',
  },
  'log-writes': {
    value: 5000,
    unit: 'PutLogEvents a second',
    code: ['logs', 'L-7E1FAE88'],
    source: 'AWS General Reference, "Amazon CloudWatch Logs endpoints and quotas"',
    read,
    note: 'AWS does not say if the deliveries of Lambda count: one a request is the worst case',
  },
  'workflow-starts': {
    unit: 'StartExecution a second',
    source: 'AWS Step Functions Developer Guide, "Step Functions service quotas": differs by Region',
    read,
    note: 'no request starts a workflow: documents, training sets and recordings do (--executions)',
  },
} as const satisfies Readonly<Record<string, Quota>>;

export type QuotaName = keyof typeof QUOTAS;

export const QUOTA_NAMES = Object.keys(QUOTAS) as readonly QuotaName[];

export const isQuotaName = (name: string): name is QuotaName => Object.hasOwn(QUOTAS, name);
