import { HeadBucketCommand, paginateListBuckets } from '@aws-sdk/client-s3';
import { developerNames } from '../../../domain/deployment/names/developer-names';
import { bucketName } from '../../../domain/deployment/names/names';
import type { UNITS } from '../../../domain/deployment/names/units';
import { listFromAws } from '../../aws/call-aws';
import { inspectEach } from '../inspect-each';
import type { Inspection, PreflightContext } from '../inspection';
import { fail, type InspectionResult, notApplicable, pass } from '../inspection-result';

type Unit = (typeof UNITS)[number];

/** Inspects if the bucket names are free: they are global, and a retained bucket outlives its stack. */
export const BUCKET_INSPECTION: Inspection = {
  id: 'bucket-name',
  title: 'bucket names',
  inspect: (context) => {
    const { config, names } = context;
    const { promptBucket, reportBucket } = developerNames(names);
    const wanted: readonly (readonly [prefix: string, unit: Unit])[] = [
      ...(config.fineTuning ? [[names.fineTuningBucket, 'Storage'] as const] : []),
      ...(config.knowledge ? [[names.documentsBucket, 'Knowledge'] as const] : []),
      ...(config.developer ? [promptBucket, reportBucket].map((bucket) => [bucket, 'Developer'] as const) : []),
    ];
    if (wanted.length === 0) return Promise.resolve([notApplicable('the row has no bucket with a name of its own')]);
    return inspectEach(wanted, ([prefix, unit]) => inspectName(prefix, unit, context));
  },
};

async function inspectName(
  prefix: string,
  unit: Unit,
  { config, names, caller: { account }, clients, stacks, deployment, commands }: PreflightContext,
): Promise<readonly InspectionResult[]> {
  const bucket = bucketName(prefix, account, config.region);
  if (!(await isTaken(clients, bucket))) return [pass(`${bucket} is free`)];
  if (!(await isOurs(clients, bucket))) {
    return [
      fail(`${bucket} belongs to another account`, {
        say: `Rename the row ${deployment} in lib/config/deployments.ts: its name is part of the bucket name.`,
      }),
    ];
  }
  if (await stacks.exists(unit)) return [pass(`${bucket} belongs to ${names.stack(unit)}`)];
  return [
    fail(`${bucket} remains from an earlier deployment, without its stack`, {
      say: 'Check its content. Then delete it, or import it into the stack:',
      run: commands.cdk(`import ${commands.stack(unit)}`),
    }),
  ];
}

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
