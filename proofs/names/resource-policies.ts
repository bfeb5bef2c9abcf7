import { list, type NamedPolicy } from '../model/policy';
import type { System } from '../model/system';

const OF_KEYS = [
  'kms:*',
  'kms:Decrypt',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKey*',
  'kms:ReEncrypt*',
];

/**
 * Returns what the policies of resources allow beside the little that they are for: a key is used and administered, a
 * bucket takes its access logs, a queue its events. A policy speaks of nothing but its own resource.
 */
export function unlistedOnResources({
  buckets,
  keys,
  queues,
  topics,
  vectorBuckets,
}: Pick<System, 'buckets' | 'keys' | 'queues' | 'topics' | 'vectorBuckets'>): readonly string[] {
  const isOf = (arn: string) => (resource: string) => resource === arn || resource.startsWith(`${arn}/`);
  const of = (
    resources: readonly { readonly arn: string; readonly policy?: NamedPolicy }[],
    allowed: readonly string[],
  ) => resources.flatMap(({ arn, policy }) => (policy ? unlisted(policy, allowed, isOf(arn)) : []));
  return [
    ...buckets.flatMap((bucket) =>
      // CloudTrail looks up who owns the bucket of its files.
      of([bucket], bucket.at.includes('/TrailFiles') ? ['s3:GetBucketAcl', 's3:PutObject'] : ['s3:PutObject']),
    ),
    ...of(queues, ['sqs:SendMessage']),
    ...of(topics, ['sns:Publish']),
    ...of(vectorBuckets, []),
    // A key policy names no resource: `*` is the key.
    ...keys.flatMap(({ policy }) => unlisted(policy, OF_KEYS, (resource) => resource === '*')),
  ];
}

function unlisted(
  { name, document }: NamedPolicy,
  allowed: readonly string[],
  isOwn: (resource: string) => boolean,
): readonly string[] {
  return document.Statement.flatMap(({ Effect, Action, NotAction, Resource, NotResource }) => {
    const actions = [...list(Action), ...list(NotAction).map((action) => `all but ${action}`)];
    return [
      ...actions
        .filter((action) => Effect === 'Allow' && !allowed.includes(action))
        .map((action) => `a policy of a resource allows only what it is for. But: ${name} allows ${action}`),
      ...[...list(Resource).filter((one) => !isOwn(one)), ...list(NotResource).map((one) => `all but ${one}`)].map(
        (resource) => `a policy of a resource speaks of it alone. But: ${name} names ${resource}`,
      ),
    ];
  });
}
