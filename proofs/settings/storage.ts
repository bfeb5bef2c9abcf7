import { developerSettings } from '../../domain/deployment/config/developer-config';
import type { Placed } from '../model/templates';
import {
  type Context,
  decisions,
  holds,
  is,
  isOfDevelopers,
  isOneOf,
  keyOf,
  never,
  type Settings,
  same,
  tags,
} from './setting';

/** Where other buckets send their access logs. */
const takesLogs = ({ resolver, placed }: Context): boolean => {
  const name = resolver.attributeOf(placed, 'Ref');
  return resolver.resources
    .filter(({ resource }) => resource.Type === 'AWS::S3::Bucket')
    .some((bucket) => destination(resolver.properties(bucket)) === name);
};

const destination = (properties: Readonly<Record<string, unknown>>) =>
  (properties.LoggingConfiguration as { readonly DestinationBucketName?: string } | undefined)?.DestinationBucketName;

const isBucket = isOneOf('AWS::S3::Bucket', 'Ref');

interface LifecycleRule {
  readonly Status?: string;
  readonly AbortIncompleteMultipartUpload?: { readonly DaysAfterInitiation?: number };
  readonly ExpirationInDays?: number;
  readonly NoncurrentVersionExpiration?: Readonly<Record<string, number>>;
}

/** Properties of a rule for a whole bucket; any other limits it to a part, or does something else. */
const WHOLE_BUCKET = [
  ...['AbortIncompleteMultipartUpload', 'ExpirationInDays', 'ExpiredObjectDeleteMarker', 'Id'],
  ...['NoncurrentVersionExpiration', 'Status'],
];

/** Days after which old versions go; NaN if some stay for ever, in number or in time. */
function daysOfOldVersions({
  NoncurrentVersionExpiration: { NoncurrentDays = Number.NaN, ...others } = {},
}: LifecycleRule) {
  return Object.keys(others).length > 0 ? Number.NaN : NoncurrentDays;
}

/** Objects and old versions go after the days that are right for the bucket. */
function expires(rule: LifecycleRule, context: Context): boolean {
  const days = daysOfOldVersions(rule);
  const { keepData } = context.config;
  if (isPurged(context)) {
    return rule.ExpirationInDays === 1 && days === 1 && rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation === 1;
  }
  const logs = logDays(context);
  if (logs !== undefined) return rule.ExpirationInDays === logs && days === 1;
  if (takesLogs(context) || takesFiles(context)) {
    return rule.ExpirationInDays === (keepData ? 365 : 90) && days >= (keepData ? 30 : 1);
  }
  return rule.ExpirationInDays === undefined && days >= 30;
}

interface Lifecycle {
  readonly Rules?: readonly LifecycleRule[];
}

const isSoon = ({ DaysAfterInitiation, ...others }: LifecycleRule['AbortIncompleteMultipartUpload'] = {}) =>
  Number(DaysAfterInitiation) <= 7 && same(others, {});

/** Where CloudTrail writes the files of the trail. */
const takesFiles = ({ placed }: Context): boolean => placed.at.includes('/TrailFiles');

/** Bucket whose objects are patient data that a purge deletes: it keeps no version, and nothing for longer than a day. */
const isPurged = ({ placed }: Context): boolean => /\/Consultations\/Patients[0-9A-F]{8}$/.test(placed.at);

/** Days after which each log of developers goes, by the place of its bucket. Such a bucket keeps no version. */
function logDays({ placed, config: { developer = {} } }: Context): number | undefined {
  const { promptDays, reportDays } = developerSettings(developer);
  const kind = /\/Developer\/(Prompts|Reports)[0-9A-F]{8}$/.exec(placed.at)?.[1];
  return kind === undefined ? undefined : { Prompts: promptDays, Reports: reportDays }[kind];
}

/** Bucket under the key of patient data. */
const isOfPatients = ({ placed }: Context): boolean => /\/Consultations\/(Patients|SignedNotes)/.test(placed.at);

const bucketKey = (context: Context) =>
  isOfPatients(context) || isOfDevelopers(context) ? keyOf(context) : context.key;

const encryptedBy = (by: object, more: object = {}) => ({
  ServerSideEncryptionConfiguration: [{ ...more, ServerSideEncryptionByDefault: by }],
});

