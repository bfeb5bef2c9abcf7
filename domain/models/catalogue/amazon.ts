import type { CatalogueModel, Routes } from '../catalogue-model';
import type { FineTuning } from '../fine-tuning';
import { BEDROCK_REGIONS } from '../regions';
import { EUROPE, JAPAN, routes, US } from './routes';

/** Core of the European profile of Nova's first generation. */
const NOVA_EUROPE_CORE = ['eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-3'];
const NOVA_EUROPE: Routes = {
  ...routes(NOVA_EUROPE_CORE, 'eu-south-1', 'eu-south-2'),
  'il-central-1': [...NOVA_EUROPE_CORE, 'eu-south-1', 'il-central-1'],
};

/** Regions of Bedrock from which the global profile of Nova 2 Lite cannot be called. */
const WITHOUT_NOVA_2_LITE = [
  'af-south-1',
  'ap-northeast-3',
  'ap-south-2',
  'eu-central-2',
  'me-south-1',
  'mx-central-1',
  'sa-east-1',
];

/** Sources: custom-models-hp and, in the Amazon Nova User Guide, fine-tune-prepare-data-understanding. */
const NOVA = {
  regions: ['us-east-1'],
  deploysOnDemand: true,
  format: 'conversation',
  records: { min: 8, max: 20_000, of: 'training' },
  tokens: { record: 32_000 },
  media: ['image', 'video'],
  validation: true,
  reasoning: false,
  reserved: ['User:', 'Bot:', 'Assistant:', 'System:', '<image>', '<video>', '[EOS]'],
  hyperparameters: {
    epochCount: { min: 1, max: 5, default: 2, whole: true },
    learningRate: { min: 1e-6, max: 1e-4, default: 1e-5 },
    learningRateWarmupSteps: { min: 0, max: 100, default: 10, whole: true },
  },
} as const satisfies Omit<FineTuning, 'baseModelIdentifier'>;

/**
 * Source: Amazon Nova User Guide, nova-2-sft-data-prep. The 200 records are a guideline; AWS states neither the most
 * records nor the hyperparameters.
 */
const NOVA_2_LITE: FineTuning = {
  regions: NOVA.regions,
  baseModelIdentifier: 'amazon.nova-2-lite-v1:0:256k',
  deploysOnDemand: true,
  format: 'conversation',
  records: { min: 200, of: 'training' },
  tokens: NOVA.tokens,
  media: NOVA.media,
  validation: false,
  reasoning: true,
  reserved: NOVA.reserved,
};

/** Models of Amazon. */
export const AMAZON: readonly CatalogueModel[] = [
  {
    id: 'amazon.nova-micro-v1:0',
    provider: 'Amazon',
    regions: ['us-east-1', 'eu-west-2', 'ap-southeast-2'],
    geographic: { us: routes(US), eu: NOVA_EUROPE },
    input: ['text'],
    output: ['text'],
    lifecycle: { status: 'active' },
    marketplace: false,
    fineTuning: { ...NOVA, baseModelIdentifier: 'amazon.nova-micro-v1:0:128k', media: [] },
  },
  {
    id: 'amazon.nova-lite-v1:0',
    provider: 'Amazon',
    regions: [
      'us-east-1',
      'us-east-2',
      'us-west-2',
      'eu-north-1',
      'eu-west-2',
      'ap-northeast-1',
      'ap-southeast-2',
      'ap-southeast-3',
      'me-central-1',
    ],
    geographic: { us: routes(US, 'us-west-1'), eu: NOVA_EUROPE },
    // Its card ticks speech too, which neither Nova Pro's nor Nova 2 Lite's does: left out until confirmed.
    input: ['text', 'image', 'video'],
    output: ['text'],
    lifecycle: { status: 'active' },
    marketplace: false,
    fineTuning: { ...NOVA, baseModelIdentifier: 'amazon.nova-lite-v1:0:300k' },
  },
  {
    id: 'amazon.nova-pro-v1:0',
    provider: 'Amazon',
    regions: ['us-east-1', 'eu-west-2', 'ap-southeast-2', 'ap-southeast-3', 'me-central-1'],
    geographic: { us: routes(US, 'us-west-1'), eu: NOVA_EUROPE },
    input: ['text', 'image', 'video'],
    output: ['text'],
    lifecycle: { status: 'active' },
    marketplace: false,
    fineTuning: { ...NOVA, baseModelIdentifier: 'amazon.nova-pro-v1:0:300k' },
  },
  {
    id: 'amazon.nova-2-lite-v1:0',
    provider: 'Amazon',
    regions: [],
    geographic: {
      us: routes(US, 'us-west-1', 'ca-central-1', 'ca-west-1'),
      eu: routes(EUROPE),
      jp: { 'ap-northeast-1': JAPAN },
    },
    globalSources: BEDROCK_REGIONS.filter((region) => !WITHOUT_NOVA_2_LITE.includes(region)),
    input: ['text', 'image', 'video'],
    output: ['text'],
    lifecycle: { status: 'active' },
    marketplace: false,
    fineTuning: NOVA_2_LITE,
  },
];
