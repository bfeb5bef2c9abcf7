/**
 * AWS's rule of thumb for quotas is six characters a token (model-customization-prepare); it is taken of bytes, so that
 * texts beyond ASCII weigh more. No tokenizer of a base model is public.
 */
export const BYTES_PER_TOKEN = 6;

/** Estimated. */
export const tokensOf = (bytes: number): number => Math.ceil(bytes / BYTES_PER_TOKEN);
