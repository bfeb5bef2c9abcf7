import type { CatalogueModel } from '../models/catalogue-model';

/** Modes of data retention that models can require of the account. */
export type RequiredRetention = 'aws_review' | 'provider_data_share';

/** Day and page of the two tables below. */
export const RETENTION_SOURCE =
  'Amazon Bedrock User Guide, model cards and "Amazon Bedrock abuse detection", 2026-11-27';

/** Models whose card says that Bedrock refuses them in the mode `none`, with the least mode that they require. */
const REQUIRED: Readonly<Record<string, RequiredRetention>> = {
  'anthropic.claude-fable-5': 'aws_review',
  'anthropic.claude-fable-5-1': 'aws_review',
  'anthropic.claude-mythos-5-1': 'provider_data_share',
};

/** Models whose flagged requests AWS retains by default. No page that was read says whether the mode `none` refuses them. */
const UNCERTAIN: readonly string[] = [
  'openai.gpt-5.4',
  'openai.gpt-5.5',
  'openai.gpt-5.6-luna',
  'openai.gpt-5.6-sol',
  'openai.gpt-5.6-terra',
  'openai.gpt-6-astra',
];

/** Knowledge of a model in the mode `none`. */
export type WithoutRetention = 'refused' | 'uncertain' | 'not-listed';

export const withoutRetention = ({ id }: Pick<CatalogueModel, 'id'>): WithoutRetention => {
  if (Object.hasOwn(REQUIRED, id)) return 'refused';
  return UNCERTAIN.includes(id) ? 'uncertain' : 'not-listed';
};

/** Returns the least mode that a model requires; undefined if no source says so. */
export const requiredRetention = ({ id }: Pick<CatalogueModel, 'id'>): RequiredRetention | undefined =>
  Object.hasOwn(REQUIRED, id) ? REQUIRED[id] : undefined;
