import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { noticesOf } from '../../domain/deployment/notices';
import { catalogueOf } from '../../domain/models/declared-model';
import { invocableModel } from '../../domain/models/invocable-model';
import { FAULTLESS, problemsOf } from './rows';

const NOVA_9 = 'amazon.nova-9-lite-v1:0';
const HERE = { region: 'us-east-1', account: '111122223333', partition: 'aws' };
const DECLARED = {
  id: NOVA_9,
  marketplace: false,
  regions: ['us-east-1'],
  geographic: { us: { 'us-east-1': ['us-east-1', 'us-west-2'] } },
  globalSources: ['us-east-1'],
  endOfLife: '2028-01-31',
};
const changed = (changes: Readonly<Record<string, unknown>>) => ({
  declaredModels: [{ ...DECLARED, ...changes }],
});

test('a row can name a declared model, its profiles, and an application profile of it', () => {
  const applicationProfileArn = 'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6';
  const models = [NOVA_9, `us.${NOVA_9}`, `global.${NOVA_9}`, { applicationProfileArn, copyFrom: `us.${NOVA_9}` }];
  expect(problemsOf({ declaredModels: [DECLARED], models })).toEqual([]);
});

test('an undeclared profile of a declared model is unknown, and declared ones are suggested', () => {
  const { endOfLife: _, ...current } = DECLARED;
  expect(problemsOf({ declaredModels: [current], models: [`eu.${NOVA_9}`] })).toMatchObject([
    { code: 'PB-CONFIG-030', remedy: expect.stringContaining(`'us.${NOVA_9}'`) },
  ]);
});

test('a declared model is resolved to exactly the ARNs that the row declares', () => {
  const catalogue = catalogueOf({ declaredModels: [DECLARED] });
  const { targets } = invocableModel(`us.${NOVA_9}`, HERE, catalogue);
  expect(targets.map(({ arn }) => arn)).toEqual([
    `arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.${NOVA_9}`,
    `arn:aws:bedrock:us-east-1::foundation-model/${NOVA_9}`,
    `arn:aws:bedrock:us-west-2::foundation-model/${NOVA_9}`,
  ]);
  expect(() => invocableModel(`us.${NOVA_9}`, HERE)).toThrow('names nothing');
});

test.each([
  ['an ARN for an id', { id: `arn:aws:bedrock:us-east-1::foundation-model/${NOVA_9}` }, '.id', 'PB-CONFIG-110'],
  ['an id without a provider', { id: 'nova-9' }, '.id', 'PB-CONFIG-110'],
  ['the id of a profile', { id: `us.${NOVA_9}` }, '.id', 'PB-CONFIG-111'],
  ['the id of a global profile', { id: `global.${NOVA_9}` }, '.id', 'PB-CONFIG-111'],
  ['an unknown Region', { regions: ['us-east-1', 'us-esat-1'] }, '.regions[1]', 'PB-CONFIG-112'],
  ['a Region twice', { regions: ['us-east-1', 'us-east-1'] }, '.regions[1]', 'PB-CONFIG-006'],
  ['a Region of GovCloud', { globalSources: ['us-gov-west-1'] }, '.globalSources[0]', 'PB-CONFIG-112'],
  ['a prefix that is none', { geographic: { global: {} } }, '.geographic.global', 'PB-CONFIG-113'],
  [
    'a source that is no Region',
    { geographic: { us: { 'us-east1': ['us-east-1'] } } },
    '.geographic.us.us-east1',
    'PB-CONFIG-112',
  ],
  [
    'a route without destinations',
    { geographic: { us: { 'us-east-1': [] } } },
    '.geographic.us.us-east-1',
    'PB-CONFIG-005',
  ],
  [
    'a destination in another partition',
    { geographic: { us: { 'us-east-1': ['cn-north-1'] } } },
    '.geographic.us.us-east-1[0]',
    'PB-CONFIG-112',
  ],
  ['a day that is none', { endOfLife: '31.01.2028' }, '.endOfLife', 'PB-CONFIG-114'],
  ['a mistyped property', { globalRegions: ['us-east-1'] }, '.globalRegions', 'PB-CONFIG-004'],
  ['Marketplace as text', { marketplace: 'no' }, '.marketplace', 'PB-CONFIG-002'],
])('%s is one problem', (_, changes, path, code) => {
  expect(problemsOf(changed(changes))).toMatchObject([{ path: `test.declaredModels[0]${path}`, code }]);
});

test('a model that the Region cannot invoke is one problem', () => {
  expect(
    problemsOf({ region: 'eu-west-1', models: ['eu.amazon.nova-2-lite-v1:0'], declaredModels: [DECLARED] }),
  ).toMatchObject([
    { path: 'test.declaredModels[0]', code: 'PB-CONFIG-115', message: expect.stringContaining('eu-west-1') },
  ]);
});

test('a model declared twice is one problem', () => {
  expect(problemsOf({ declaredModels: [DECLARED, DECLARED] })).toMatchObject([{ code: 'PB-CONFIG-006' }]);
});

const row = (changes: Partial<DeploymentConfig>): DeploymentConfig => ({ ...FAULTLESS, ...changes });

describe('notices', () => {
  const OPUS = 'us.anthropic.claude-opus-4-1-20250805-v1:0';

  test.each([
    ['2026-11-23', []],
    ['2026-11-24', [['warning', 'PB-CONFIG-032']]],
    ['2027-01-07', [['warning', 'PB-CONFIG-032']]],
    ['2027-01-08', [['error', 'PB-CONFIG-045']]],
    ['2027-06-01', [['error', 'PB-CONFIG-045']]],
  ])('on %s Claude Opus 4.1, which ends on 2027-01-08, has the notices %j', (today, expected) => {
    const notices = noticesOf('test', row({ models: ['amazon.nova-lite-v1:0', OPUS] }), today);
    expect(notices.map(({ level, code }) => [level, code])).toEqual(expected);
    for (const { path, value } of notices) expect([path, value]).toEqual(['test.models[1]', `'${OPUS}'`]);
  });

  test('a model past its end is no mistake of the row: other rows and commands go on', () => {
    expect(problemsOf({ models: [OPUS] }, new Date('2027-06-01'))).toEqual([]);
  });

  test('the declared end of life counts', () => {
    const config = row({ models: [NOVA_9], declaredModels: [DECLARED] });
    expect(noticesOf('test', config, '2027-12-17')).toMatchObject([{ level: 'warning', code: 'PB-CONFIG-032' }]);
    expect(noticesOf('test', config, '2028-01-31')).toMatchObject([{ level: 'error', code: 'PB-CONFIG-045' }]);
  });

  test('a declared model that the catalogue knows by now is a warning with what differs', () => {
    const lite = { id: 'amazon.nova-pro-v1:0', marketplace: false, regions: ['us-east-1'] };
    expect(noticesOf('test', row({ declaredModels: [lite] }), '2026-11-27')).toMatchObject([
      {
        level: 'warning',
        code: 'PB-CONFIG-116',
        message: expect.stringContaining('regions, geographic. The declaration counts'),
      },
    ]);
    const known = {
      id: 'deepseek.r1-v1:0',
      marketplace: false,
      geographic: catalogueOf({}).find('deepseek.r1-v1:0')?.geographic ?? {},
    };
    expect(noticesOf('test', row({ declaredModels: [known] }), '2026-11-27')).toMatchObject([
      { level: 'warning', message: expect.stringContaining('with the same properties') },
    ]);
  });
});
