import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { expectResults, when } from './account/expect-results';
import { InProcess } from './account/in-process';
import type { Answers } from './account/scripted-account';
import { answered, type Call, refused } from './account/wire';

let aws: InProcess;
beforeAll(async () => {
  aws = await InProcess.open();
});
afterAll(() => aws.account.close());

const ROW: DeploymentConfig = { ...DEPLOYMENTS.production, developer: {} };
const KEY = 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555';
const ID = 'developer-logs';

const DEPLOYED: Answers = {
  'cloudformation:DescribeStacks': ({ id }: Call) =>
    answered(
      `<Stacks><member><StackName>${id}</StackName><StackStatus>CREATE_COMPLETE</StackStatus></member></Stacks>`,
    ),
  'kms:DescribeKey': ({ fields }: Call) => {
    expect(fields.KeyId).toBe('alias/private-bedrock-production-developer');
    return answered({ KeyMetadata: { Arn: KEY, KeyId: 'x' } });
  },
};

const object = (key: string, day: string) =>
  `<Contents><Key>${key}</Key><LastModified>${day}T00:00:00.000Z</LastModified></Contents>`;

/** Logs in the buckets of prompts and of reports, in two pages, the newest not last. */
const holding = (...kinds: readonly string[]): Answers => ({
  'cloudformation:DescribeStacks': DEPLOYED['cloudformation:DescribeStacks'] as never,
  'kms:DescribeKey': DEPLOYED['kms:DescribeKey'] as never,
  's3:ListBucket': ({ id, fields }: Call) => {
    const kind = /^pb-(prompts|reports)-production-123456789012-us-east-1$/.exec(id)?.[1] ?? '';
    expect(fields.prefix).toBe(`${kind}/`);
    if (!kinds.includes(kind)) return answered('<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>');
    if (fields['continuation-token']) {
      return answered(
        `<ListBucketResult><IsTruncated>false</IsTruncated>${object(`${kind}/old`, '2026-11-01')}</ListBucketResult>`,
      );
    }
    return answered(
      `<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>n</NextContinuationToken>${object(`${kind}/new`, '2026-11-27')}</ListBucketResult>`,
    );
  },
});

const under = (key: string | undefined): Answers => ({
  's3:GetObject': ({ id }: Call) => {
    expect(id).toMatch(/\/(prompts|reports)\/new$/);
    return answered(key === undefined ? {} : { 'x-amz-server-side-encryption-aws-kms-key-id': key });
  },
});

const ALL = holding('prompts', 'reports');

test.each([
  when('the stack is not there yet', ID, {}, ['skip', /not there yet/, /docs\/developer\.md/]),
  when(
    'no log of either kind',
    ID,
    holding(),
    ['warn', /no log of prompts below s3:\/\/pb-prompts-production-123456789012-us-east-1\/prompts\//, /console/],
    ['warn', /no log of reports/, /once a day/],
  ),
  when('logs under the key of the row', ID, { ...ALL, ...under(KEY) }),
  when(
    'logs under another key',
    ID,
    { ...ALL, ...under(KEY.replace('1111', '9999')) },
    ['fail', /prompts is encrypted with arn:aws:kms.*9999/],
    ['fail', /reports is encrypted/],
  ),
  when(
    'logs without a key',
    ID,
    { ...ALL, ...under(undefined) },
    ['fail', /with no key of KMS/],
    ['fail', /with no key of KMS/],
  ),
  when(
    'a caller who reads neither, as it must be',
    ID,
    { ...ALL, 's3:GetObject': refused('AccessDenied', 403) },
    ['skip', /only the auditor sees the key/, /in that role/],
    ['skip', /only the reader of reports/],
  ),
  when('a caller who may not list', ID, { ...ALL, 's3:ListBucket': refused('AccessDenied', 403) }, [
    'skip',
    /s3:ListBucket/,
  ]),
])('$what', (one) => expectResults(aws, one, ROW));

test('what arrives is said with its day, and no key of an object', async () => {
  const results = await aws.found(ID, { ...ALL, ...under(KEY) }, ROW);
  expect(results.map(({ text }) => text)).toEqual([
    'prompts arrive below s3://pb-prompts-production-123456789012-us-east-1/prompts/, the newest on 2026-11-27, under alias/private-bedrock-production-developer',
    'reports arrive below s3://pb-reports-production-123456789012-us-east-1/reports/, the newest on 2026-11-27, under alias/private-bedrock-production-developer',
  ]);
});

test('a row without developer is not asked', async () => {
  const results = await aws.found(ID, { 's3:ListBucket': refused('AccessDenied', 403) }, DEPLOYMENTS.production);
  expect(results).toEqual([expect.objectContaining({ notApplicable: true })]);
});
