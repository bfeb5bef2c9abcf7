import fc from 'fast-check';
import { noticesOf } from '../../domain/deployment/notices';
import { invocableModel } from '../../domain/models/invocable-model';
import { CATALOGUE } from '../../domain/models/model-catalogue';
import { BEDROCK_REGIONS } from '../../domain/models/regions';
import { FAULTLESS, problemsOf } from './rows';

const arn = (resource: string, region = 'us-east-1') => `arn:aws:bedrock:${region}:111122223333:${resource}`;
const PROFILE = arn('application-inference-profile/a1b2c3d4e5f6');
const DEPLOYMENT = arn('custom-model-deployment/a1b2c3d4e5f6');

test.each([
  ['a foundation model', 'amazon.nova-lite-v1:0'],
  ['a geographic profile', 'us.amazon.nova-2-lite-v1:0'],
  ['a global profile', 'global.anthropic.claude-sonnet-5'],
  ['a legacy model with months to live', 'us.meta.llama3-3-70b-instruct-v1:0'],
  ['a custom model deployment', DEPLOYMENT],
  ['provisioned throughput', arn('provisioned-model/a1b2c3d4e5f6')],
  ['an application profile', { applicationProfileArn: PROFILE, copyFrom: 'us.amazon.nova-2-lite-v1:0' }],
])('%s passes', (_, model) => {
  expect(problemsOf({ models: [model] })).toEqual([]);
});

/** A model, then where its problem lies, and parts of the message and of the remedy. */
const FAILING: readonly (readonly [string, unknown, string, string, string])[] = [
  ['an id with a typing mistake', 'amazon.nova-light-v1:0', '', 'that this project knows', "'amazon.nova-lite-v1:0'"],
  ['an id of nothing', 'gpt', '', 'that this project knows', 'Declare it under declaredModels'],
  [
    'a profile that the model lacks',
    'global.amazon.nova-lite-v1:0',
    '',
    'that this project knows',
    'amazon.nova-lite-v1:0',
  ],
  [
    'a model that only a profile reaches',
    'amazon.nova-2-lite-v1:0',
    '',
    'only reached through a profile',
    "Use 'us.amazon.nova-2-lite-v1:0'.",
  ],
  [
    'a model of other Regions',
    'meta.llama3-3-70b-instruct-v1:0',
    '',
    'only in us-east-2',
    "'us.meta.llama3-3-70b-instruct-v1:0'",
  ],
  [
    'a profile of another geography',
    'eu.amazon.nova-pro-v1:0',
    '',
    'only in eu-central-1',
    "'amazon.nova-pro-v1:0' or 'us.amazon.nova-pro-v1:0'",
  ],
  ['a model past its end', 'anthropic.claude-3-haiku-20240307-v1:0', '', 'ended on 2026-09-10', 'current model'],
  [
    'a profile of a model past its end',
    'us.anthropic.claude-3-haiku-20240307-v1:0',
    '',
    'ended on 2026-09-10',
    'current model',
  ],
  ['an ARN of another service', 'arn:aws:s3:::bucket', '', 'custom-model-deployment', 'Copy the ARN'],
  ['an ARN of another partition', DEPLOYMENT.replace('aws', 'aws-cn'), '', 'arn:aws:bedrock', 'Copy the ARN'],
  ['an ARN with a malformed id', arn('provisioned-model/x'), '', 'provisioned-model', 'Copy the ARN'],
  [
    'an ARN of a foundation model',
    arn('foundation-model/amazon.nova-lite-v1:0'),
    '',
    'provisioned-model',
    'Copy the ARN',
  ],
  ['an ARN of another Region', arn('provisioned-model/a1b2c3d4e5f6', 'us-west-2'), '', 'us-east-1', 'this Region'],
  [
    'an ARN of a system-defined profile',
    arn('inference-profile/us.amazon.nova-2-lite-v1:0'),
    '',
    'instead of its id',
    "'us.amazon.nova-2-lite-v1:0'",
  ],
  ['an application profile by its ARN alone', PROFILE, '', 'was made from', 'copyFrom'],
  [
    'an application profile of another Region',
    { applicationProfileArn: PROFILE.replace('east-1', 'west-2'), copyFrom: 'us.amazon.nova-2-lite-v1:0' },
    '.applicationProfileArn',
    'us-east-1',
    'this Region',
  ],
  [
    'an application profile by another ARN',
    { applicationProfileArn: DEPLOYMENT, copyFrom: 'amazon.nova-lite-v1:0' },
    '.applicationProfileArn',
    'application-inference-profile',
    'Copy the ARN',
  ],
  [
    'an application profile of an unknown source',
    { applicationProfileArn: PROFILE, copyFrom: 'us.amazon.nova-3-lite-v1:0' },
    '.copyFrom',
    'that this project knows',
    "'us.amazon.nova-2-lite-v1:0'",
  ],
  [
    'an application profile of no source',
    { applicationProfileArn: PROFILE },
    '.copyFrom',
    'is missing',
    "Add 'copyFrom'",
  ],
  ['a number', 7, '', 'an object with applicationProfileArn, copyFrom', '{ … }'],
];

