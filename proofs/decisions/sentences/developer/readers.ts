import { OTHER_ACCOUNT } from '../../../model/physical-ids';
import { type DeveloperLogs, decrypting, developersOf, type LogRoom } from '../../parts/developers';
import { actions, carrying, each, key, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { INVOKE } from '../access/boundary';

/** Persons who read logs of Amazon Q Developer and Kiro: the auditor prompts, the other one usage reports. */
export function developerReaderSentences(world: World): readonly Sentence[] {
  const logs = developersOf(world);
  if (!logs) return [];
  const { prompts, reports } = logs;
  return [...ofReader(world, logs, prompts, reports), ...ofReader(world, logs, reports, prompts)];
}

function ofReader(world: World, logs: DeveloperLogs, own: LogRoom, other: LogRoom): readonly Sentence[] {
  const { may, cannot, region, system } = world;
  const reader = world.role(own.reader);
  const reads = [
    ...each(actions('s3:GetObject'), on(own.object)),
    ...each(actions('s3:ListBucket'), on(own.bucket.arn)),
  ];
  const decrypt = actions('kms:Decrypt');
  const [ofBucket] = decrypting(world, own);
  return [
    may(reader, `reads, lists and decrypts ${own.words}`, [
      ...reads,
      ...each(decrypt, on(logs.key), carrying(...decrypting(world, own))),
    ]),
    cannot(reader, `cannot read, list or decrypt ${other.words}`, [
      ...each(actions('s3:GetObject'), on(other.object, other.outside)),
      ...each(actions('s3:ListBucket'), on(other.bucket.arn)),
      ...each(decrypt, on(logs.key), carrying(...decrypting(world, other))),
    ]),
    cannot(reader, `cannot write, change or delete ${own.words}, nor read beside their prefix`, [
      ...each(actions('s3:DeleteObject', 's3:PutObject', 's3:PutObjectAcl', 's3:PutObjectTagging'), on(own.object)),
      ...each(actions('s3:GetObject'), on(own.outside)),
      ...each(actions('s3:PutBucketPolicy', 's3:PutLifecycleConfiguration'), on(own.bucket.arn)),
    ]),
    cannot(
      reader,
      'cannot follow the name of the bucket into another account',
      each(reads, key('aws:ResourceAccount', OTHER_ACCOUNT, undefined)),
    ),
    cannot(reader, 'cannot use the key in another way, nor another key', [
      ...each(
        decrypt,
        on(logs.key),
        carrying(
          {},
          { ...ofBucket, 'kms:ViaService': undefined },
          { ...ofBucket, 'kms:ViaService': `q.${region}.amazonaws.com` },
        ),
      ),
      ...each(
        actions('kms:Encrypt', 'kms:GenerateDataKey', 'kms:PutKeyPolicy'),
        on(logs.key),
        carrying(ofBucket ?? {}),
      ),
      ...each(decrypt, on(world.key), carrying(ofBucket ?? {})),
    ]),
    cannot(reader, 'cannot invoke a model, call a function or become another role', [
      ...each(actions(...INVOKE), world.calls),
      ...each(actions('lambda:InvokeFunction'), on(...system.functions.map(({ arn }) => arn))),
      ...each(actions('sts:AssumeRole'), on(...system.roles.map(({ arn }) => arn).filter((arn) => arn !== reader.arn))),
    ]),
  ];
}
