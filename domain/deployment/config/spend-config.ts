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
