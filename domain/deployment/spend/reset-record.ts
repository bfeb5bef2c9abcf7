/** Tags of the Deny policy that say who reset the breaker last, when and why. CloudTrail keeps each in the event TagPolicy. */
export const RESET_TAGS = {
  by: 'private-bedrock:reset-by',
  at: 'private-bedrock:reset-at',
  reason: 'private-bedrock:reset-reason',
} as const;

/** Longest value of a tag. Source: IAM User Guide, "Tags for IAM resources". */
const LONGEST_TAG = 256;

/** Last reset of a breaker. */
export interface ResetRecord {
  /** ARN of the caller. */
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly reason: string;
}

/** True for a reason that a tag can hold. */
export const isReason = (text: string): boolean =>
  text.trim() !== '' && text.length <= LONGEST_TAG && /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(text);

/** Returns a text as the value of a tag: shorter, and without characters that IAM refuses. */
export const asTagValue = (text: string): string =>
  text.replaceAll(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, '_').slice(0, LONGEST_TAG);
