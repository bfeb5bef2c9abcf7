import { type CatalogueModel, GEOGRAPHIES, KINDS } from '../../domain/models/catalogue-model';
import { agreedMedia } from '../../domain/models/fine-tuning';
import { FINE_TUNING } from '../../domain/models/fine-tuning-table';
import { endOfLifeOf } from '../../domain/models/lifecycle';
import { CATALOGUE } from '../../domain/models/model-catalogue';
import { MODELS, MODELS_READ } from '../../domain/models/models';
import { BEDROCK_REGIONS } from '../../domain/models/regions';

const NOVA_2 = 'amazon.nova-2-lite-v1:0';

test('ids are unique', () => {
  const ids = MODELS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('the catalogue holds all kinds of models that the sources list', () => {
  const current = MODELS.filter(({ lifecycle }) => lifecycle.status !== 'ended');
  const counts = KINDS.map((kind) => [kind, current.filter((model) => model.kind === kind).length]);
  expect(Object.fromEntries(counts)).toEqual({ text: 89, embedding: 10, rerank: 2, image: 16, speech: 2, video: 1 });
  expect(MODELS.length - current.length).toBe(18);
});

/** Every model with what must hold for it; a test names those for which it does not. */
const violating = (isViolated: (model: CatalogueModel) => boolean) => MODELS.filter(isViolated).map(({ id }) => id);
const routesOf = ({ geographic }: CatalogueModel) =>
  Object.values(geographic).flatMap((routes) => Object.entries(routes));

test('models name Regions of Bedrock only, each once', () => {
  expect(
    violating((model) => {
      const routes = routesOf(model);
      const lists = [model.regions, model.globalSources ?? [], ...routes.map(([, destinations]) => destinations)];
      const all = [...lists.flat(), ...routes.map(([source]) => source)];
      return (
        all.some((region) => !BEDROCK_REGIONS.includes(region)) ||
        lists.some((regions) => new Set(regions).size < regions.length)
      );
    }),
  ).toEqual([]);
});

test('models have kinds, modalities and geographies that the types know', () => {
  const modalities = ['text', 'image', 'video', 'speech', 'audio', 'embedding'];
  expect(
    violating(
      ({ kind, input, output, geographic }) =>
        !KINDS.includes(kind) ||
        input.length === 0 ||
        output.length === 0 ||
        [...input, ...output].some((modality) => !modalities.includes(modality)) ||
        Object.keys(geographic).some((prefix) => !(GEOGRAPHIES as readonly string[]).includes(prefix)),
    ),
  ).toEqual([]);
});

test('each geographic profile routes to several Regions, and to the one it is called from, but for two models', () => {
  expect(violating((model) => routesOf(model).some(([, to]) => to.length < 2))).toEqual([]);
  expect(violating((model) => routesOf(model).some(([source, to]) => !to.includes(source)))).toEqual([
    'openai.gpt-5.4',
    'openai.gpt-5.5',
  ]);
});

test('every model that has not ended can be invoked from somewhere, and no other', () => {
  const offered = (model: CatalogueModel) =>
    BEDROCK_REGIONS.some((region) => CATALOGUE.idsInRegion(model, region).length > 0);
  expect(violating((model) => offered(model) === (model.lifecycle.status === 'ended'))).toEqual([]);
});

test('a model has ended if and only if its end of life had come when the table was read', () => {
  expect(
    violating(({ lifecycle }) => {
      const end = endOfLifeOf(lifecycle);
      return (lifecycle.status === 'ended') !== (end !== undefined && end <= MODELS_READ);
    }),
  ).toEqual([]);
});

test('a model takes as training data what it takes as input, under its own id and a context length', () => {
  expect(
    violating(({ id, input, fineTuning }) => {
      if (!fineTuning) return false;
      const { regions, baseModelIdentifier } = fineTuning;
      return (
        agreedMedia(fineTuning).some((medium) => !input.includes(medium)) ||
        regions.some((region) => !BEDROCK_REGIONS.includes(region)) ||
        !/:\d+k$/.test(baseModelIdentifier) ||
        baseModelIdentifier.slice(0, baseModelIdentifier.lastIndexOf(':')) !== id
      );
    }),
  ).toEqual([]);
});

test('each row of the table of fine-tuning is a model of the catalogue', () => {
  expect(Object.keys(FINE_TUNING).filter((id) => CATALOGUE.find(id)?.fineTuning !== FINE_TUNING[id])).toEqual([]);
});

test('days are ISO days in order', () => {
  expect(
    violating(({ lifecycle }) => {
      const days = lifecycle.status === 'active' ? [] : [lifecycle.since ?? [], lifecycle.endOfLife ?? []].flat();
      return (
        days.some((day) => day !== new Date(day).toISOString().slice(0, 10)) || `${[...days].sort()}` !== `${days}`
      );
    }),
  ).toEqual([]);
});

test.each([
  ['amazon.nova-lite-v1:0', 'foundation-model'],
  [`us.${NOVA_2}`, 'geographic-profile'],
  [`jp.${NOVA_2}`, 'geographic-profile'],
  [`global.${NOVA_2}`, 'global-profile'],
  ['global.amazon.nova-lite-v1:0', undefined],
  ['jp.amazon.nova-lite-v1:0', undefined],
  [`au.${NOVA_2}`, undefined],
  [`xx.${NOVA_2}`, undefined],
  [`.${NOVA_2}`, undefined],
  ['', undefined],
  ['constructor', undefined],
])('%p is read as %p', (id, kind) => {
  expect(CATALOGUE.parse(id)?.kind).toBe(kind);
});

test('a profile of a model that has ended is read, and offered nowhere', () => {
  const id = 'apac.anthropic.claude-3-haiku-20240307-v1:0';
  expect(CATALOGUE.parse(id)?.model.lifecycle.status).toBe('ended');
  expect(CATALOGUE.sourceRegions(id)).toEqual([]);
});

test('every known id can be read, and there are no others', () => {
  expect(CATALOGUE.ids().filter((id) => !CATALOGUE.parse(id))).toEqual([]);
  expect(CATALOGUE.ids()).toHaveLength(new Set(CATALOGUE.ids()).size);
});

test.each([
  ['amazon.nova-lite-v1:0', 'us-east-1', true],
  ['amazon.nova-micro-v1:0', 'us-east-2', false],
  [NOVA_2, 'us-east-1', false],
  [`us.${NOVA_2}`, 'ca-west-1', true],
  [`eu.${NOVA_2}`, 'eu-west-2', false],
  [`global.${NOVA_2}`, 'eu-west-2', true],
  [`global.${NOVA_2}`, 'sa-east-1', false],
  ['unknown', 'us-east-1', false],
])('%s from %s: %p', (id, region, offered) => {
  expect(CATALOGUE.isOffered(id, region)).toBe(offered);
});

test('the ids of a Region come nearest first', () => {
  const haiku = CATALOGUE.find('anthropic.claude-haiku-4-5-20251001-v1:0');
  expect(haiku && CATALOGUE.idsInRegion(haiku, 'us-east-1')).toEqual([`us.${haiku?.id}`, `global.${haiku?.id}`]);
});

// Copied from the model cards, to catch a slip in the script that writes the data and in its reader.
test.each([
  ['us', 'amazon.nova-lite-v1:0', 'us-west-1', ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2']],
  ['eu', 'amazon.nova-pro-v1:0', 'eu-south-2', ['eu-central-1', 'eu-north-1', 'eu-south-2', 'eu-west-1', 'eu-west-3']],
  [
    'eu',
    'amazon.nova-micro-v1:0',
    'il-central-1',
    ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-west-1', 'eu-west-3', 'il-central-1'],
  ],
  ['us', NOVA_2, 'ca-central-1', ['ca-central-1', 'us-east-1', 'us-east-2', 'us-west-2']],
  [
    'eu',
    'anthropic.claude-sonnet-4-5-20250929-v1:0',
    'eu-west-2',
    ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-2', 'eu-west-3'],
  ],
  [
    'au',
    'anthropic.claude-haiku-4-5-20251001-v1:0',
    'ap-southeast-6',
    ['ap-southeast-2', 'ap-southeast-4', 'ap-southeast-6'],
  ],
  ['jp', NOVA_2, 'ap-northeast-1', ['ap-northeast-1', 'ap-northeast-3']],
  ['in', 'anthropic.claude-sonnet-5', 'ap-south-2', ['ap-south-1', 'ap-south-2']],
  ['ca', 'amazon.nova-lite-v1:0', 'ca-west-1', ['ca-central-1', 'ca-west-1']],
] as const)('%s.%s from %s', (geography, id, source, destinations) => {
  expect([...(CATALOGUE.find(id)?.geographic[geography]?.[source] ?? [])].sort()).toEqual(destinations);
});

test('the global profile of Nova 2 Lite has 26 source Regions, Claude 4.5 all 33', () => {
  expect(CATALOGUE.sourceRegions(`global.${NOVA_2}`)).toHaveLength(26);
  expect(CATALOGUE.sourceRegions('global.anthropic.claude-haiku-4-5-20251001-v1:0')).toHaveLength(33);
});
