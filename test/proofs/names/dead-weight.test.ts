import { AwsActions } from '../../../proofs/actions/aws-actions';
import type { Statement } from '../../../proofs/model/policy';
import type { Role, System } from '../../../proofs/model/system';
import { deadWeight } from '../../../proofs/names/dead-weight';

const policy = (name: string, ...Statement: readonly Statement[]) => ({ name, document: { Statement } });
const allow = (
  Action: string | readonly string[],
  Resource: string | readonly string[],
  more: object = {},
): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});

/** Returns what is dead in the policies of one role, without the words that all have. */
async function dead(...statements: readonly Statement[]): Promise<readonly string[]> {
  const role = { identity: [policy('P', ...statements)] } as unknown as Role;
  const system = { roles: [role], endpoints: [], buckets: [], keys: [] } as unknown as System;
  return (await deadWeight(system, await AwsActions.load())).map((says) => says.replace(/^.*But: /, ''));
}

const KEY = 'arn:aws:kms:us-east-1:111122223333:key/k';
const JOB = 'arn:aws:bedrock:us-east-1:111122223333:model-customization-job/*';
const MODEL = 'arn:aws:bedrock:us-east-1:111122223333:custom-model/*';
const via = (service: string) => ({ StringEquals: { 'kms:ViaService': service } });
const context = { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'x' } };

test.each<[string, readonly Statement[], readonly (RegExp | string)[]]>([
  [
    'a resource that the action does not take',
    [allow('bedrock:CreateModelCustomizationJob', [MODEL, JOB])],
    [`P: no action of bedrock:CreateModelCustomizationJob takes ${JOB}`],
  ],
  [
    'an action that takes none of the resources',
    [allow(['s3:GetObject', 's3:ListBucket'], 'arn:aws:s3:::b/x/*')],
    ['P: s3:ListBucket takes none of arn:aws:s3:::b/x/*'],
  ],
  [
    'an action without the key of its condition',
    [allow(['kms:Decrypt', 'kms:DescribeKey'], KEY, { Condition: context })],
    ['P: AWS does not send kms:EncryptionContext:aws:logs:arn with kms:DescribeKey'],
  ],
  [
    'a statement that another one covers with less condition',
    [
      allow(['kms:Decrypt', 'kms:GenerateDataKey'], KEY, { Condition: via('a') }),
      allow('kms:Decrypt', KEY, { Condition: { ...via('a'), Null: { 'kms:EncryptionContext:k': 'false' } } }),
    ],
    ['other statements say all of kms:Decrypt in P'],
  ],
  [
    'a statement that two others cover together',
    [
      allow('s3:Get*', 'arn:aws:s3:::b/x/*'),
      allow('s3:GetObject', 'arn:aws:s3:::b/*'),
      allow('s3:Get*', ['arn:aws:s3:::b/*']),
    ],
    [/s3:Get\* in P/, /s3:GetObject in P/],
  ],
])('%s is found', async (_, statements, expected) => {
  expect(await dead(...statements)).toEqual(
    expected.map((one) => (typeof one === 'string' ? one : expect.stringMatching(one))),
  );
});

test.each<[string, readonly Statement[]]>([
  ['everything', [allow('*', '*')]],
  ['an action of a newer list', [allow('bedrock:GetRetrievalInstruction', JOB)]],
  ['a stream of a log group', [allow('logs:PutLogEvents', 'arn:aws:logs:us-east-1:1:log-group:/g:*')]],
  [
    'a key that may be absent',
    [allow('kms:DescribeKey', KEY, { Condition: { Null: { 'kms:EncryptionContext:k': 'true' } } })],
  ],
  [
    'two conditions',
    [allow('kms:Decrypt', KEY, { Condition: via('a') }), allow('kms:Decrypt', KEY, { Condition: via('b') })],
  ],
  ['two resources', [allow('s3:GetObject', 'arn:aws:s3:::b/x/*'), allow('s3:GetObject', 'arn:aws:s3:::b/y/*')]],
  ['a Deny of what is allowed', [allow('kms:Decrypt', KEY), { ...allow('kms:Decrypt', KEY), Effect: 'Deny' }]],
])('%s is not dead', async (_, statements) => {
  expect(await dead(...statements)).toEqual([]);
});
