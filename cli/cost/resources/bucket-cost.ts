import type { Located } from '../../../domain/template/references';
import { costLine, type LineParts } from './cost-line';
import { type Costing, type CostRule, partOf, recordOf } from './costing';

/** `AWS::S3::Bucket`: storage of the Standard class and requests. What writes access logs is not charged for it. */
export const bucketCost: CostRule = (of, costing) => {
  const { assumptions, prices } = costing;
  const line = (what: string, price: string, ...factor: LineParts['factors'][number]) =>
    costLine({ of, feature: 'storage', what, kind: 'usage', factors: [factor], price }, prices);
  return {
    lines: takesAccessLogs(of, costing)
      ? [line('access logs', 'bucket-stored-gb', assumptions.accessLogGb, 'GB')]
      : [
          line('data', 'bucket-stored-gb', assumptions.storedGb, 'GB'),
          line('writes and lists', 'bucket-write', assumptions.bucketWrites, 'requests'),
          line('reads', 'bucket-read', assumptions.bucketReads, 'requests'),
          ...(tellsOfWrites(of) ? [line('events of writes', 'event', assumptions.bucketWrites, 'events')] : []),
        ],
  };
};

/** What a bucket tells EventBridge is charged like events of one's own: AWS did not ask for it, we did. */
const tellsOfWrites = (of: Located) =>
  recordOf(partOf(of, 'NotificationConfiguration').EventBridgeConfiguration).EventBridgeEnabled === true;

const takesAccessLogs = (of: Located, { references }: Costing) =>
  references.resources.some(({ stack, resource }) => {
    const logging = resource.Type === of.resource.Type ? resource.Properties?.LoggingConfiguration : undefined;
    if (!(logging && typeof logging === 'object' && 'DestinationBucketName' in logging)) return false;
    return references.target(logging.DestinationBucketName, stack)?.key === of.key;
  });
