import type { Located } from '../../../domain/template/references';
import { asRecord, type CostContext, type CostRule, objectProperty } from './cost-context';
import { costLine, type LineParts } from './cost-line';

/** Prices `AWS::S3::Bucket`: storage of the Standard class, and requests. The delivery of access logs is free. */
export const bucketCost: CostRule = (located, context) => {
  const { assumptions, prices } = context;
  const line = (what: string, price: string, ...factor: LineParts['factors'][number]) =>
    costLine({ located, feature: 'storage', what, kind: 'usage', factors: [factor], price }, prices);
  return {
    lines: receivesAccessLogs(located, context)
      ? [line('access logs', 'bucket-stored-gb', assumptions.accessLogGb, 'GB')]
      : [
          line('data', 'bucket-stored-gb', assumptions.storedGb, 'GB'),
          line('writes and lists', 'bucket-write', assumptions.bucketWrites, 'requests'),
          line('reads', 'bucket-read', assumptions.bucketReads, 'requests'),
          ...(sendsEvents(located) ? [line('events of writes', 'event', assumptions.bucketWrites, 'events')] : []),
        ],
    unpriced: [
      ...PRICED_APART.filter((property) => located.resource.Properties?.[property] !== undefined),
      ...classes(located),
    ],
  };
};

/** Properties with a price of their own. */
const PRICED_APART = [
  'AccelerateConfiguration',
  'AnalyticsConfigurations',
  'IntelligentTieringConfigurations',
  'InventoryConfigurations',
  'MetadataConfiguration',
  'MetadataTableConfiguration',
  'MetricsConfigurations',
  'ReplicationConfiguration',
];

/** Names the storage classes other than Standard. */
function classes(located: Located): readonly string[] {
  const rules = [objectProperty(located, 'LifecycleConfiguration').Rules ?? []].flat().map(asRecord);
  const moved = rules.flatMap((rule) =>
    ['Transition', 'Transitions', 'NoncurrentVersionTransition', 'NoncurrentVersionTransitions'].flatMap((name) =>
      [rule[name] ?? []].flat().map((to) => `storage class ${JSON.stringify(asRecord(to).StorageClass)}`),
    ),
  );
  return [...new Set(moved)];
}

/** Returns true if the bucket sends events to EventBridge, which cost as much as custom events. */
const sendsEvents = (located: Located) =>
  asRecord(objectProperty(located, 'NotificationConfiguration').EventBridgeConfiguration).EventBridgeEnabled === true;

const receivesAccessLogs = (located: Located, { references }: CostContext) =>
  references.resources.some(({ stack, resource }) => {
    const logging = resource.Type === located.resource.Type ? resource.Properties?.LoggingConfiguration : undefined;
    if (!(logging && typeof logging === 'object' && 'DestinationBucketName' in logging)) return false;
    return references.target(logging.DestinationBucketName, stack)?.key === located.key;
  });
