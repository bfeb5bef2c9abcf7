import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import { actions, carrying, doors, each, key, on, type Question } from '../../question';
import type { Sentence } from '../../sentence';
import type { Who, World } from '../../world';

export const ALGORITHM = 's3:x-amz-server-side-encryption';
export const KEY_ID = 's3:x-amz-server-side-encryption-aws-kms-key-id';
export const CUSTOMER = 's3:x-amz-server-side-encryption-customer-algorithm';

/** Requests that the buckets deny to every principal: asked of an administrator of the account, whom nothing else limits. */
export function bucketSentences(world: World): readonly Sentence[] {
  return [
    ...world.system.buckets.flatMap(({ arn, at }) => everyBucket(world, arn, at)),
    ...dataBucket(world),
    ...accessLogs(world),
  ];
}

function everyBucket(world: World, arn: string, at: string): readonly Sentence[] {
  const { never, cannot, may, anybody, stranger, config } = world;
  const name = at.replace(/^.*\/(.+?)[0-9A-F]{8}$/, '$1');
  const everything = [
    ...each(actions('s3:GetObject', 's3:PutObject', 's3:DeleteObject'), on(`${arn}/x/y`)),
    ...each(actions('s3:ListBucket', 's3:GetBucketPolicy'), on(arn)),
  ];
  const isClosed = config.fineTuning?.vpcOnly && name === 'FineTuning';
  const inside = isClosed ? insideOf(world) : carrying({});
  return [
    ...everybody(world).flatMap((who) => [
      never(
        who,
        `cannot use the ${name} bucket without TLS`,
        each(everything, inside, key('aws:SecureTransport', 'false')),
      ),
      never(
        who,
        `cannot use the ${name} bucket with TLS older than 1.2`,
        each(everything, inside, key('s3:TlsVersion', '1.0', '1.1')),
      ),
    ]),
    may(
      anybody,
      `administers the ${name} bucket`,
      each(actions('s3:GetBucketPolicy', 's3:PutLifecycleConfiguration'), on(arn)),
    ),
    cannot(stranger, `cannot reach the ${name} bucket`, each(everything, inside)),
    cannot(world.service('ec2.amazonaws.com'), `cannot reach the ${name} bucket`, each(everything, inside)),
  ];
}

/** Principals that a Deny must stop, even if another policy allowed them: ours, strangers, and a service of AWS. */
export const everybody = ({ anybody, stranger, service }: World): readonly Who[] => [
  anybody,
  stranger,
  service('logging.s3.amazonaws.com'),
];

function dataBucket(world: World): readonly Sentence[] {
  const { never, may, anybody, bucket, config } = world;
  if (!bucket || !config.fineTuning) return [];
  const object = `${bucket.arn}/datasets/train.jsonl`;
  const inside = config.fineTuning.vpcOnly ? insideOf(world) : carrying({});
  const put = (...contexts: readonly Question['context'][]) =>
    each(actions('s3:PutObject'), on(object), inside, carrying(...contexts));
  const other = world.key.replace(/[^/]+$/, '11111111-2222-3333-4444-555555555555');
  return [
    may(
      anybody,
      'stores under the key of the deployment, named or not',
      put({}, { [ALGORITHM]: 'aws:kms', [KEY_ID]: world.key }),
    ),
    ...everybody(world).flatMap((who) => [
      never(
        who,
        'cannot store under another key or none',
        put(
          { [ALGORITHM]: 'AES256' },
          { [ALGORITHM]: 'AES256', [KEY_ID]: world.key },
          { [ALGORITHM]: 'aws:kms:dsse', [KEY_ID]: world.key },
          { [ALGORITHM]: 'aws:kms', [KEY_ID]: other },
          { [KEY_ID]: other },
          { [ALGORITHM]: 'aws:kms' },
          { [CUSTOMER]: 'AES256' },
        ),
      ),
      never(
        who,
        'cannot put a stored object under another key',
        each(actions('s3:ReplicateObject', 's3:UpdateObjectEncryption'), on(object), inside),
      ),
    ]),
    ...(config.fineTuning.vpcOnly ? vpcOnly(world, anybody, object, bucket.arn) : []),
  ];
}

export const insideOf = (world: World) =>
  carrying({ 'aws:SourceVpc': world.endpoint('s3')?.vpc, 'aws:SourceVpce': world.endpoint('s3')?.id });

function vpcOnly(world: World, anybody: Who, object: string, bucket: string): readonly Sentence[] {
  const { never, may } = world;
  const outside = doors('internet', 'another endpoint');
  const data = [
    ...each(actions(...ON_OBJECTS), on(object), outside),
    // Which does not know the version of TLS.
    ...each(actions('s3:InitiateReplication'), on(object), outside, carrying({ 's3:TlsVersion': undefined })),
    ...each(actions('s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads'), on(bucket), outside),
  ];
  return [
    ...everybody(world).map((who) =>
      never(who, 'cannot read, list, change or delete training data from outside the VPC', data),
    ),
    may(
      anybody,
      'changes training data from inside the VPC',
      each(actions('s3:GetObject', 's3:DeleteObject'), on(object), insideOf(world)),
    ),
  ];
}

/** Everything in S3 that reads, changes, copies or deletes an object. */
const ON_OBJECTS = [
  's3:AbortMultipartUpload',
  's3:BypassGovernanceRetention',
  's3:DeleteObject',
  's3:DeleteObjectTagging',
  's3:DeleteObjectVersion',
  's3:GetObject',
  's3:GetObjectAttributes',
  's3:GetObjectVersion',
  's3:GetObjectTagging',
  's3:ListMultipartUploadParts',
  's3:PutObject',
  's3:PutObjectAcl',
  's3:PutObjectLegalHold',
  's3:PutObjectRetention',
  's3:PutObjectTagging',
  's3:ReplicateDelete',
  's3:ReplicateObject',
  's3:RestoreObject',
  's3:UpdateObjectEncryption',
];

/** Access logs come from S3 itself, for our bucket and our account. Everything about the confused deputy is in this one. */
function accessLogs(world: World): readonly Sentence[] {
  const { bucket, may, cannot } = world;
  const logs = world.system.buckets.find(({ at }) => at.includes('/AccessLogs'));
  if (!bucket || !logs) return [];
  const s3 = world.service('logging.s3.amazonaws.com');
  const put = (...contexts: readonly Question['context'][]) =>
    each(actions('s3:PutObject'), on(`${logs.arn}/finetuning/x`), carrying(...contexts));
  const right = { 'aws:SourceAccount': ACCOUNT, 'aws:SourceArn': bucket.arn };
  return [
    may(s3, 'writes the access log of our bucket', put(right)),
    cannot(s3, 'cannot write for another account or bucket, elsewhere, or read', [
      ...put(
        {},
        { 'aws:SourceAccount': right['aws:SourceAccount'] },
        { 'aws:SourceArn': bucket.arn },
        { ...right, 'aws:SourceAccount': OTHER_ACCOUNT },
        { ...right, 'aws:SourceArn': 'arn:aws:s3:::somebody-elses' },
      ),
      ...each(actions('s3:PutObject'), on(`${logs.arn}/other/x`), carrying(right)),
      ...each(actions('s3:GetObject'), on(`${logs.arn}/finetuning/x`), carrying(right)),
      ...each(actions('s3:PutObject'), on(`${bucket.arn}/datasets/x`), carrying(right)),
    ]),
    ...[world.service('bedrock.amazonaws.com'), world.service('ec2.amazonaws.com'), world.stranger].map((who) =>
      cannot(who, 'cannot write access logs', put(right)),
    ),
  ];
}
