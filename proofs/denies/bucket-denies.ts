import { actions, carrying, each, key, on, type Question } from '../decisions/question';
import { ALGORITHM, askedOf, CUSTOMER, everybody, insideOf, KEY_ID } from '../decisions/sentences/storage/bucket';
import { dataBuckets } from '../decisions/sentences/storage/data-buckets';
import type { World } from '../decisions/world';
import type { Bucket } from '../model/system';
import { actionsOn, actionsWith } from './action-kinds';
import type { Covering } from './covering';

/** Actions on a bucket that list what is in it. */
const LISTING = /^s3:List(Bucket|Object)/;

/** Actions on an object that neither read nor change what it holds. */
const STORES_NOTHING = ['s3:BypassGovernanceRetention'];

/** Every bucket refuses old TLS; those of data also other keys and, if the row says so, other networks. */
export async function bucketDenies(world: World): Promise<readonly Covering[]> {
  const { system, never } = world;
  const data = dataBuckets(world);
  const [ofBucket, ofObject] = [await actionsOn('s3', 'bucket'), await actionsOn('s3', 'object')];
  const storing = (await actionsWith('s3', ALGORITHM)).filter((action) => !STORES_NOTHING.includes(action));
  const onAll = ({ arn }: Bucket, bucketActions: readonly string[], ...parts: readonly Part[]) => [
    ...each(actions(...ofObject), on(...objectsIn(arn)), ...parts),
    ...each(actions(...bucketActions), on(arn), ...parts),
  ];
  return system.buckets.flatMap((bucket): readonly Covering[] => {
    const { arn, at, policy } = bucket;
    if (!policy) return [];
    const own = data.find((one) => one.arn === arn);
    const isData = own !== undefined;
    const isClosed = own?.isClosed === true;
    const inside = isClosed ? insideOf(world) : carrying({});
    const old = ['aws:SecureTransport=false', 's3:TlsVersion=1.1'].map((term) => term.split('=') as [string, string]);
    const listing = ofBucket.filter((action) => LISTING.test(action));
    const outside: Part = [{ door: 'another endpoint' }, { door: 'internet' }];
    const name = at.replace(/^.*\/(.+?)[0-9A-F]{8}$/, '$1');
    const sentences = () =>
      (own ? askedOf(world, own) : everybody(world)).flatMap((who) => [
        never(
          who,
          `cannot use the ${name} bucket without TLS 1.2, by any action`,
          old.flatMap((term) => onAll(bucket, ofBucket, inside, key(...term))),
        ),
        ...(isData
          ? [
              never(
                who,
                `cannot store ${own.content} under another key, by any action and anywhere in the bucket`,
                each(actions(...storing), on(...objectsIn(arn)), inside, otherEncryption(own.key)),
              ),
            ]
          : []),
        ...(isClosed
          ? [
              never(
                who,
                `cannot reach ${own?.content} from outside the VPC, by any action`,
                onAll(bucket, listing, outside),
              ),
            ]
          : []),
      ]);
    return [{ policy, given: [arn, inside, own?.key], sentences }];
  });
}

type Part = readonly Partial<Question>[];

/** An object of each room, and one beside them. */
const objectsIn = (arn: string) =>
  ['datasets/x', 'artifacts/x', 'documents/x', 'audio/x', 'x'].map((key) => `${arn}/${key}`);

const otherEncryption = (ours: string) => {
  const other = ours.replace(/[^/]+$/, '11111111-2222-3333-4444-555555555555');
  return carrying(
    { [ALGORITHM]: 'AES256' },
    { [ALGORITHM]: 'aws:kms' },
    { [ALGORITHM]: 'aws:kms', [KEY_ID]: other },
    { [KEY_ID]: other },
    { [CUSTOMER]: 'AES256' },
  );
};
