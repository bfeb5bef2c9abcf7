import { ACCOUNT } from '../../../model/physical-ids';
import { decrypting, developersOf, OF_DEVELOPERS } from '../../parts/developers';
import { actions, carrying, each, key, on } from '../../question';
import { resourceFor } from '../../resources';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { groupsOf, INVOKE, LIFTING } from '../access/boundary';

/** The boundary of the readers of developer logs alone: whatever they are given. */
export async function developerBoundarySentences(world: World): Promise<readonly Sentence[]> {
  const logs = developersOf(world);
  if (!logs) return [];
  const { prompts, reports, key: logKey } = logs;
  const { region, system, may, never } = world;
  const rooms = [prompts, reports];
  const s3 = { 'kms:ViaService': `s3.${region}.amazonaws.com` };
  // Those of the models, too: these roles call none.
  const elsewhere = [...world.elsewhere, ...[...world.regions].filter((one) => one !== region)];
  const asked = async (...names: readonly string[]) =>
    (
      await Promise.all(names.map(async (action) => each(actions(action), on(await resourceFor(action, region)))))
    ).flat();
  const [lifting, beyond] = [await asked(...LIFTING), await asked(...BEYOND)];
  const reads = each(actions('s3:GetObject'), on(...rooms.map(({ object }) => object)));
  const own = rooms.flatMap(({ bucket }) => bucket.arn);
  const decrypts = each(
    actions('kms:Decrypt'),
    on(logKey),
    carrying(...rooms.flatMap((room) => decrypting(world, room))),
  );
  return groupsOf(world, ({ name }) => OF_DEVELOPERS.includes(name)).flatMap((who) => [
    // Bucket and key leave each of the two to one reader: here the lists alone are asked.
    may(who, 'is not kept from listing the logs', each(actions('s3:ListBucket'), on(...own))),
    world.cannot(who, 'cannot reach another bucket or key, nor the key in another way', [
      ...each(
        actions('s3:GetObject'),
        on('arn:aws:s3:::somebody-elses/x', ...otherBuckets(world, own).map((arn) => `${arn}/x`)),
      ),
      ...each(actions('s3:ListBucket'), on('arn:aws:s3:::somebody-elses', ...otherBuckets(world, own))),
      ...each(actions('kms:Decrypt'), on(world.key, `arn:aws:kms:${region}:${ACCOUNT}:key/other`), carrying({}, s3)),
      ...each(actions('kms:Decrypt'), on(logKey), carrying({}, { 'kms:ViaService': `q.${region}.amazonaws.com` })),
    ]),
    never(who, 'cannot lift or rewrite its boundary, nor become another role', [
      ...lifting,
      ...each(actions('sts:AssumeRole', 'sts:TagSession'), on(...system.roles.map(({ arn }) => arn))),
    ]),
    never(who, 'cannot invoke a model, write, or do anything else', [
      ...each(actions(...INVOKE), world.calls),
      ...each(actions('s3:PutObject', 's3:DeleteObject'), on(...rooms.map(({ object }) => object))),
      ...beyond,
    ]),
    never(who, 'cannot act in another Region, nor without saying in which', [
      ...each([...reads, ...decrypts], key('aws:RequestedRegion', ...elsewhere, undefined)),
    ]),
  ]);
}

const otherBuckets = ({ system }: World, own: readonly string[]): readonly string[] =>
  system.buckets.map(({ arn }) => arn).filter((arn) => !own.includes(arn));

const BEYOND = [
  'codewhisperer:UpdateProfile',
  'iam:CreateRole',
  'kms:CreateGrant',
  'kms:PutKeyPolicy',
  'lambda:InvokeFunction',
  'q:SendMessage',
  's3:PutBucketPolicy',
  'user-subscriptions:CreateClaim',
];
