/** Kinds of tokens that AWS bills, by the name of their price, with their metric in AWS/Bedrock. */
export const TOKEN_METRICS = {
  input: 'InputTokenCount',
  output: 'OutputTokenCount',
  'cache read': 'CacheReadInputTokenCount',
  'cache write': 'CacheWriteInputTokenCount',
} as const;

export type TokenKind = keyof typeof TOKEN_METRICS;
