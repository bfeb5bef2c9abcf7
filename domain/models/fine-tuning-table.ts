import type { FineTuning } from './fine-tuning';

/** The guides count by record, the script by message. */
const TEN_IMAGES = { count: 10, per: 'message' } as const;
const ONE = { count: 1, per: 'record' } as const;

/**
 * Sources, read 2026-11-27: custom-models-hp; in the Amazon Nova User Guide, fine-tune-prepare-data-understanding (records,
 * media, reserved strings), modalities-image and modalities-video (tokens); in aws-samples/amazon-nova-samples,
 * nova_ft_dataset_validator.py (disputed rules).
 */
const NOVA = {
  regions: ['us-east-1'],
  deploysOnDemand: true,
  format: 'conversation',
  records: { min: 8, max: 20_000, of: 'training' },
  tokens: { record: 32_000 },
  media: {
    image: { formats: ['png', 'jpeg', 'gif', 'webp'], max: TEN_IMAGES, tokens: { low: 800, high: 2600 } },
    // 1 to 90 seconds, 288 tokens per second.
    video: { formats: ['mov', 'mkv', 'mp4', 'webm'], max: ONE, tokens: { low: 288, high: 25_920 } },
    document: { formats: ['pdf'], max: ONE, isDisputed: true },
  },
  tokenizer: 'unpublished',
  validation: true,
  reasoning: false,
  reserved: ['User:', 'Bot:', 'Assistant:', 'System:', '<image>', '<video>', '[EOS]'],
  disputedReserved: ['Thought:', '<unk>'],
  hyperparameters: {
    epochCount: { min: 1, max: 5, default: 2, whole: true },
    learningRate: { min: 1e-6, max: 1e-4, default: 1e-5 },
    learningRateWarmupSteps: { min: 0, max: 100, default: 10, whole: true },
  },
} as const satisfies Omit<FineTuning, 'baseModelIdentifier'>;

/**
 * Sources, read 2026-11-27: Amazon Bedrock User Guide, nova-2-sft-data-prep; Amazon Nova 2 User Guide, nova-data-prep-sft-2;
 * nova_ft_dataset_validator.py. They differ on the least records (8, or 200), WebP and WebM, documents and tools. AWS states
 * no hyperparameters.
 */
const NOVA_2_LITE: FineTuning = {
  regions: NOVA.regions,
  baseModelIdentifier: 'amazon.nova-2-lite-v1:0:256k',
  deploysOnDemand: true,
  format: 'conversation',
  records: { min: 8, recommended: 200, max: 20_000, of: 'training' },
  tokens: NOVA.tokens,
  media: {
    image: { formats: ['png', 'jpeg', 'gif'], disputedFormats: ['webp'], max: TEN_IMAGES },
    video: { formats: ['mov', 'mkv', 'mp4'], disputedFormats: ['webm'], max: ONE },
    document: NOVA.media.document,
  },
  tokenizer: 'unpublished',
  validation: false,
  reasoning: true,
  tools: 'disputed',
  reserved: NOVA.reserved,
  disputedReserved: NOVA.disputedReserved,
};

/** Source: model-customization-prepare. Historical: the model has ended. */
const CLAUDE_3_HAIKU: FineTuning = {
  regions: ['us-west-2'],
  baseModelIdentifier: 'anthropic.claude-3-haiku-20240307-v1:0:200k',
  deploysOnDemand: false,
  format: 'conversation',
  records: { min: 32, max: 10_000, of: 'both' },
  tokens: { record: 32_000 },
  media: {},
  tokenizer: 'unpublished',
  validation: true,
  reasoning: false,
  reserved: [],
};

