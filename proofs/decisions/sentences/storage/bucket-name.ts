import { OTHER_ACCOUNT } from '../../../model/physical-ids';
import { actions, carrying, doors, each, key, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { Who } from '../../who';
import type { World } from '../../world';

/**
 * Were the bucket deleted and its name taken by another account, a grant must not follow the name; nor reach it where the
 * request does not say whose the bucket is.
 */
export function bucketNameSentences(world: World, who: Who, objects: readonly string[]): readonly Sentence[] {
  const { bucket, cannot } = world;
  if (!bucket) return [];
  const inside = doors('our s3 endpoint');
  const others = key('aws:ResourceAccount', OTHER_ACCOUNT, undefined);
  return [
    cannot(who, 'cannot follow the name of the bucket into another account', [
      ...each(actions('s3:GetObject', 's3:PutObject'), on(...objects), inside, others),
      ...each(actions('s3:ListBucket'), on(bucket.arn), inside, others, key('s3:prefix', 'datasets/a', 'artifacts/a')),
    ]),
    cannot(
      who,
      'cannot list the whole bucket, nor another room of it',
      each(
        actions('s3:ListBucket'),
        on(bucket.arn),
        inside,
        carrying({}, { 's3:prefix': '' }, { 's3:prefix': 'other/' }),
      ),
    ),
  ];
}
