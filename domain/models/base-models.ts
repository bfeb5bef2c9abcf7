import type { BaseModel, Hyperparameter } from './base-model';

const WHOLE = { whole: true } as const;

const NOVA_HYPERPARAMETERS = {
  epochCount: { min: 1, max: 5, default: 2, ...WHOLE },
  learningRate: { min: 1e-6, max: 1e-4, default: 1e-5 },
  learningRateWarmupSteps: { min: 0, max: 100, default: 10, ...WHOLE },
} as const satisfies Record<string, Hyperparameter>;

const LLAMA_HYPERPARAMETERS = {
  epochCount: { min: 1, max: 10, default: 5, ...WHOLE },
  batchSize: { min: 1, max: 1, default: 1, ...WHOLE },
  learningRate: { min: 5e-6, max: 0.1, default: 1e-4 },
} as const satisfies Record<string, Hyperparameter>;

const NOVA_RESERVED = ['User:', 'Bot:', 'Assistant:', 'System:', '<image>', '<video>', '[EOS]'] as const;

const NOVA = {
  format: 'conversation',
  records: { min: 8, max: 20_000, of: 'training' },
  tokens: { record: 32_000 },
  media: ['image', 'video'],
  validation: true,
  reasoning: false,
  reserved: NOVA_RESERVED,
  hyperparameters: NOVA_HYPERPARAMETERS,
  regions: ['us-east-1'],
  deploysOnDemand: true,
  lifecycle: { status: 'active' },
} as const satisfies Partial<BaseModel>;

const LLAMA = {
  format: 'conversation',
  records: { min: 100, max: 10_000, of: 'both' },
  tokens: { record: 16_000 },
  media: [],
  validation: true,
  reasoning: false,
  reserved: [],
  hyperparameters: LLAMA_HYPERPARAMETERS,
  regions: ['us-west-2'],
  deploysOnDemand: false,
  lifecycle: { status: 'active' },
} as const satisfies Partial<BaseModel>;

const llama = (name: string, differs: Partial<BaseModel> = {}): BaseModel => ({
  ...LLAMA,
  id: `meta.${name}-instruct-v1:0`,
  baseModelIdentifier: `meta.${name}-instruct-v1:0:128k`,
  ...differs,
});

/**
 * Models whose text generation can be fine-tuned in Bedrock, and one that could until lately.
 *
 * Sources, read 2026-11-23. Amazon Bedrock User Guide: custom-model-fine-tuning (models, Regions),
 * model-customization-prepare (records, tokens), custom-models-hp (hyperparameters), deploy-custom-model-on-demand,
 * model-lifecycle-legacy. Amazon Nova User Guide: fine-tune-prepare-data-understanding (Nova), nova-2-sft-data-prep (Nova 2).
 *
 * Not stated there: the most records of Nova 2 Lite and the hyperparameters of Nova 2 Lite and Llama 3.3. The 200 records of
 * Nova 2 Lite are a guideline. Quotas of Llama can be raised; a row here cannot know that.
 */
export const BASE_MODELS: readonly BaseModel[] = [
  { ...NOVA, id: 'amazon.nova-micro-v1:0', baseModelIdentifier: 'amazon.nova-micro-v1:0:128k', media: [] },
  { ...NOVA, id: 'amazon.nova-lite-v1:0', baseModelIdentifier: 'amazon.nova-lite-v1:0:300k' },
  { ...NOVA, id: 'amazon.nova-pro-v1:0', baseModelIdentifier: 'amazon.nova-pro-v1:0:300k' },
  withoutHyperparameters({
    ...NOVA,
    id: 'amazon.nova-2-lite-v1:0',
    baseModelIdentifier: 'amazon.nova-2-lite-v1:0:256k',
    records: { min: 200, of: 'training' },
    validation: false,
    reasoning: true,
  }),
  llama('llama3-1-8b', { format: 'prompt-completion', tokens: { record: 16_000, prompt: 16_000, completion: 16_000 } }),
  llama('llama3-1-70b', {
    format: 'prompt-completion',
    tokens: { record: 16_000, prompt: 16_000, completion: 16_000 },
  }),
  llama('llama3-2-1b'),
  llama('llama3-2-3b'),
  llama('llama3-2-11b', { media: ['image'] }),
  llama('llama3-2-90b', { media: ['image'], tokens: { record: 10_000 } }),
  withoutHyperparameters(
    llama('llama3-3-70b', {
      deploysOnDemand: true,
      lifecycle: { status: 'legacy', endOfLife: '2027-03-30', replacement: 'amazon.nova-lite-v1:0' },
    }),
  ),
  {
    ...LLAMA,
    id: 'anthropic.claude-3-haiku-20240307-v1:0',
    baseModelIdentifier: 'anthropic.claude-3-haiku-20240307-v1:0:200k',
    records: { min: 32, max: 10_000, of: 'both' },
    tokens: { record: 32_000 },
    lifecycle: { status: 'ended', endOfLife: '2026-09-10', replacement: 'amazon.nova-lite-v1:0' },
  },
];

/** The model of this id, with or without its context length; undefined when it is none that can be fine-tuned. */
export function findBaseModel(id: string): BaseModel | undefined {
  return BASE_MODELS.find((model) => model.id === id || model.baseModelIdentifier === id);
}

function withoutHyperparameters({ hyperparameters: _, ...model }: BaseModel): BaseModel {
  return model;
}
