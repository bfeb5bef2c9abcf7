import { readFileSync } from 'node:fs';
import { MODELS } from '../../domain/models/models';

type Facts = Readonly<Record<string, unknown>>;
const script = (): Promise<{ readonly catalogueOf: (facts: Facts) => { models: Facts; lifecycles: Facts } }> =>
  // @ts-expect-error: a script has no types
  import('../../tools/model-catalogue.mjs');

const MODEL = {
  provider: 'Amazon',
  name: 'Nova 9',
  kind: 'text',
  regions: ['us-west-2', 'us-east-1'],
  geographic: {
    us: {
      'us-east-2': ['us-west-2', 'us-east-1'],
      'us-east-1': ['us-east-1', 'us-west-2'],
      'us-west-1': null,
    },
    'us-gov': { 'us-gov-west-1': ['us-gov-west-1'] },
    eu: null,
  },
  globalSources: null,
  input: ['text'],
  output: ['text'],
  lifecycle: { status: 'legacy', endOfLife: null, from: 'API' },
  marketplace: null,
};

test('the script writes what sources state, sorted, and lists what it leaves out', async () => {
  const { catalogueOf } = await script();
  const facts = {
    about: { 'as of': '2026-11-27', sources: { A: 'API' } },
    models: { 'amazon.nova-9-v1:0': MODEL },
    ended: { 'amazon.nova-8-v1:0': '2026-10-01' },
  };
  expect(catalogueOf(facts)).toEqual({
    models: {
      asOf: '2026-11-27',
      sources: { A: 'API' },
      omitted: ['us.amazon.nova-9-v1:0 from us-west-1: no source states its destinations'],
      models: {
        'amazon.nova-9-v1:0': {
          provider: 'Amazon',
          name: 'Nova 9',
          kind: 'text',
          input: 'text',
          output: 'text',
          regions: 'us-east-1 us-west-2',
          geographic: { us: { 'us-east-1 us-east-2': 'us-east-1 us-west-2' } },
        },
      },
    },
    lifecycles: {
      'amazon.nova-8-v1:0': { status: 'ended', endOfLife: '2026-10-01' },
      'amazon.nova-9-v1:0': { status: 'legacy' },
    },
  });
});

test('the reader and the script agree: facts made of the catalogue are written as the files that are there', async () => {
  const { catalogueOf } = await script();
  const stored = (name: string) => JSON.parse(readFileSync(`domain/models/data/${name}.json`, 'utf8'));
  const { asOf, sources, omitted } = stored('models');
  const [ended, current] = [true, false].map((hasEnded) =>
    MODELS.filter(({ lifecycle }) => (lifecycle.status === 'ended') === hasEnded),
  );
  const facts = {
    about: { 'as of': asOf, sources },
    models: Object.fromEntries((current ?? []).map((model) => [model.id, model])),
    ended: Object.fromEntries(
      (ended ?? []).map(({ id, lifecycle }) => [id, 'endOfLife' in lifecycle && lifecycle.endOfLife]),
    ),
  };
  const { models, lifecycles } = catalogueOf(facts);
  expect({ ...models, omitted }).toEqual(stored('models'));
  expect(lifecycles).toEqual(stored('lifecycles'));
});