test.each(FAILING)('%s is one problem, with a remedy', (_, model, path, message, remedy) => {
  expect(problemsOf({ models: [model] })).toEqual([
    {
      deployment: 'test',
      path: `test.models[0]${path}`,
      code: expect.stringMatching(/^PB-CONFIG-\d{3}$/),
      message: expect.stringContaining(message),
      remedy: expect.stringContaining(remedy),
      ...(message !== 'is missing' && { value: expect.any(String) }),
    },
  ]);
});

test('a custom model is deployed in two Regions only', () => {
  const models = [DEPLOYMENT.replace('us-east-1', 'us-east-2')];
  expect(problemsOf({ region: 'us-east-2', models })).toMatchObject([
    { path: 'test.models[0]', message: expect.stringContaining('us-east-1 or us-west-2') },
  ]);
});

test('no models, or no list of them, is a problem', () => {
  expect(problemsOf({ models: [] })).toMatchObject([{ message: 'has 0 models, and takes at least 1' }]);
  expect(problemsOf({ models: 'amazon.nova-lite-v1:0' })).toMatchObject([
    { remedy: "Write it as ['amazon.nova-lite-v1:0']." },
  ]);
});

test('the same model twice is a problem of the second', () => {
  const application = { applicationProfileArn: PROFILE, copyFrom: 'us.amazon.nova-2-lite-v1:0' };
  const models = ['amazon.nova-lite-v1:0', application, 'amazon.nova-lite-v1:0', { ...application }];
  expect(problemsOf({ models }).map(({ path }) => path)).toEqual(['test.models[2]', 'test.models[3]']);
});

test('a model of another partition is refused plainly, with what the Region offers', () => {
  const [problem] = problemsOf({
    region: 'eu-central-1',
    models: ['us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0'],
  });
  expect(problem).toMatchObject({ code: 'PB-CONFIG-043', message: expect.stringContaining('GovCloud') });
  expect(idsIn(problem?.remedy)[0]).toMatch(/^eu\.anthropic\.claude/);
});

test.each([
  ['speech', 'amazon.nova-2-sonic-v1:0', 'us-east-1'],
  ['video', 'luma.ray-v2:0', 'us-west-2'],
])('a %s model is refused, since the function cannot invoke it', (kind, id, region) => {
  expect(problemsOf({ region, models: [id] })).toMatchObject([
    { code: 'PB-CONFIG-044', message: expect.stringContaining(`is a ${kind} model`) },
  ]);
});

/** Ids that a remedy names. */
const idsIn = (remedy = '') => [...remedy.matchAll(/'([^']+)'/g)].map(([, id = '']) => id);

