import { Aws } from 'aws-cdk-lib';
import { invocableModel, UnknownModelError } from '../../domain/models/invocable-model';
import { ALL_KINDS, applicationProfile, example, foundationModel, profile, REFERENCES, VIRGINIA } from './examples';

const NOVA_2 = 'amazon.nova-2-lite-v1:0';

test.each(ALL_KINDS)('%s knows its kind and is named in a request as the API names it', (kind) => {
  const reference = REFERENCES[kind];
  const modelId = typeof reference === 'string' ? reference : reference.applicationProfileArn;
  expect(example(kind)).toMatchObject({ kind, modelId });
});

test('a foundation model is itself alone', () => {
  expect(example('foundation-model').targets).toEqual([{ arn: foundationModel('us-east-1', 'amazon.nova-lite-v1:0') }]);
});

test('a geographic profile is itself, and its model in every destination Region through it', () => {
  const throughProfile = profile(`us.${NOVA_2}`);
  expect(example('geographic-profile').targets).toEqual([
    { arn: throughProfile },
    { arn: foundationModel('us-east-1', NOVA_2), throughProfile },
    { arn: foundationModel('us-east-2', NOVA_2), throughProfile },
    { arn: foundationModel('us-west-2', NOVA_2), throughProfile },
  ]);
});

test('a geographic profile goes elsewhere from elsewhere', () => {
  const { targets } = invocableModel(`us.${NOVA_2}`, { ...VIRGINIA, region: 'ca-central-1' });
  expect(targets.slice(1).map(({ arn }) => arn)).toEqual(
    ['ca-central-1', 'us-east-1', 'us-east-2', 'us-west-2'].map((region) => foundationModel(region, NOVA_2)),
  );
});

test('a global profile is itself, its model here, and its model in no Region', () => {
  const throughProfile = profile(`global.${NOVA_2}`);
  expect(example('global-profile').targets).toEqual([
    { arn: throughProfile },
    { arn: foundationModel('us-east-1', NOVA_2), throughProfile },
    { arn: `arn:aws:bedrock:::foundation-model/${NOVA_2}`, throughProfile, requestedRegion: 'unspecified' },
  ]);
});

test('an application profile is itself, and all that it copies through it', () => {
  expect(example('application-profile').targets).toEqual([
    { arn: applicationProfile },
    ...[profile(`us.${NOVA_2}`), ...['us-east-1', 'us-east-2', 'us-west-2'].map((r) => foundationModel(r, NOVA_2))].map(
      (arn) => ({ arn, throughProfile: applicationProfile }),
    ),
  ]);
});

test('an application profile of a global one keeps its request without a Region', () => {
  const { targets } = invocableModel(
    { applicationProfileArn: applicationProfile, copyFrom: `global.${NOVA_2}` },
    VIRGINIA,
  );
  expect(targets.at(-1)).toEqual({
    arn: `arn:aws:bedrock:::foundation-model/${NOVA_2}`,
    throughProfile: applicationProfile,
    requestedRegion: 'unspecified',
  });
});

test.each(['custom-model-deployment', 'provisioned-throughput'] as const)('a %s is its ARN alone', (kind) => {
  expect(example(kind).targets).toEqual([{ arn: REFERENCES[kind] }]);
});

test('account and partition may be tokens', () => {
  const environment = { region: 'us-east-1', account: Aws.ACCOUNT_ID, partition: Aws.PARTITION };
  expect(invocableModel(`us.${NOVA_2}`, environment).targets[0]?.arn).toBe(
    `arn:${Aws.PARTITION}:bedrock:us-east-1:${Aws.ACCOUNT_ID}:inference-profile/us.${NOVA_2}`,
  );
});

test.each([
  ['an unknown id', 'amazon.nova-lite'],
  ['a model of other Regions', 'meta.llama3-3-70b-instruct-v1:0'],
  ['a model that only a profile reaches', NOVA_2],
  ['a profile that this Region cannot call', `eu.${NOVA_2}`],
  ['a prefix that the model does not have', 'global.amazon.nova-lite-v1:0'],
  ['an ARN of something that is not invoked by ARN', 'arn:aws:s3:::bucket'],
])('%s is no model', (_, reference) => {
  expect(() => invocableModel(reference, VIRGINIA)).toThrow(UnknownModelError);
  expect(() => invocableModel(reference, VIRGINIA)).toThrow(`'${reference}' names nothing`);
});

test('an application profile of an unknown source is no model', () => {
  const reference = { applicationProfileArn: applicationProfile, copyFrom: 'us.unknown' };
  expect(() => invocableModel(reference, VIRGINIA)).toThrow("'us.unknown' names nothing");
});
