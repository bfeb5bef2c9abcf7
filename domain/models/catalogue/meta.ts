import type { CatalogueModel } from '../catalogue-model';
import type { FineTuning } from '../fine-tuning';
import { routes, US } from './routes';

/** Sources: model-customization-prepare and custom-models-hp. Quotas of records can be raised; a row here cannot know that. */
const LLAMA = {
  regions: ['us-west-2'],
  deploysOnDemand: false,
  format: 'conversation',
  records: { min: 100, max: 10_000, of: 'both' },
  tokens: { record: 16_000 },
  media: [],
  validation: true,
  reasoning: false,
  reserved: [],
  hyperparameters: {
    epochCount: { min: 1, max: 10, default: 5, whole: true },
    batchSize: { min: 1, max: 1, default: 1, whole: true },
    learningRate: { min: 5e-6, max: 0.1, default: 1e-4 },
  },
} as const satisfies Omit<FineTuning, 'baseModelIdentifier'>;

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

/** Models of Meta. */
export const META: readonly CatalogueModel[] = [
  {
    id: 'meta.llama3-1-8b-instruct-v1:0',
    provider: 'Meta',
    regions: ['us-west-2'],
    geographic: { us: routes(US) },
    input: ['text'],
    output: ['text'],
    lifecycle: { status: 'legacy', endOfLife: '2027-03-30' },
    marketplace: false,
    fineTuning: { ...LLAMA_3_1, baseModelIdentifier: 'meta.llama3-1-8b-instruct-v1:0:128k' },
  },
  {
    id: 'meta.llama3-1-70b-instruct-v1:0',
    provider: 'Meta',
    regions: ['us-west-2'],
    geographic: { us: routes(US) },
    input: ['text'],
    output: ['text'],
    lifecycle: { status: 'active' },
    marketplace: false,
    fineTuning: { ...LLAMA_3_1, baseModelIdentifier: 'meta.llama3-1-70b-instruct-v1:0:128k' },
  },
  ...(
    [
      ['meta.llama3-2-1b-instruct-v1:0', LLAMA],
      ['meta.llama3-2-3b-instruct-v1:0', LLAMA],
      ['meta.llama3-2-11b-instruct-v1:0', { ...LLAMA, media: ['image'] }],
      ['meta.llama3-2-90b-instruct-v1:0', { ...LLAMA, media: ['image'], tokens: { record: 10_000 } }],
    ] as const
  ).map(
    ([id, fineTuning]): CatalogueModel => ({
      id,
      provider: 'Meta',
      // Ended: no page lists the Regions any more.
      regions: [],
      geographic: {},
      input: ['text', ...fineTuning.media],
      output: ['text'],
      lifecycle: { status: 'ended', endOfLife: '2026-07-07' },
      marketplace: false,
      fineTuning: { ...fineTuning, baseModelIdentifier: `${id}:128k` },
    }),
  ),
  {
    id: 'meta.llama3-3-70b-instruct-v1:0',
    provider: 'Meta',
    regions: ['us-east-2'],
    geographic: { us: routes(US) },
    input: ['text'],
    output: ['text'],
    lifecycle: { status: 'legacy', endOfLife: '2027-03-30' },
    marketplace: false,
    fineTuning: LLAMA_3_3,
  },
];