/** An id with a typing mistake, as people make them: a letter lost, two letters swapped, another prefix. */
const misspelt = fc
  .tuple(
    fc.constantFrom(...CATALOGUE.ids()),
    fc.nat(),
    fc.constantFrom('lose', 'swap', 'us', 'eu', 'global', 'us-gov', 'apac'),
  )
  .map(([id, at, mistake]) => {
    const n = at % id.length;
    if (mistake === 'lose') return id.slice(0, n) + id.slice(n + 1);
    if (mistake === 'swap') return id.slice(0, n) + (id[n + 1] ?? '') + (id[n] ?? '') + id.slice(n + 2);
    return `${mistake}.${id.replace(/^(apac|au|ca|eu|global|in|jp|us)\./, '')}`;
  });

/** Obeys each suggestion of a wrong id. */
const expectObeyable = (id: string, region: string, today: Date) => {
  for (const { remedy } of problemsOf({ region, models: [id] }, today)) {
    for (const suggestion of idsIn(remedy)) {
      expect([id, region, suggestion, problemsOf({ region, models: [suggestion] }, today)]).toEqual([
        id,
        region,
        suggestion,
        [],
      ]);
      expect(noticesOf('test', { ...FAULTLESS, region, models: [suggestion] }, day(today))).toEqual([]);
    }
  }
};
const day = (date: Date) => date.toISOString().slice(0, 10);

test('every suggestion for a wrong id is accepted when obeyed, in every Region and on any day', () => {
  const days = fc.date({ min: new Date('2026-11-01'), max: new Date('2027-12-31'), noInvalidDate: true });
  fc.assert(fc.property(misspelt, fc.constantFrom(...BEDROCK_REGIONS), days, expectObeyable), { numRuns: 1_000 });
});

test('every suggestion for every id in a Region that does not offer it is accepted when obeyed', () => {
  for (const id of CATALOGUE.ids()) {
    for (const region of BEDROCK_REGIONS.filter((one) => !CATALOGUE.isOffered(id, one))) {
      const remedies = problemsOf({ region, models: [id] }).map(({ remedy }) => remedy);
      expect(remedies).toHaveLength(1);
      for (const suggestion of remedies.flatMap(idsIn)) {
        expect(problemsOf({ region, models: [suggestion] })).toEqual([]);
      }
    }
  }
});

test('a geographic id is never answered with a global one while there is another', () => {
  const [problem] = problemsOf({ region: 'eu-central-1', models: ['eu.anthropic.claude-haiku-4-5'] });
  expect(idsIn(problem?.remedy).filter((id) => id.startsWith('global.'))).toEqual([]);
  expect(idsIn(problem?.remedy)).not.toEqual([]);
  const [onlyGlobal] = problemsOf({ region: 'sa-east-1', models: ['anthropic.claude-haiku-4-5-20251001-v1:0'] });
  expect(onlyGlobal?.remedy).toBe(
    "Use 'global.anthropic.claude-haiku-4-5-20251001-v1:0', whose requests can be answered in any country.",
  );
});

test('what the check lets through can be resolved, and what cannot be resolved it stops', () => {
  const ids = fc.constantFrom(
    ...CATALOGUE.ids(),
    'us.unknown',
    'amazon.nova',
    'amazon.nova-2-sonic-v1:0',
    'global.amazon.nova-lite-v1:0',
  );
  fc.assert(
    fc.property(ids, fc.constantFrom(...BEDROCK_REGIONS), (id, region) => {
      const problems = problemsOf({ region, models: [id] });
      const passes = problems.length === 0;
      const resolve = () => invocableModel(id, { region, account: '111122223333', partition: 'aws' });
      if (passes) expect(resolve().targets.length).toBeGreaterThan(0);
      // A speech model has an ARN, and no operation of the function.
      else if (!problems.some(({ code }) => code === 'PB-CONFIG-044')) expect(resolve).toThrow(id);
    }),
  );
});
