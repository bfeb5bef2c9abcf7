import { HeadBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { ask } from '../account/ask';
import { fail, notApplicable, pass } from '../finding';
import type { Check, PreflightContext } from '../inspection';

/** The names of buckets are shared by the whole world, and a kept bucket outlives its stack: is the row's one free. */
export const BUCKET_CHECK: Check = {
  id: 'bucket-name',
  title: 'bucket name',
  run: async ({ config, names, caller: { account }, clients, stacks, deployment }) => {
    if (!config.fineTuning) return [notApplicable('the row has no fine-tuning bucket')];
    const bucket = `${names.fineTuningBucket}-${account}-${config.region}`;
    if (!(await isTaken(clients, bucket))) return [pass(`${bucket} is free`)];
    if (!(await isOurs(clients, bucket))) {
      return [
        fail(`${bucket} belongs to another account`, {
          say: `Rename the row ${deployment} in lib/config/deployments.ts: its name is a part of the bucket's.`,
        }),
      ];
    }
    if (await stacks.exists('Storage')) return [pass(`${bucket} belongs to ${names.stack('Storage')}`)];
    return [
      fail(`${bucket} is left over from an earlier deployment: its stack is gone`, {
        say: 'Look what is in it; then remove it, or bring it back into a stack:',
        run: `npx cdk import ${deployment}/Storage`,
      }),
    ];
  },
};

/** S3 tells anybody whether a bucket exists, by 404 or by anything else: no permission is needed, and none is in the way. */
async function isTaken({ anonymousS3 }: PreflightContext['clients'], bucket: string): Promise<boolean> {
  try {
    await anonymousS3.send(new HeadBucketCommand({ Bucket: bucket }));
    return true;
  } catch (error) {
    const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
    if (status === 404) return false;
    if (status && status < 500 && status !== 429) return true;
    throw error;
  }
}

async function isOurs({ s3 }: PreflightContext['clients'], bucket: string): Promise<boolean> {
  const { Buckets = [] } = await ask('s3:ListAllMyBuckets', () => s3.send(new ListBucketsCommand({ Prefix: bucket })));
  return Buckets.some(({ Name }) => Name === bucket);
}
