/** Strengths of a content filter, weakest first. `NONE` judges and never blocks. */
export const FILTER_STRENGTHS = ['NONE', 'LOW', 'MEDIUM', 'HIGH'] as const;

/** Content filters, in the order of a definition. Source: `GuardrailContentFilterType` of @aws-sdk/client-bedrock. */
export const CONTENT_FILTERS = ['HATE', 'INSULTS', 'MISCONDUCT', 'SEXUAL', 'VIOLENCE', 'PROMPT_ATTACK'] as const;

const PREVIEW = ['HATE', 'INSULTS', 'SEXUAL', 'VIOLENCE'] as const;

/**
 * Content filters that judge images, by Region: all of them, or four where AWS calls it a preview.
 * Source: Amazon Bedrock User Guide, "Block harmful images with content filters", read 2026-11-27.
 */
export const IMAGE_FILTERS: Readonly<Record<string, readonly string[]>> = {
  'ap-northeast-1': CONTENT_FILTERS,
  'eu-central-1': CONTENT_FILTERS,
  'us-east-1': CONTENT_FILTERS,
  'us-west-2': CONTENT_FILTERS,
  'ap-northeast-2': PREVIEW,
  'ap-south-1': PREVIEW,
  'ap-southeast-1': PREVIEW,
  'ap-southeast-2': PREVIEW,
  'eu-west-1': PREVIEW,
  'eu-west-2': PREVIEW,
  'us-east-2': PREVIEW,
};
