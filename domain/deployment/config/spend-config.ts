/** Limits on what the models cost, and what happens beyond them. */
export interface SpendConfig {
  /**
   * US dollars within one hour at which the breaker stops all calls of models. It counts tokens of the models of the row, by
   * whoever in the account and Region asked for them.
   *
   * @limits above 0, at most 1,000,000; at least the cost of one request of 10,000 tokens with an answer of 1,000
   * @example 20
   */
  readonly hourlyUsd: number;

  /**
   * US dollars within 24 hours at which the breaker stops all calls of models.
   *
   * @limits as `hourlyUsd`, and not below it
   * @example 100
   */
  readonly dailyUsd: number;

  /**
   * Your own prices: for a model without one in this project, and in place of its list prices, which are those of us-east-1.
   *
   * @limits models of the row, each once
   * @default - the prices of domain/prices
   * @example [{ model: 'amazon.nova-lite-v1:0', inputUsd: 0.06, outputUsd: 0.24, read: '2026-11-01' }]
   */
  readonly prices?: readonly ModelPrice[];

  /**
   * AWS Budgets on the bill of the account: the second line, about a day late.
   *
   * @default - no budget
   * @example { monthlyUsd: 500, emails: ['finance@example.com'] }
   */
  readonly budget?: BudgetConfig;

  /**
   * AWS Cost Anomaly Detection on the services of the account: the third line, about a day late. An account has one monitor
   * of services: turn it on in one row of an account that has none. It stops nothing.
   *
   * @default - no monitor
   * @example { impactUsd: 50, emails: ['finance@example.com'] }
   */
  readonly anomaly?: AnomalyConfig;
}

/** Budget of a calendar month. At 100 %, AWS Budgets attaches the Deny policy of the breaker to the same roles. */
export interface BudgetConfig {
  /**
   * US dollars of a month, before credits and refunds.
   *
   * @limits 1 to 100,000,000
   * @example 500
   */
  readonly monthlyUsd: number;

  /**
   * Addresses that AWS Budgets notifies at 50, 80 and 100 %, of a forecast above 100 %, and of its action.
   *
   * @limits 1 to 10, no duplicates
   * @example ['finance@example.com']
   */
  readonly emails: readonly string[];

  /**
   * Approval of the stop: AWS Budgets acts by itself at 100 %, or waits until a person approves it in the billing console.
   *
   * @default 'automatic'
   * @example 'manual'
   */
  readonly approval?: BudgetApproval;

  /**
   * Cost allocation tag whose costs count. Activate its key in the billing console first. Calls of a model by its id carry no
   * tag: only application inference profiles do. There is no filter by service: models of other vendors are billed as services
   * of their own.
   *
   * @default - all costs of the account
   * @example { key: 'private-bedrock:deployment', value: 'production' }
   */
  readonly tag?: CostTag;
}

export type BudgetApproval = 'automatic' | 'manual';

/** Cost allocation tag. */
export interface CostTag {
  /**
   * Key of the tag.
   *
   * @limits 1 to 128 letters, digits, spaces and _.:/=+-@
   * @example 'private-bedrock:deployment'
   */
  readonly key: string;

  /**
   * Value of the tag.
   *
   * @limits 1 to 256 letters, digits, spaces and _.:/=+-@
   * @example 'production'
   */
  readonly value: string;
}

/** Anomalies of costs that are notified. */
export interface AnomalyConfig {
  /**
   * US dollars above what AWS expects from which an anomaly is notified, once a day.
   *
   * @limits 1 to 1,000,000
   * @example 50
   */
  readonly impactUsd: number;

  /**
   * Addresses that are notified.
   *
   * @limits 1 to 10, no duplicates
   * @example ['finance@example.com']
   */
  readonly emails: readonly string[];
}

/** Price of the tokens of one model, in US dollars for a million. */
export interface ModelPrice {
  /**
   * Model as `models` names it: an id or an ARN. For an application inference profile its ARN, for the embedding model of the
   * knowledge base its id.
   *
   * @limits one of the row
   * @example 'amazon.nova-lite-v1:0'
   */
  readonly model: string;

  /**
   * US dollars for a million tokens of input.
   *
   * @limits above 0, at most 100,000
   * @example 0.06
   */
  readonly inputUsd: number;

  /**
   * US dollars for a million tokens of output.
   *
   * @limits above 0, at most 100,000
   * @default - the model writes no tokens, as an embedding model
   * @example 0.24
   */
  readonly outputUsd?: number;

  /**
   * US dollars for a million tokens that are read from the cache.
   *
   * @limits above 0, at most 100,000
   * @default - the model has no prompt cache
   * @example 0.015
   */
  readonly cacheReadUsd?: number;

  /**
   * US dollars for a million tokens that are written to the cache.
   *
   * @limits above 0, at most 100,000
   * @default - the model has no prompt cache
   * @example 0.06
   */
  readonly cacheWriteUsd?: number;

  /**
   * Day on which you read the price. After 180 days synthesis warns that it is old.
   *
   * @limits a day such as '2026-11-01', not in the future
   * @example '2026-11-01'
   */
  readonly read: string;

  /**
   * Value of the dimension `ModelId` of AWS/Bedrock under which the tokens are counted. AWS does not document it for calls
   * through an application inference profile, a custom model or Provisioned Throughput: look it up in CloudWatch.
   *
   * @default - `model`; for an application inference profile its id; for an ARN not verified
   * @example 'abcdefgh1234'
   */
  readonly metricModelId?: string;
}
