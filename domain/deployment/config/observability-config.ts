import type { AlarmKind } from '../../observability/alarm-kinds';

/** Settings of the alarms. */
export interface ObservabilityConfig {
  /**
   * E-mail addresses that the alarms notify. AWS sends each a link: nothing arrives before somebody opens it. Other
   * subscribers, such as a chat or a pager, subscribe to the topic themselves.
   *
   * @limits at most 10, no duplicates
   * @default - nobody; subscribe to the topic yourself
   * @example ['on-call@example.com']
   */
  readonly emails?: readonly string[];

  /**
   * Thresholds of kinds of alarms, in place of the defaults that docs/observability.md lists with their units.
   *
   * @limits kinds of domain/observability/alarm-kinds.ts; above 0, at most 1,000,000
   * @default - those of the kinds
   * @example { latency: 20, failures: 50 }
   */
  readonly thresholds?: Readonly<Partial<Record<AlarmKind, number>>>;

  /**
   * Adds alarms on latency and time to first token that learn what is usual: the number of standard deviations above which a
   * value is an anomaly. CloudWatch needs about two weeks of data, and bills each as three alarms.
   *
   * @limits 1 to 10
   * @default - only fixed thresholds
   * @example 3
   */
  readonly anomalyBand?: number;

  /**
   * Quotas of models whose use is watched. Service Quotas shows those of the account.
   *
   * @limits each model once
   * @default - no alarm on the use of quotas
   * @example [{ model: 'amazon.nova-lite-v1:0', tokensPerMinute: 2_000_000 }]
   */
  readonly quotas?: readonly ModelQuota[];
}

/** Quota of one model in the account and Region. */
export interface ModelQuota {
  /**
   * Model or inference profile.
   *
   * @limits one of `models`, by its id
   * @example 'amazon.nova-lite-v1:0'
   */
  readonly model: string;

  /**
   * Tokens per minute that Amazon Bedrock allows.
   *
   * @limits 1 to 1,000,000,000
   * @example 2_000_000
   */
  readonly tokensPerMinute: number;
}
