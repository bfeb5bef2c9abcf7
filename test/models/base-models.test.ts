import { BASE_MODELS, findBaseModel } from '../../domain/models/base-models';

// Copied from the fine-tuning table of the Amazon Bedrock User Guide and its pages on lifecycle and deployment.
const FACTS = [
  ['amazon.nova-micro-v1:0', '128k', 'us-east-1', 'on demand', 'active'],
  ['amazon.nova-lite-v1:0', '300k', 'us-east-1', 'on demand', 'active'],
  ['amazon.nova-pro-v1:0', '300k', 'us-east-1', 'on demand', 'active'],
  ['amazon.nova-2-lite-v1:0', '256k', 'us-east-1', 'on demand', 'active'],
  ['anthropic.claude-3-haiku-20240307-v1:0', '200k', 'us-west-2', 'provisioned', 'ended 2026-09-10'],
  ['meta.llama3-1-8b-instruct-v1:0', '128k', 'us-west-2', 'provisioned', 'legacy 2027-03-30'],
  ['meta.llama3-1-70b-instruct-v1:0', '128k', 'us-west-2', 'provisioned', 'active'],
  ['meta.llama3-2-1b-instruct-v1:0', '128k', 'us-west-2', 'provisioned', 'ended 2026-07-07'],
  ['meta.llama3-2-3b-instruct-v1:0', '128k', 'us-west-2', 'provisioned', 'ended 2026-07-07'],
  ['meta.llama3-2-11b-instruct-v1:0', '128k', 'us-west-2', 'provisioned', 'ended 2026-07-07'],
  ['meta.llama3-2-90b-instruct-v1:0', '128k', 'us-west-2', 'provisioned', 'ended 2026-07-07'],
  ['meta.llama3-3-70b-instruct-v1:0', '128k', 'us-west-2', 'on demand', 'legacy 2027-03-30'],
];

test('every base model is as AWS documents it', () => {
  const rows = BASE_MODELS.map(({ id, baseModelIdentifier, regions, deploysOnDemand, lifecycle }) => [
    id,
    baseModelIdentifier.slice(id.length + 1),
    regions.join(', '),
    deploysOnDemand ? 'on demand' : 'provisioned',
    lifecycle.status === 'active' ? 'active' : `${lifecycle.status} ${lifecycle.endOfLife}`,
  ]);
  expect(rows).toEqual(FACTS);
});

test('a base model is found by its id and by its base model identifier', () => {
  for (const model of BASE_MODELS) {
    expect([findBaseModel(model.id), findBaseModel(model.baseModelIdentifier)]).toEqual([model, model]);
  }
  expect(findBaseModel('deepseek.v3.2')).toBeUndefined();
});

test('a base model that takes no new jobs has a replacement that does', () => {
  for (const { lifecycle } of BASE_MODELS) {
    if (lifecycle.status === 'active') continue;
    expect(findBaseModel(lifecycle.replacement)?.lifecycle.status).toBe('active');
  }
});