/** Object Lock is for training data: a document can be deleted. */
const lockDays = ({ config, placed }: Context) =>
  placed.at.includes('/Storage/') ? config.fineTuning?.objectLockDays : undefined;

/** The policy of the bucket that is named lets S3 write below that prefix. */
const admits = ({ resolver }: Context, bucket: unknown, prefix: unknown): boolean =>
  resolver.resources
    .filter(({ resource }: Placed) => resource.Type === 'AWS::S3::BucketPolicy')
    .map((policy) => resolver.properties(policy))
    .some((policy) => policy.Bucket === bucket && JSON.stringify(policy).includes(`/${prefix}*"`));

export const STORAGE: Readonly<Record<string, Settings>> = {
  'AWS::S3::Bucket': {
    AccessControl: never('no ACL opens a bucket'),
    BucketEncryption: holds(
      'every bucket is encrypted with the key of the deployment, patient data and developer logs with their own, but for the access logs, for which S3 takes its own alone, and the files of the trail, which CloudTrail encrypts',
      (value, context) =>
        takesLogs(context) || takesFiles(context)
          ? same(value, encryptedBy({ SSEAlgorithm: 'AES256' }))
          : same(
              value,
              encryptedBy({ KMSMasterKeyID: bucketKey(context), SSEAlgorithm: 'aws:kms' }, { BucketKeyEnabled: true }),
            ),
    ),
    BucketName: decisions,
    LifecycleConfiguration: holds(
      'what was replaced or deleted comes back for 30 days and then goes, and no object goes by itself; access logs go after 90 days, and after a year where data is kept; what a purge leaves of patient data goes after a day, and developer logs after the days of the row',
      (value, context) => {
        const { Rules: [rule, ...others] = [], ...more } = (value ?? {}) as Lifecycle;
        if (rule?.Status !== 'Enabled' || others.length > 0 || !same(more, {})) return false;
        if (Object.keys(rule).some((name) => !WHOLE_BUCKET.includes(name))) return false;
        // What is left of an upload that broke off goes too: nobody sees it, and it costs money.
        if (!isSoon(rule.AbortIncompleteMultipartUpload)) return false;
        return expires(rule, context);
      },
    ),
    NotificationConfiguration: holds(
      'what is uploaded is told to EventBridge alone, where there is a workflow',
      (value) => value === undefined || same(value, { EventBridgeConfiguration: { EventBridgeEnabled: true } }),
    ),
    LoggingConfiguration: holds(
      'every access to a bucket is logged, in a bucket that takes the logs',
      (value, context) => {
        const { DestinationBucketName, LogFilePrefix, ...more } = (value ?? {}) as Readonly<Record<string, unknown>>;
        if (value === undefined) return takesLogs(context);
        return (
          same(more, {}) &&
          isBucket(DestinationBucketName, context) &&
          admits(context, DestinationBucketName, LogFilePrefix)
        );
      },
    ),
    ObjectLockConfiguration: holds('no version of training data goes before its days are over', (value, context) => {
      const Days = takesLogs(context) ? undefined : lockDays(context);
      const expected = { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Days, Mode: 'GOVERNANCE' } } };
      return same(value, Days === undefined ? undefined : expected);
    }),
    ObjectLockEnabled: holds('Object Lock is on where days are configured', (value, context) =>
      takesLogs(context) || lockDays(context) === undefined ? value === undefined : value === true,
    ),
    OwnershipControls: is('the account owns every object, and no ACL counts', {
      Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }],
    }),
    PublicAccessBlockConfiguration: is('nothing in a bucket can be made public', {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    }),
    ReplicationConfiguration: never('no copy of a bucket leaves for another'),
    Tags: tags,
    VersioningConfiguration: holds(
      'every bucket keeps the versions of its objects, except those of patient data and of developer logs, where a version would outlive a purge or the days of the row',
      (value, context) =>
        same(value, isPurged(context) || logDays(context) !== undefined ? undefined : { Status: 'Enabled' }),
    ),
    WebsiteConfiguration: never('no bucket is a website'),
  },
  'AWS::S3::BucketPolicy': {
    Bucket: holds('a bucket policy is that of a bucket of the deployment', isBucket),
    PolicyDocument: decisions,
  },
};
