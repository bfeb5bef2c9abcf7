import { DEPLOYMENTS } from '../../lib/config/deployments';
import { buckets, DOCUMENTS } from './account/answers';
import { expectResults, when } from './account/expect-results';
import { InProcess } from './account/in-process';
import { answered, type Call, refused } from './account/wire';

let aws: InProcess;
beforeAll(async () => {
  aws = await InProcess.open();
});
afterAll(() => aws.account.close());

const { fineTuning: _, ...others } = DEPLOYMENTS.production;
const ROW = { ...others, knowledge: {} };

const vectorBuckets = (...names: readonly string[]) =>
  answered({
    vectorBuckets: names.map((vectorBucketName) => ({
      ...{ vectorBucketName, creationTime: 1 },
      vectorBucketArn: `arn:aws:s3vectors:us-east-1:123456789012:bucket/${vectorBucketName}`,
    })),
  });

const base = (knowledgeBaseId: string, name: string) => ({
  ...{ knowledgeBaseId, name, status: 'DELETE_UNSUCCESSFUL', updatedAt: '2026-11-27T00:00:00Z' },
});

test('a row without knowledge asks for no vectors', async () => {
  const refusing = { 's3vectors:ListVectorBuckets': refused('AccessDeniedException', 403) };
  const { knowledge, ...without } = ROW;
  expect((await aws.found('leftovers', refusing, without)).map(({ status }) => status)).toEqual(['pass']);
});

test('those of a stack that exists are its own', async () => {
  const answers = {
    's3vectors:ListVectorBuckets': vectorBuckets('private-bedrock-production-vectors'),
    'cloudformation:DescribeStacks': ({ id }: Call) =>
      answered(
        `<Stacks><member><StackName>${id}</StackName><StackStatus>CREATE_COMPLETE</StackStatus></member></Stacks>`,
      ),
  };
  expect((await aws.found('leftovers', answers, ROW)).map(({ status }) => status)).toEqual(['pass']);
});

test.each([
  when('documents that outlived their stack', 'bucket-name', buckets(DOCUMENTS), [
    'fail',
    /^pb-documents-production-\d+-us-east-1 remains from an earlier deployment/,
    /npx cdk import production\/Knowledge/,
  ]),
  when("somebody else's bucket with the name of the documents", 'bucket-name', buckets(`${DOCUMENTS}-2`), [
    'fail',
    /^pb-documents-production-\d+-us-east-1 belongs to another account/,
    /Rename/,
  ]),
  when(
    'vectors that outlived their stack',
    'leftovers',
    { 's3vectors:ListVectorBuckets': vectorBuckets('private-bedrock-production-vectors', 'others-vectors') },
    [
      'fail',
      /^vector bucket private-bedrock-production-vectors remains from an earlier deployment/,
      /aws s3vectors delete-vector-bucket --vector-bucket-name private-bedrock-production-vectors"/,
    ],
  ),
  when("vectors of a row whose name begins with this one's", 'leftovers', {
    's3vectors:ListVectorBuckets': vectorBuckets('private-bedrock-production-vectors-2'),
  }),
  when(
    'a knowledge base that outlived its stack, beside those of other rows and embeddings',
    'leftovers',
    {
      'bedrock:ListKnowledgeBases': answered({
        knowledgeBaseSummaries: [
          base('OTHER00001', 'private-bedrock-production-2-amazon-titan-embed-text-v2-0-1024'),
          base('OURS000001', 'private-bedrock-production-amazon-titan-embed-text-v2-0-1024'),
          base('OTHER00002', 'private-bedrock-production-amazon-titan-embed-text-v2-0-512'),
        ],
      }),
    },
    [
      'fail',
      /^knowledge base private-bedrock-production-amazon-titan-embed-text-v2-0-1024 \(OURS000001\) remains/,
      /aws bedrock-agent delete-knowledge-base --knowledge-base-id OURS000001"/,
    ],
  ),
  when(
    'the log of the function that syncs',
    'leftovers',
    { 'logs:DescribeLogGroups': answered({ logGroups: [{ logGroupName: '/private-bedrock/production/ingestion' }] }) },
    ['fail', /log group \S+ingestion remains/, /npx cdk import production\/Asking /],
  ),
])('$what', (scenario) => expectResults(aws, scenario, ROW));

test('an embedding model that the account cannot use is named like every model of the row', async () => {
  const found = await aws.found('model-access', {}, ROW);
  expect(found.map(({ text }) => text)).toContainEqual(expect.stringContaining('amazon.titan-embed-text-v2:0'));
});

test('the names of both data buckets are inspected', async () => {
  const both = { ...DEPLOYMENTS.production, knowledge: {} };
  const names = (await aws.found('bucket-name', buckets('none'), both)).map(({ text }) => text.split('-')[0]);
  expect(names.sort()).toEqual(['pb', 'private']);
});
