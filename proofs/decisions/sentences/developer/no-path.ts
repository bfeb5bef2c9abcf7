import { decrypting, developersOf, OF_DEVELOPERS } from '../../parts/developers';
import { actions, carrying, each, on } from '../../question';
import { alone, type Sentence } from '../../sentence';
import type { World } from '../../world';

/** Every other role, whatever the policies of buckets and key say: its own policies give it no log of developers. */
export function developerNoPathSentences(world: World): readonly Sentence[] {
  const logs = developersOf(world);
  if (!logs) return [];
  const rooms = [logs.prompts, logs.reports];
  const questions = [
    ...each(
      actions('s3:GetObject', 's3:GetObjectVersion', 's3:PutObject', 's3:DeleteObject'),
      on(...rooms.flatMap(({ object, outside }) => [object, outside])),
    ),
    ...each(actions('s3:ListBucket', 's3:ListBucketVersions'), on(...rooms.map(({ bucket }) => bucket.arn))),
    ...each(
      actions('kms:Decrypt', 'kms:ReEncryptFrom', 'kms:CreateGrant'),
      on(logs.key),
      carrying({}, ...rooms.flatMap((room) => decrypting(world, room))),
    ),
  ];
  const { unbounded } = world;
  return world.system.roles
    .filter(({ name }) => !OF_DEVELOPERS.includes(name))
    .map(({ name }) => alone(unbounded.cannot(unbounded.role(name), 'has no path to logs of developers', questions)));
}
