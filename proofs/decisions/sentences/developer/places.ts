import {
  type DeveloperLogs,
  decrypting,
  developerService,
  developersOf,
  forOthers,
  forUs,
  type LogRoom,
  readerOf,
} from '../../parts/developers';
import { actions, carrying, each, on } from '../../question';
import type { Sentence } from '../../sentence';
import { EVERYTHING, type Who } from '../../who';
import type { World } from '../../world';
import { everybody } from '../storage/bucket';

/** Actions in S3 that read, copy or restore an object, and those that write it or say something about it. */
const READS = [
  ...['GetObject', 'GetObjectAcl', 'GetObjectAttributes', 'GetObjectTagging', 'GetObjectVersion'],
  ...['InitiateReplication', 'RestoreObject'],
].map((name) => `s3:${name}`);
const WRITES = ['s3:PutObject', 's3:PutObjectAcl', 's3:PutObjectRetention', 's3:PutObjectTagging'];

/** Policies of the buckets and of the key: who writes logs, and who reads them, whatever else somebody is given. */
export function developerPlaceSentences(world: World): readonly Sentence[] {
  const logs = developersOf(world);
  if (!logs) return [];
  const { prompts, reports } = logs;
  return [
    ...ofService(world, logs),
    ...ofRoom(world, logs, prompts, reports),
    ...ofRoom(world, logs, reports, prompts),
    ...ofKey(world, logs),
  ];
}

function ofService(world: World, { prompts, reports, key }: DeveloperLogs): readonly Sentence[] {
  const { may, cannot } = world;
  const service = developerService(world);
  const own = carrying(forUs(world));
  const writes = each(actions('s3:PutObject'), on(prompts.object, reports.object));
  const encrypts = each(actions('kms:GenerateDataKey'), on(key));
  return [
    may(service, 'writes logs of profiles of this account and Region, and encrypts them', [
      ...each(writes, own),
      ...each(encrypts, own),
    ]),
    cannot(service, 'cannot write or encrypt for another account, Region or service, nor without saying for whom', [
      ...each(writes, forOthers(world)),
      ...each(encrypts, forOthers(world)),
    ]),
    cannot(service, 'cannot write outside the prefixes, read, list, delete or decrypt', [
      ...each(actions('s3:PutObject'), on(prompts.outside, reports.outside), own),
      ...each(actions('s3:GetObject', 's3:DeleteObject'), on(prompts.object, reports.object), own),
      ...each(actions('s3:ListBucket'), on(prompts.bucket.arn, reports.bucket.arn), own),
      ...each(actions('kms:Decrypt', 'kms:CreateGrant', 'kms:Encrypt', 'kms:DescribeKey'), on(key), own),
    ]),
  ];
}

/** Everybody but the reader, each with every right that a policy could give. */
const others = (world: World, { reader }: LogRoom): readonly Who[] => [
  ...everybody(world),
  ...world.system.roles
    .filter(({ name }) => name !== reader)
    .map(({ name, arn }) => ({ words: `the ${name}, whatever it is given,`, principal: arn, identity: [EVERYTHING] })),
];

function ofRoom(world: World, { key }: DeveloperLogs, room: LogRoom, other: LogRoom): readonly Sentence[] {
  const { may, never } = world;
  const { words, bucket, object, outside } = room;
  const reader = readerOf(world, room);
  const decrypts = (of: LogRoom, ...names: readonly string[]) =>
    each(actions('kms:Decrypt', ...names), on(key), carrying(...decrypting(world, of)));
  return [
    ...others(world, room).flatMap((who) => [
      never(who, `cannot read ${words}, by the policy of the bucket`, each(actions(...READS), on(object, outside))),
      never(
        who,
        `cannot decrypt ${words} nor encrypt them anew, by the policy of the key`,
        decrypts(room, 'kms:ReEncryptFrom', 'kms:ReEncryptTo'),
      ),
    ]),
    ...[...everybody(world), reader].map((who) =>
      never(
        who,
        `cannot write ${words}, by the policy of the bucket`,
        each(actions(...WRITES), on(object, outside), carrying({}, { 'aws:PrincipalServiceName': 's3.amazonaws.com' })),
      ),
    ),
    may(reader, `is not kept from ${words} by the policies of bucket and key`, [
      ...each(actions('s3:GetObject'), on(object)),
      ...decrypts(room),
    ]),
    never(reader, `cannot decrypt ${other.words}`, decrypts(other)),
    may(world.anybody, `empties the bucket of ${words} when its stack is deleted`, [
      ...each(actions('s3:ListBucket', 's3:ListBucketVersions'), on(bucket.arn)),
      ...each(actions('s3:AbortMultipartUpload', 's3:DeleteObject', 's3:DeleteObjectVersion'), on(object)),
    ]),
  ];
}

/** Contexts without an object of S3: what is left to the auditor alone. */
const BARE = [{}, { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::other/x' }];

function ofKey(world: World, { key, prompts, reports }: DeveloperLogs): readonly Sentence[] {
  const { may, never, cannot, anybody, stranger } = world;
  const contexts = [...BARE, ...[prompts, reports].flatMap((room) => decrypting(world, room))];
  const readers = [readerOf(world, prompts), readerOf(world, reports)];
  return [
    ...[...everybody(world), ...readers].map((who) =>
      never(who, 'cannot grant the key of developer logs to others', each(actions('kms:CreateGrant'), on(key))),
    ),
    ...[...everybody(world), readerOf(world, reports)].map((who) =>
      never(who, 'cannot decrypt with the key of developer logs what is no object of S3, nor encrypt it anew', [
        ...each(actions('kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'), on(key), carrying(...BARE)),
      ]),
    ),
    may(anybody, 'administers the key of developer logs', [
      ...each(actions('kms:PutKeyPolicy', 'kms:EnableKeyRotation', 'kms:DescribeKey'), on(key)),
    ]),
    ...['bedrock.amazonaws.com', 's3.amazonaws.com', `logs.${world.region}.amazonaws.com`].map((name) =>
      cannot(
        world.service(name),
        'cannot use the key of developer logs in its own name',
        each(
          actions('kms:Decrypt', 'kms:GenerateDataKey'),
          on(key),
          carrying({ ...forUs(world), 'aws:PrincipalServiceName': name }),
        ),
      ),
    ),
    cannot(stranger, 'cannot use the key of developer logs', [
      ...each(actions('kms:Decrypt', 'kms:GenerateDataKey', 'kms:PutKeyPolicy'), on(key), carrying(...contexts)),
    ]),
  ];
}
