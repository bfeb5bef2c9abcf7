/**
 * Lifecycle of a model. A legacy model takes no new fine-tuning jobs and no new customers; an ended one cannot be
 * invoked any more. Days are ISO days. Source: Amazon Bedrock User Guide, model-lifecycle-legacy, and the model's card.
 */
export type Lifecycle =
  | { readonly status: 'active' }
  | {
      readonly status: 'legacy' | 'ended';
      /** First day as a legacy model. @default - AWS names only the end */
      readonly since?: string;
      /** The model cannot be invoked from this day on. @default - AWS has published no day */
      readonly endOfLife?: string;
    };

/** Returns the day of the end of life; undefined if AWS has published none. */
export const endOfLifeOf = (lifecycle: Lifecycle): string | undefined =>
  lifecycle.status === 'active' ? undefined : lifecycle.endOfLife;

/** Days before the end of life from which on a row is warned: AWS gives at least as many with its own notice. */
export const NOTICE_DAYS = 45;

/** Tells whether a model ends within the time of notice, or has ended. @param today ISO day */
export function isNearEnd(lifecycle: Lifecycle | undefined, today: string): boolean {
  const end = lifecycle && endOfLifeOf(lifecycle);
  return end !== undefined && Date.parse(end) <= Date.parse(today) + NOTICE_DAYS * 24 * 60 * 60 * 1000;
}
