/** AWS's rule of thumb is six characters a token (model-customization-prepare). Applied to bytes, so that other scripts weigh more. */
const BYTES_PER_TOKEN = 6;

export const estimateTokens = (bytes: number): number => Math.ceil(bytes / BYTES_PER_TOKEN);
