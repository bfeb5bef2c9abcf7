import { HeadBucketCommand, paginateListBuckets } from '@aws-sdk/client-s3';
import { bucketName } from '../../../domain/deployment/names';
import { listFromAws } from '../../aws/call-aws';
import type { Inspection, PreflightContext } from '../inspection';
import { fail, notApplicable, pass } from '../inspection-result';

/** Inspects if the bucket name is free: bucket names are global, and a retained bucket outlives its stack. */
export const BUCKET_INSPECTION: Inspection = {
  id: 'bucket-name',
  title: 'bucket name',
  inspect: async ({ config, names, caller: { account }, clients, stacks, deployment, commands }) => {
    if (!config.fineTuning) return [notApplicable('the row has no fine-tuning bucket')];
    const bucket = bucketName(names.fineTuningBucket, account, config.region);
    if (!(await isTaken(clients, bucket))) return [pass(`${bucket} is free`)];
    if (!(await isOurs(clients, bucket))) {
      return [
        fail(`${bucket} belongs to another account`, {
          say: `Rename the row ${deployment} in lib/config/deployments.ts: its name is part of the bucket name.`,
        }),
      ];
    }
    if (await stacks.exists('Storage')) return [pass(`${bucket} belongs to ${names.stack('Storage')}`)];
    return [
      fail(`${bucket} remains from an earlier deployment, without its stack`, {
        say: 'Check its content. Then delete it, or import it into the stack:',
        run: commands.cdk(`import ${commands.stack('Storage')}`),
      }),
    ];
  },
};

/** Asks S3 without credentials, which needs no permission: S3 answers 404 if the bucket does not exist. */
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
  const buckets = await listFromAws(
    's3:ListAllMyBuckets',
    paginateListBuckets({ client: s3 }, { Prefix: bucket }),
    ({ Buckets }) => Buckets,
  );
  return buckets.some(({ Name }) => Name === bucket);
}
