import { DEPLOYMENTS } from '../../lib/config/deployments';
import { BUCKET, buckets } from './account/answers';
import { expectResults, when } from './account/expect-results';
import { InProcess } from './account/in-process';

let aws: InProcess;
beforeAll(async () => {
  aws = await InProcess.open();
});
afterAll(() => aws.account.close());

const { fineTuning: _, ...others } = DEPLOYMENTS.production;
const ROW = { ...others, knowledge: {} };
const DOCUMENTS = BUCKET.replace('private-bedrock', 'pb-documents');

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
