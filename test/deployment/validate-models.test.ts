import fc from 'fast-check';
import { invocableModel } from '../../domain/models/invocable-model';
import { CATALOGUE } from '../../domain/models/model-catalogue';
import { MODELS } from '../../domain/models/models';
import { BEDROCK_REGIONS } from '../../domain/models/regions';
import { problemsOf } from './rows';

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
  ['an id of nothing', 'gpt', '', 'that this project knows', 'Add the model'],
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
    "'us.amazon.nova-2-lite-v1:0' or 'global.amazon.nova-2-lite-v1:0'",
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
  ['a model close to its end', 'us.anthropic.claude-opus-4-1-20250805-v1:0', '', 'ends on 2027-01-08', 'current model'],
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
  expect(problemsOf({ models: 'amazon.nova-lite-v1:0' })).toMatchObject([{ remedy: 'Write it as [ … ].' }]);
});

test('the same model twice is a problem of the second', () => {
  const application = { applicationProfileArn: PROFILE, copyFrom: 'us.amazon.nova-2-lite-v1:0' };
  const models = ['amazon.nova-lite-v1:0', application, 'amazon.nova-lite-v1:0', { ...application }];
  expect(problemsOf({ models }).map(({ path }) => path)).toEqual(['test.models[2]', 'test.models[3]']);
});

test.each([
  ['2026-10-09', []],
  ['2026-10-10', ['90 days']],
  ['2027-01-07', ['90 days']],
  ['2027-01-08', ['ended on 2027-01-08']],
] as [string, string[]][])('on %s Claude Opus 4.1 has the problems %p', (today, expected) => {
  const problems = problemsOf({ models: ['us.anthropic.claude-opus-4-1-20250805-v1:0'] }, new Date(today));
  expect(problems.map(({ message }) => message)).toEqual(expected.map((text) => expect.stringContaining(text)));
});

test('what the check lets through can be resolved, and what cannot be resolved it stops', () => {
  const ids = fc.constantFrom(...CATALOGUE.ids(), 'us.unknown', 'amazon.nova', 'global.amazon.nova-lite-v1:0');
  fc.assert(
    fc.property(ids, fc.constantFrom(...BEDROCK_REGIONS), (id, region) => {
      const passes = problemsOf({ region, models: [id] }, new Date('2026-01-01')).length === 0;
      const resolve = () => invocableModel(id, { region, account: '111122223333', partition: 'aws' });
      if (passes) expect(resolve().targets.length).toBeGreaterThan(0);
      else expect(resolve).toThrow(id);
    }),
  );
});

test('a remedy that names an id names one that passes', () => {
  for (const model of MODELS.filter(({ lifecycle }) => lifecycle.status === 'active')) {
    for (const region of BEDROCK_REGIONS) {
      const here = CATALOGUE.idsInRegion(model, region);
      if (!here.includes(model.id)) {
        const [problem] = problemsOf({ region, models: [model.id] });
        const remedy =
          here.length > 0
            ? `Use ${here.map((id) => `'${id}'`).join(' or ')}.`
            : 'Use another model, or another Region.';
        expect(problem?.remedy).toBe(remedy);
        for (const id of here) expect(problemsOf({ region, models: [id] })).toEqual([]);
      }
    }
  }
});
