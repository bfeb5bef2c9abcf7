import { METADATA_READ_ACTIONS } from '../../../lib/bedrock/metadata-actions';
import { AwsActions } from '../../../proofs/actions/aws-actions';
import { BEDROCK_READS, isRead } from '../../../proofs/actions/bedrock-reads';

const classified = Object.values(BEDROCK_READS).flat();

test('every read of Bedrock, of all lists of actions, is classified by the data that it returns', async () => {
  const reads = (await AwsActions.load()).all.filter(isRead);
  expect(reads.length).toBeGreaterThan(120);
  expect(reads.filter((action) => !(classified as readonly string[]).includes(action))).toEqual([]);
  expect(classified.filter((action) => !reads.includes(action))).toEqual([]);
});

test('every read has one class', () => {
  expect(new Set(classified).size).toBe(classified.length);
});

test.each([
  'bedrock:GetSomething',
  'bedrock:ListThings',
  'bedrock:BatchGetThings',
  'bedrock:Retrieve',
  'bedrock:ReadAll',
])('%s would be a read', (action) => {
  expect(isRead(action)).toBe(true);
});

test.each(['bedrock:InvokeModel', 'bedrock:Getaway', 'bedrock-agentcore:GetMemory'])('%s is none', (action) => {
  expect(isRead(action)).toBe(false);
});

test('the reader is allowed the metadata that AWS lists as actions', async () => {
  const aws = await AwsActions.load();
  const metadata = BEDROCK_READS.metadata.filter((action) => aws.isReferenced(action));
  expect(METADATA_READ_ACTIONS).toEqual(metadata);
});
