import type { AppResources, Located } from '../../template/app-resources';
import { covers } from '../../template/patterns';
import { property } from '../../template/value';
import { type Rule, unless } from '../rule';
import { arnsOf, bucketStatements, isEveryBucket } from './bucket-rules';
import { hasOwnKey } from './healthscribe-rules';

const BUCKET = ['AWS::S3::Bucket'];
const SOURCE = 'Amazon Q Developer User Guide, "Logging users\' prompts in Amazon Q Developer"';

/** Principal of Amazon Q Developer, and of Kiro. */
const SERVICE = 'q.amazonaws.com';

/** Returns what the service may write to in a bucket: the part of each resource behind the name of the bucket. */
function writtenKeys(bucket: Located, app: AppResources): readonly string[] {
  const arns = arnsOf(bucket, app);
  return bucketStatements(bucket, app)
    .filter(
      (statement) =>
        statement.allows &&
        statement.principals.some(({ kind, id }) => kind === 'Service' && id === SERVICE) &&
        statement.speaksOf('s3:PutObject'),
    )
    .flatMap(({ resources }) => resources)
    .flatMap((arn) => {
      if (isEveryBucket(arn)) return ['*'];
      const own = arns.find((one) => arn.startsWith(`${one}/`));
      if (own !== undefined) return [arn.slice(own.length + 1)];
      const [name = '', ...rest] = arn.split('/');
      return arns.some((one) => covers(name, one)) ? [rest.join('/') || '*'] : [];
    });
}

/** First folder of a key; `/` for a key without one, or with a wildcard in it. */
const roomOf = (key: string): string => {
  const [first = '', ...rest] = key.split('/');
  return rest.length === 0 || /[*?]/.test(first) ? '/' : first;
};

/** Key that a bucket encrypts with by default, in words that are the same for the same key. */
const keyOf = ({ properties, stack }: Located, app: AppResources): string | undefined => {
  const [rule] = [property(properties, 'BucketEncryption', 'ServerSideEncryptionConfiguration')].flat();
  const key = property(rule, 'ServerSideEncryptionByDefault', 'KMSMasterKeyID');
  return key === undefined ? undefined : app.text(key, stack).replace(/\.Arn>$/, '>');
};

export const DEVELOPER_RULES: readonly Rule[] = [
  {
    id: 'DEVELOPER1',
    info: 'Amazon Q Developer or Kiro writes logs of several kinds to one bucket, or to its root.',
    why: 'Prompts contain source code and secrets. Usage reports have other readers and another retention, which a bucket has only once.',
    remedy:
      'Use one bucket for prompt logs and another one for usage reports, and admit the service below one prefix of each.',
    source: SOURCE,
    types: BUCKET,
    check: (bucket, app) => {
      const rooms = [...new Set(writtenKeys(bucket, app).map(roomOf))];
      if (rooms.length === 0) return 'not-applicable';
      return rooms.length > 1 || rooms[0] === '/' ? rooms.map((room) => `Prefix::${room}`) : [];
    },
  },
  {
    id: 'DEVELOPER2',
    info: 'A bucket that Amazon Q Developer or Kiro writes to does not encrypt with a customer managed key.',
    why: 'Only the policy of a customer managed key decides who decrypts prompts, whatever the policies of the account allow.',
    remedy: 'Set BucketEncryption to `aws:kms` with the KMSMasterKeyID of a customer managed key.',
    source: SOURCE,
    types: BUCKET,
    check: (bucket, app) => (writtenKeys(bucket, app).length === 0 ? 'not-applicable' : unless(hasOwnKey(bucket, app))),
  },
  {
    id: 'DEVELOPER3',
    info: 'A bucket that Amazon Q Developer or Kiro writes to shares its key with other data.',
    why: 'Who may decrypt the other data may decrypt prompts, as far as the key is concerned; only the bucket is left between them.',
    remedy: 'Use a key for the logs of these products alone.',
    source: SOURCE,
    types: BUCKET,
    check: (bucket, app) => {
      const key = keyOf(bucket, app);
      if (key === undefined || writtenKeys(bucket, app).length === 0) return 'not-applicable';
      const others = app.ofType('AWS::S3::Bucket').filter((other) => keyOf(other, app) === key);
      return others.filter((other) => writtenKeys(other, app).length === 0).map(({ at }) => `Bucket::${at}`);
    },
  },
];
