import type { CatalogueModel } from '../catalogue-model';
import type { FineTuning } from '../fine-tuning';
import { BEDROCK_REGIONS } from '../regions';
import { EUROPE, JAPAN, routes, US } from './routes';

/** Claude Haiku 4.5 and Claude Sonnet 4.5 take the same routes. */
const CLAUDE_4_5 = {
  us: routes(US, 'us-west-1', 'ca-central-1'),
  eu: routes(EUROPE, 'eu-central-2', 'eu-west-2'),
  au: routes(['ap-southeast-2', 'ap-southeast-4'], 'ap-southeast-6'),
  jp: routes(JAPAN),
};

/** Source: model-customization-prepare. Historical: the model has ended. */
const CLAUDE_3_HAIKU: FineTuning = {
  regions: ['us-west-2'],
  baseModelIdentifier: 'anthropic.claude-3-haiku-20240307-v1:0:200k',
  deploysOnDemand: false,
  format: 'conversation',
  records: { min: 32, max: 10_000, of: 'both' },
  tokens: { record: 32_000 },
  media: [],
  validation: true,
  reasoning: false,
  reserved: [],
};

/** Models of Anthropic. */
export const ANTHROPIC: readonly CatalogueModel[] = [
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
    // ListFoundationModels says LEGACY since 2026-10-10, without a day of its end; the model card still says active.
    lifecycle: { status: 'legacy' },
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
    lifecycle: { status: 'ended', since: '2026-03-10', endOfLife: '2026-09-10' },
    marketplace: true,
    fineTuning: CLAUDE_3_HAIKU,
  },
];
