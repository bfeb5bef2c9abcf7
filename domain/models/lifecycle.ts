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
