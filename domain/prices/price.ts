/** Price in us-east-1, with its source. */
export interface Price {
  /** US dollars for `per` units. */
  readonly usd: number;
  readonly per: number;
  readonly unit: string;
  /** AWS page with the price. Verify the price there before you quote it. */
  readonly source: string;
  /** ISO day on which the page was read. */
  readonly read: string;
  readonly confidence: Confidence;
}

/**
 * - `verified`: read on a page or in a repository of AWS.
 * - `secondary`: read in copies of the AWS Price List in public repositories, or in several independent pages that agree.
 * - `yours`: from the file of --prices.
 */
export type Confidence = 'verified' | 'secondary' | 'yours';

/**
 * Prices by name. A token price is named `<modelId> input`, `<modelId> output`, `<modelId> cache read` or
 * `<modelId> cache write`.
 */
export type Prices = Readonly<Record<string, Price>>;

/** The Region that all prices of the table are for. */
export const PRICED_REGION = 'us-east-1';

/** Unit of a price of --prices that the table does not have: tokens of a model, the only kind that can be added. */
export const perMillionTokens = { per: 1_000_000, unit: 'tokens' } as const;