/** Sources: model-customization-prepare and custom-models-hp. Quotas of records can be raised; a row here cannot know that. */
const LLAMA = {
  regions: ['us-west-2'],
  deploysOnDemand: false,
  format: 'conversation',
  records: { min: 100, max: 10_000, of: 'both' },
  tokens: { record: 16_000 },
  media: {},
  tokenizer: 'llama-3',
  validation: true,
  reasoning: false,
  reserved: [],
  hyperparameters: {
    epochCount: { min: 1, max: 10, default: 5, whole: true },
    batchSize: { min: 1, max: 1, default: 1, whole: true },
    learningRate: { min: 5e-6, max: 0.1, default: 1e-4 },
  },
} as const satisfies Omit<FineTuning, 'baseModelIdentifier'>;

/** Source: model-customization-prepare. An image costs 1,601 tokens for each of one to four tiles of 560 pixels. */
const LLAMA_VISION: FineTuning['media'] = {
  image: { formats: ['gif', 'jpeg', 'png', 'webp'], tokens: { low: 1601, high: 6404 } },
};

const LLAMA_3_1 = {
  ...LLAMA,
  format: 'prompt-completion',
  tokens: { record: 16_000, prompt: 16_000, completion: 16_000 },
} as const satisfies Omit<FineTuning, 'baseModelIdentifier'>;

/** AWS documents no hyperparameters of Llama 3.3. */
const { hyperparameters: _, ...LLAMA_WITHOUT_HYPERPARAMETERS } = LLAMA;
const LLAMA_3_3: FineTuning = {
  ...LLAMA_WITHOUT_HYPERPARAMETERS,
  baseModelIdentifier: 'meta.llama3-3-70b-instruct-v1:0:128k',
  deploysOnDemand: true,
};

/**
 * Fine-tuning by the id of the model: models whose text generation can be fine-tuned in Bedrock, or could be until their
 * end of life. Apart from the other data of the models, which the validator of datasets does not need.
 *
 * Sources: Amazon Bedrock User Guide, read 2026-11-27: custom-model-fine-tuning (base models, Regions),
 * model-customization-prepare (records, tokens), custom-models-hp (hyperparameters), deploy-custom-model-on-demand.
 */
export const FINE_TUNING: Readonly<Record<string, FineTuning>> = {
  'amazon.nova-micro-v1:0': { ...NOVA, baseModelIdentifier: 'amazon.nova-micro-v1:0:128k', media: {} },
  'amazon.nova-lite-v1:0': { ...NOVA, baseModelIdentifier: 'amazon.nova-lite-v1:0:300k' },
  'amazon.nova-pro-v1:0': { ...NOVA, baseModelIdentifier: 'amazon.nova-pro-v1:0:300k' },
  'amazon.nova-2-lite-v1:0': NOVA_2_LITE,
  'anthropic.claude-3-haiku-20240307-v1:0': CLAUDE_3_HAIKU,
  'meta.llama3-1-8b-instruct-v1:0': { ...LLAMA_3_1, baseModelIdentifier: 'meta.llama3-1-8b-instruct-v1:0:128k' },
  'meta.llama3-1-70b-instruct-v1:0': { ...LLAMA_3_1, baseModelIdentifier: 'meta.llama3-1-70b-instruct-v1:0:128k' },
  'meta.llama3-2-1b-instruct-v1:0': { ...LLAMA, baseModelIdentifier: 'meta.llama3-2-1b-instruct-v1:0:128k' },
  'meta.llama3-2-3b-instruct-v1:0': { ...LLAMA, baseModelIdentifier: 'meta.llama3-2-3b-instruct-v1:0:128k' },
  'meta.llama3-2-11b-instruct-v1:0': {
    ...LLAMA,
    baseModelIdentifier: 'meta.llama3-2-11b-instruct-v1:0:128k',
    media: LLAMA_VISION,
  },
  'meta.llama3-2-90b-instruct-v1:0': {
    ...LLAMA,
    baseModelIdentifier: 'meta.llama3-2-90b-instruct-v1:0:128k',
    media: LLAMA_VISION,
    tokens: { record: 10_000 },
  },
  'meta.llama3-3-70b-instruct-v1:0': LLAMA_3_3,
};
