import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { HeadObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { DEVELOPER_PREFIXES, developerNames } from '../../../domain/deployment/names/developer-names';
import { bucketName } from '../../../domain/deployment/names/names';
import { awsCallError, callAws, listFromAws } from '../../aws/call-aws';
import { inspectEach } from '../inspect-each';
import type { Inspection, PreflightContext } from '../inspection';
import { fail, type InspectionResult, notApplicable, pass, skip, warn } from '../inspection-result';

type Kind = keyof typeof DEVELOPER_PREFIXES;

/** Inspects from outside what a person turns on in the console: logs arrive below the prefixes, under the key of the row. */
export const DEVELOPER_LOGS_INSPECTION: Inspection = {
  id: 'developer-logs',
  title: 'developer logs',
  inspect: async (context) => {
    if (!context.config.developer) return [notApplicable('no logs of Amazon Q Developer in the row')];
    if (!(await context.stacks.exists('Developer'))) {
      return [
        skip('the buckets of developer logs are not there yet', {
          say: 'Deploy, turn the logs on in the console (docs/developer.md), then run preflight again.',
        }),
      ];
    }
    return inspectEach(['prompts', 'reports'] as const, (kind) => inspectLogs(kind, context));
  },
};

async function inspectLogs(kind: Kind, context: PreflightContext): Promise<readonly InspectionResult[]> {
  const { clients, config, caller, names } = context;
  const { promptBucket, reportBucket, keyAlias } = developerNames(names);
  const prefix = { prompts: promptBucket, reports: reportBucket }[kind];
  const bucket = bucketName(prefix, caller.account, config.region);
  const place = `s3://${bucket}/${DEVELOPER_PREFIXES[kind]}/`;
  const newest = await newestIn(context, bucket, `${DEVELOPER_PREFIXES[kind]}/`);
  if (newest === undefined) {
    return [
      warn(`no log of ${kind} below ${place}`, {
        say: `Turn it on in the console with this place, and wait for a developer: docs/developer.md. Reports come once a day.`,
      }),
    ];
  }
  const { KeyMetadata } = await callAws('kms:DescribeKey', () =>
    clients.kms.send(new DescribeKeyCommand({ KeyId: keyAlias })),
  );
  const used = await keyOf(context, bucket, newest.key);
  if (used === 'unreadable') {
    return [
      pass(`${kind} arrive below ${place}, the newest on ${newest.day}`),
      skip(`only the ${kind === 'prompts' ? 'auditor' : 'reader of reports'} sees the key of an object in ${bucket}`, {
        say: 'Run preflight in that role to compare the key.',
      }),
    ];
  }
  return used === KeyMetadata?.Arn
    ? [pass(`${kind} arrive below ${place}, the newest on ${newest.day}, under ${keyAlias}`)]
    : [
        fail(`the newest log of ${kind} is encrypted with ${used ?? 'no key of KMS'}, not with ${keyAlias}`, {
          say: 'Ask in CloudTrail who has changed the encryption of the bucket, and deploy the row again.',
        }),
      ];
}

/** Newest object below a prefix, by the time of its last change. */
async function newestIn({ clients: { s3 } }: PreflightContext, Bucket: string, Prefix: string) {
  const objects = await listFromAws(
    's3:ListBucket',
    paginateListObjectsV2({ client: s3 }, { Bucket, Prefix }),
    ({ Contents = [] }) => Contents,
  );
  const [newest] = objects
    .filter(({ Key, LastModified }) => Key !== undefined && LastModified !== undefined)
    .sort((one, other) => Number(other.LastModified) - Number(one.LastModified));
  return newest && { key: String(newest.Key), day: (newest.LastModified as Date).toISOString().slice(0, 10) };
}

/** ARN of the key of an object. S3 tells it only who may read the object. */
async function keyOf({ clients: { s3 } }: PreflightContext, Bucket: string, Key: string) {
  try {
    return (await s3.send(new HeadObjectCommand({ Bucket, Key }))).SSEKMSKeyId;
  } catch (error) {
    // The answer to HEAD has no body, and so no name of the error.
    if ((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 403) return 'unreadable';
    throw awsCallError('s3:GetObject', error);
  }
}
