import { endOfLifeOf } from '../../domain/models/lifecycle';
import {
  findModel,
  idsInRegion,
  isOffered,
  knownIds,
  parseId,
  sourceRegions,
} from '../../domain/models/model-catalogue';
import { MODELS, MODELS_READ } from '../../domain/models/models';
import { BEDROCK_REGIONS } from '../../domain/models/regions';

const NOVA_2 = 'amazon.nova-2-lite-v1:0';

test('ids are unique', () => {
  const ids = MODELS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe.each(MODELS.map((model) => [model.id, model] as const))('%s', (id, model) => {
  test('names Regions of Bedrock only, each once', () => {
    const routes = Object.values(model.geographic).flatMap((route) => Object.entries(route));
    const lists = [model.regions, model.globalSources ?? [], ...routes.map(([, destinations]) => destinations)];
    for (const regions of [...lists, routes.map(([source]) => source)]) {
      expect(regions.filter((region) => !BEDROCK_REGIONS.includes(region))).toEqual([]);
    }
    for (const regions of lists) expect(new Set(regions).size).toBe(regions.length);
  });

  test('each geographic profile routes to the Region it is called from, among others', () => {
    for (const route of Object.values(model.geographic)) {
      for (const [source, destinations] of Object.entries(route)) {
        expect(destinations).toContain(source);
        expect(destinations.length).toBeGreaterThan(1);
      }
    }
  });

  if (model.lifecycle.status !== 'ended') {
    test('can be invoked from somewhere', () => {
      expect(BEDROCK_REGIONS.some((region) => idsInRegion(model, region).length > 0)).toBe(true);
    });
  }

  test('has ended if and only if its end of life had come when the table was read', () => {
    const end = endOfLifeOf(model.lifecycle);
    expect(model.lifecycle.status === 'ended').toBe(end !== undefined && end <= MODELS_READ);
  });

  test('takes as training data what it takes as input', () => {
    const inputs: readonly string[] = model.input;
    expect(model.fineTuning?.media.filter((medium) => !inputs.includes(medium)) ?? []).toEqual([]);
    for (const region of model.fineTuning?.regions ?? []) expect(BEDROCK_REGIONS).toContain(region);
  });

  test('is fine-tuned under its own id and a context length', () => {
    const identifier = model.fineTuning?.baseModelIdentifier ?? `${id}:1k`;
    expect(identifier).toMatch(/:\d+k$/);
    expect(identifier.slice(0, identifier.lastIndexOf(':'))).toBe(id);
  });

  test('its days are ISO days in order', () => {
    const { lifecycle } = model;
    const days = lifecycle.status === 'active' ? [] : [lifecycle.since ?? [], lifecycle.endOfLife ?? []].flat();
    for (const day of days) expect(day).toBe(new Date(day).toISOString().slice(0, 10));
    expect([...days].sort()).toEqual(days);
  });
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
  expect(parseId(id)?.kind).toBe(kind);
});

test('every known id can be read, and there are no others', () => {
  expect(knownIds().filter((id) => !parseId(id))).toEqual([]);
  expect(knownIds()).toHaveLength(new Set(knownIds()).size);
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
  expect(isOffered(id, region)).toBe(offered);
});

test('the ids of a Region come nearest first', () => {
  const haiku = findModel('anthropic.claude-haiku-4-5-20251001-v1:0');
  expect(haiku && idsInRegion(haiku, 'us-east-1')).toEqual([`us.${haiku?.id}`, `global.${haiku?.id}`]);
});

// Copied from the model cards, to catch a slip in the helpers that build the table.
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
  ['us', 'anthropic.claude-3-haiku-20240307-v1:0', 'us-west-2', ['us-east-1', 'us-west-2']],
  ['us', 'anthropic.claude-3-haiku-20240307-v1:0', 'us-east-2', ['us-east-1', 'us-east-2', 'us-west-2']],
] as const)('%s.%s from %s', (geography, id, source, destinations) => {
  expect([...(findModel(id)?.geographic[geography]?.[source] ?? [])].sort()).toEqual(destinations);
});

test('the global profile of Nova 2 Lite has 26 source Regions, Claude 4.5 all 33', () => {
  expect(sourceRegions(`global.${NOVA_2}`)).toHaveLength(26);
  expect(sourceRegions('global.anthropic.claude-haiku-4-5-20251001-v1:0')).toHaveLength(33);
});
