import type { CatalogueModel } from '../catalogue-model';

/** Models of providers with a single row. */
export const OTHERS: readonly CatalogueModel[] = [
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
