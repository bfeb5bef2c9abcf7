import type { CatalogueModel, Routes } from './model-catalogue';
import { BEDROCK_REGIONS } from './regions';

/** From each Region of the core to the whole core; from a Region beside it to the core and to itself. */
function routes(core: readonly string[], ...beside: readonly string[]): Routes {
  return Object.fromEntries([
    ...core.map((source) => [source, core] as const),
    ...beside.map((source) => [source, [...core, source]] as const),
  ]);
}

const US = ['us-east-1', 'us-east-2', 'us-west-2'];
const EUROPE = ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-3'];
const JAPAN = ['ap-northeast-1', 'ap-northeast-3'];

/** The European profile of Nova's first generation. */
const NOVA_EUROPE_CORE = ['eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-3'];
const NOVA_EUROPE: Routes = {
  ...routes(NOVA_EUROPE_CORE, 'eu-south-1', 'eu-south-2'),
  'il-central-1': [...NOVA_EUROPE_CORE, 'eu-south-1', 'il-central-1'],
};

/** Claude Haiku 4.5 and Claude Sonnet 4.5 take the same routes. */
const CLAUDE_4_5 = {
  us: routes(US, 'us-west-1', 'ca-central-1'),
  eu: routes(EUROPE, 'eu-central-2', 'eu-west-2'),
  au: routes(['ap-southeast-2', 'ap-southeast-4'], 'ap-southeast-6'),
  jp: routes(JAPAN),
};

/** The Regions of Bedrock from which the global profile of Nova 2 Lite cannot be called. */
const WITHOUT_NOVA_2_LITE = [
  'af-south-1',
  'ap-northeast-3',
  'ap-south-2',
  'eu-central-2',
  'me-south-1',
  'mx-central-1',
  'sa-east-1',
];

/**
 * The models that this project knows, in the `aws` partition.
 *
 * Sources, all read 2026-11-23. Of each model its card in the Amazon Bedrock User Guide,
 * https://docs.aws.amazon.com/bedrock/latest/userguide/model-card-<name>.html: id, Regions of the bedrock-runtime
 * endpoint, routes of its geographic profiles, source Regions of its global one, modalities, lifecycle.
 * Beside the cards: model-lifecycle-legacy (dates), model-access (AWS Marketplace), custom-model-fine-tuning.
 *
 * Left out because their card does not list the destination Regions: `apac.amazon.nova-pro-v1:0` and the geographic
 * profiles of Claude Sonnet 5. To add one, copy the routes that `aws bedrock get-inference-profile` answers in each
 * source Region: a Region that is missing here is a request that is denied.
 */
export const MODELS: readonly CatalogueModel[] = [
  {
    id: 'amazon.nova-micro-v1:0',
    provider: 'Amazon',
    regions: ['us-east-1', 'eu-west-2', 'ap-southeast-2'],
    geographic: { us: routes(US), eu: NOVA_EUROPE },
    input: ['text'],
    output: ['text'],
    lifecycle: { status: 'active' },
    marketplace: false,
    fineTuning: { regions: ['us-east-1'], baseModelIdentifier: 'amazon.nova-micro-v1:0:128k' },
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
    fineTuning: { regions: ['us-east-1'], baseModelIdentifier: 'amazon.nova-lite-v1:0:300k' },
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
    fineTuning: { regions: ['us-east-1'], baseModelIdentifier: 'amazon.nova-pro-v1:0:300k' },
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
    fineTuning: { regions: ['us-east-1'], baseModelIdentifier: 'amazon.nova-2-lite-v1:0:256k' },
  },
  {
    id: 'anthropic.claude-haiku-4-5-20251001-v1:0',
    provider: 'Anthropic',
    regions: [],
    geographic: CLAUDE_4_5,
    globalSources: BEDROCK_REGIONS,
    input: ['text', 'image'],
    output: ['text'],
    lifecycle: { status: 'active' },
    marketplace: true,
  },
  {
    id: 'anthropic.claude-sonnet-4-5-20250929-v1:0',
    provider: 'Anthropic',
    regions: [],
    geographic: CLAUDE_4_5,
    globalSources: BEDROCK_REGIONS,
    input: ['text', 'image'],
    output: ['text'],
    lifecycle: { status: 'active' },
    marketplace: true,
  },
  {
    id: 'anthropic.claude-sonnet-5',
    provider: 'Anthropic',
    regions: [],
    geographic: {},
    globalSources: BEDROCK_REGIONS,
    input: ['text', 'image'],
    output: ['text'],
    lifecycle: { status: 'active' },
    marketplace: true,
  },
  {
    id: 'anthropic.claude-opus-4-1-20250805-v1:0',
    provider: 'Anthropic',
    regions: [],
    geographic: { us: routes(US) },
    input: ['text', 'image'],
    output: ['text'],
    lifecycle: { status: 'legacy', since: '2026-07-08', endOfLife: '2027-01-08' },
    marketplace: true,
  },
  {
    id: 'anthropic.claude-3-haiku-20240307-v1:0',
    provider: 'Anthropic',
    regions: ['us-east-1', 'us-west-2', 'ca-central-1', 'eu-central-1', 'eu-west-1', 'eu-west-2', 'eu-west-3'],
    geographic: {
      us: routes(['us-east-1', 'us-west-2'], 'us-east-2'),
      eu: routes(['eu-central-1', 'eu-west-1', 'eu-west-3']),
    },
    input: ['text', 'image'],
    output: ['text'],
    lifecycle: { status: 'legacy', since: '2026-03-10', endOfLife: '2026-09-10' },
    marketplace: true,
    fineTuning: { regions: ['us-west-2'], baseModelIdentifier: 'anthropic.claude-3-haiku-20240307-v1:0:200k' },
  },
  {
    id: 'meta.llama3-3-70b-instruct-v1:0',
    provider: 'Meta',
    regions: ['us-east-2'],
    geographic: { us: routes(US) },
    input: ['text'],
    output: ['text'],
    lifecycle: { status: 'legacy', endOfLife: '2027-03-30' },
    marketplace: false,
    fineTuning: { regions: ['us-west-2'], baseModelIdentifier: 'meta.llama3-3-70b-instruct-v1:0:128k' },
  },
  {
    id: 'mistral.mistral-large-3-675b-instruct',
    provider: 'Mistral AI',
    regions: ['us-east-1', 'us-east-2', 'us-west-2', 'sa-east-1', 'ap-northeast-1', 'ap-south-1', 'ap-southeast-2'],
    geographic: {},
    input: ['text', 'image'],
    output: ['text'],
    lifecycle: { status: 'active' },
    marketplace: false,
  },
  {
    id: 'deepseek.v3.2',
    provider: 'DeepSeek',
    regions: [
      'us-east-1',
      'us-east-2',
      'us-west-2',
      'sa-east-1',
      'eu-north-1',
      'eu-west-2',
      'ap-northeast-1',
      'ap-south-1',
      'ap-southeast-2',
      'ap-southeast-3',
    ],
    geographic: {},
    input: ['text'],
    output: ['text'],
    lifecycle: { status: 'active' },
    marketplace: false,
  },
];
