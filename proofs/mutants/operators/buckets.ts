import { withResource } from '../edit';
import type { Operator } from '../mutant';
import { onResources, resourcesOf } from '../resources';

const BUCKET = 'AWS::S3::Bucket';

/** An operator that sets, or takes away, one property of every bucket that has it. */
const change = (kind: string, property: string, to?: unknown): Operator =>
  onResources(kind, BUCKET, (properties) =>
    properties[property] === undefined || JSON.stringify(properties[property]) === JSON.stringify(to)
      ? []
      : [{ path: [property], to }],
  );

const add = (kind: string, property: string, to: unknown): Operator =>
  onResources(kind, BUCKET, () => [{ path: [property], to }]);

const FIRST_RULE = ['LifecycleConfiguration', 'Rules', 0] as const;

const encryption = (by: object) => ({ ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: by }] });

export const BUCKETS: readonly Operator[] = [
  onResources('public access block off', BUCKET, ({ PublicAccessBlockConfiguration: block = {} }) =>
    Object.keys(block as object).flatMap((flag) => [
      { what: flag, path: ['PublicAccessBlockConfiguration', flag], to: false },
      { what: `${flag} unsaid`, path: ['PublicAccessBlockConfiguration', flag] },
    ]),
  ),
  change('public access block removed', 'PublicAccessBlockConfiguration'),
  change('bucket encrypted by S3 alone', 'BucketEncryption', encryption({ SSEAlgorithm: 'AES256' })),
  change('bucket encrypted with the key of AWS', 'BucketEncryption', encryption({ SSEAlgorithm: 'aws:kms' })),
  change('bucket encryption unsaid', 'BucketEncryption'),
  onResources('bucket key off', BUCKET, (properties) => {
    const path = ['BucketEncryption', 'ServerSideEncryptionConfiguration', 0, 'BucketKeyEnabled'];
    return JSON.stringify(properties).includes('BucketKeyEnabled') ? [{ path, to: false }] : [];
  }),
  change('versions suspended', 'VersioningConfiguration', { Status: 'Suspended' }),
  change('versions unsaid', 'VersioningConfiguration'),
  change('access logging removed', 'LoggingConfiguration'),
  onResources('access logs go elsewhere', BUCKET, ({ LoggingConfiguration }) =>
    LoggingConfiguration
      ? [{ path: ['LoggingConfiguration', 'DestinationBucketName'], to: 'somebody-elses-bucket' }]
      : [],
  ),
  change('object writers own objects', 'OwnershipControls', { Rules: [{ ObjectOwnership: 'ObjectWriter' }] }),
  change('object ownership unsaid', 'OwnershipControls'),
  change('Object Lock without retention', 'ObjectLockConfiguration'),
  change('Object Lock off', 'ObjectLockEnabled', false),
  onResources('Object Lock shortened', BUCKET, ({ ObjectLockConfiguration }) =>
    ObjectLockConfiguration ? [{ path: ['ObjectLockConfiguration', 'Rule', 'DefaultRetention', 'Days'], to: 1 }] : [],
  ),
  change('lifecycle removed', 'LifecycleConfiguration'),
  onResources('old versions deleted at once', BUCKET, ({ LifecycleConfiguration }) =>
    LifecycleConfiguration ? [{ path: [...FIRST_RULE, 'NoncurrentVersionExpiration', 'NoncurrentDays'], to: 1 }] : [],
  ),
  onResources('old versions kept for ever', BUCKET, ({ LifecycleConfiguration }) =>
    LifecycleConfiguration
      ? [
          { what: 'all', path: [...FIRST_RULE, 'NoncurrentVersionExpiration'] },
          { what: 'some', path: [...FIRST_RULE, 'NoncurrentVersionExpiration', 'NewerNoncurrentVersions'], to: 5 },
          { what: 'of some objects', path: [...FIRST_RULE, 'Prefix'], to: 'tmp/' },
          { what: 'rule off', path: [...FIRST_RULE, 'Status'], to: 'Disabled' },
        ]
      : [],
  ),
  onResources('parts of uploads kept', BUCKET, ({ LifecycleConfiguration }) =>
    LifecycleConfiguration ? [{ path: [...FIRST_RULE, 'AbortIncompleteMultipartUpload'] }] : [],
  ),
  onResources('objects deleted after a day', BUCKET, ({ LifecycleConfiguration }) =>
    LifecycleConfiguration ? [{ path: [...FIRST_RULE, 'ExpirationInDays'], to: 1 }] : [],
  ),
  add('bucket readable by an ACL', 'AccessControl', 'PublicRead'),
  add('bucket is a website', 'WebsiteConfiguration', { IndexDocument: 'index.html' }),
  add('bucket replicated', 'ReplicationConfiguration', {
    Role: 'arn:aws:iam::111122223333:role/Replication',
    Rules: [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::somebody-elses-bucket' } }],
  }),
  {
    kind: 'bucket policy removed',
    changes: (subject) =>
      resourcesOf(subject, 'AWS::S3::BucketPolicy').map(({ at, stack, logicalId }) => ({
        what: '',
        at,
        templates: withResource(subject.templates, stack, logicalId),
      })),
  },
];
