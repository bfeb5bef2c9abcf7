import { ACCESS_POINT_SETTINGS, BUCKET_SETTINGS } from '../../../actions/bucket-settings';
import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import { actions, carrying, doors, each, key, on, type Question } from '../../question';
import type { Sentence } from '../../sentence';
import type { Who } from '../../who';
import type { World } from '../../world';
import { type DataBucket, dataBuckets } from './data-buckets';

export const ALGORITHM = 's3:x-amz-server-side-encryption';
export const KEY_ID = 's3:x-amz-server-side-encryption-aws-kms-key-id';
export const CUSTOMER = 's3:x-amz-server-side-encryption-customer-algorithm';

/** Requests that the buckets deny to every principal: asked of an administrator of the account, whom nothing else limits. */
export function bucketSentences(world: World): readonly Sentence[] {
  return [
    ...world.system.buckets.flatMap(({ arn, at }) => everyBucket(world, arn, at)),
    ...dataBuckets(world).flatMap((data) => [...dataBucket(world, data), ...accessLogs(world, data)]),
  ];
}

function everyBucket(world: World, arn: string, at: string): readonly Sentence[] {
  const { never, cannot, may, anybody, stranger } = world;
  const name = at.replace(/^.*\/(.+?)[0-9A-F]{8}$/, '$1');
  const everything = [
    ...each(actions('s3:GetObject', 's3:PutObject', 's3:DeleteObject'), on(`${arn}/x/y`)),
    ...each(actions('s3:ListBucket', 's3:GetBucketPolicy'), on(arn)),
  ];
  const isClosed = dataBuckets(world).some((data) => data.arn === arn && data.isClosed);
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

/** Everybody, and whom the bucket does not refuse: a Deny for all others would hide that another one is gone. */
export const askedOf = (world: World, { writer, reader }: DataBucket): readonly Who[] => [
  ...everybody(world),
  ...(writer === world.anybody ? [] : [writer]),
  ...(reader ? [reader] : []),
];

function dataBucket(world: World, data: DataBucket): readonly Sentence[] {
  const { never, may } = world;
  const { object, content } = data;
  const inside = data.isClosed ? insideOf(world) : carrying({});
  const put = (...contexts: readonly Question['context'][]) =>
    each(actions('s3:PutObject'), on(object), inside, carrying(data.upload), carrying(...contexts));
  const other = data.key.replace(/[^/]+$/, '11111111-2222-3333-4444-555555555555');
  return [
    may(
      data.writer,
      `stores ${content} under ${data.key === world.key ? 'the key of the deployment' : 'its own key'}, named or not`,
      put({}, { [ALGORITHM]: 'aws:kms', [KEY_ID]: data.key }),
    ),
    ...askedOf(world, data).flatMap((who) => [
      never(
        who,
        `cannot store ${content} under another key or none`,
        put(
          { [ALGORITHM]: 'AES256' },
          { [ALGORITHM]: 'AES256', [KEY_ID]: data.key },
          { [ALGORITHM]: 'aws:kms:dsse', [KEY_ID]: data.key },
          { [ALGORITHM]: 'aws:kms', [KEY_ID]: other },
          { [KEY_ID]: other },
          { [ALGORITHM]: 'aws:kms' },
          { [CUSTOMER]: 'AES256' },
        ),
      ),
      never(
        who,
        `cannot put stored ${content} under another key`,
        each(actions('s3:ReplicateObject', 's3:UpdateObjectEncryption'), on(object), inside),
      ),
    ]),
    ...(data.isClosed ? vpcOnly(world, data) : []),
    ...bucketSettings(world, data),
  ];
}

/** A limit that docs/security.md discloses: each setting by name. */
function bucketSettings(world: World, { arn, content }: DataBucket): readonly Sentence[] {
  const { may, cannot, anybody, stranger, region, system } = world;
  const accessPoint = `arn:aws:s3:${region}:${ACCOUNT}:accesspoint/x`;
  const settings = each(actions(...BUCKET_SETTINGS), on(arn));
  const points = each(actions(...ACCESS_POINT_SETTINGS), on(accessPoint));
  return [
    may(anybody, `changes every setting of the bucket of ${content}, and its access points`, [...settings, ...points]),
    cannot(stranger, `cannot change a setting of the bucket of ${content}`, settings),
    ...system.roles.map(({ name }) =>
      cannot(world.role(name), `cannot change a setting of the bucket of ${content}, nor its access points`, [
        ...settings,
        ...points,
      ]),
    ),
  ];
}

export const insideOf = (world: World) =>
  carrying({ 'aws:SourceVpc': world.endpoint('s3')?.vpc, 'aws:SourceVpce': world.endpoint('s3')?.id });

function vpcOnly(world: World, bucket: DataBucket): readonly Sentence[] {
  const { object, arn, content, writer } = bucket;
  const { never, may } = world;
  const outside = doors('internet', 'another endpoint');
  const data = [
    ...each(actions(...ON_OBJECTS), on(object), outside),
    // Which does not know the version of TLS.
    ...each(actions('s3:InitiateReplication'), on(object), outside, carrying({ 's3:TlsVersion': undefined })),
    ...each(actions('s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads'), on(arn), outside),
  ];
  return [
    ...askedOf(world, bucket).map((who) =>
      never(who, `cannot read, list, change or delete ${content} from outside the VPC`, data),
    ),
    may(
      writer,
      `changes ${content} from inside the VPC`,
      each(
        actions('s3:GetObject', ...(content === 'signed notes' ? [] : ['s3:DeleteObject'])),
        on(object),
        insideOf(world),
      ),
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
export function accessLogs(
  world: World,
  { arn, content, logs: [prefix, place] }: Pick<DataBucket, 'arn' | 'content' | 'logs'>,
): readonly Sentence[] {
  const { may, cannot } = world;
  const logs = world.system.buckets.find(({ at }) => at.includes(place));
  if (!logs) return [];
  const s3 = world.service('logging.s3.amazonaws.com');
  const put = (...contexts: readonly Question['context'][]) =>
    each(actions('s3:PutObject'), on(`${logs.arn}/${prefix}/x`), carrying(...contexts));
  const right = { 'aws:SourceAccount': ACCOUNT, 'aws:SourceArn': arn };
  return [
    ...(world.config.keepData
      ? everybody(world).map((who) =>
          world.never(
            who,
            `cannot delete an access log of ${content}, nor a version of one`,
            each(actions('s3:DeleteObject', 's3:DeleteObjectVersion'), on(`${logs.arn}/${prefix}/x`)),
          ),
        )
      : []),
    may(s3, `writes the access log of the bucket of ${content}`, put(right)),
    cannot(s3, `cannot write logs of ${content} for another account or bucket, elsewhere, or read`, [
      ...put(
        {},
        { 'aws:SourceAccount': right['aws:SourceAccount'] },
        { 'aws:SourceArn': arn },
        { ...right, 'aws:SourceAccount': OTHER_ACCOUNT },
        { ...right, 'aws:SourceArn': 'arn:aws:s3:::somebody-elses' },
      ),
      ...each(actions('s3:PutObject'), on(`${logs.arn}/other/x`), carrying(right)),
      ...each(actions('s3:GetObject'), on(`${logs.arn}/${prefix}/x`), carrying(right)),
      ...each(actions('s3:PutObject'), on(`${arn}/x`), carrying(right)),
    ]),
    ...[world.service('bedrock.amazonaws.com'), world.service('ec2.amazonaws.com'), world.stranger].map((who) =>
      cannot(who, `cannot write access logs of ${content}`, put(right)),
    ),
  ];
}
