import type { AppResources, Located } from '../../template/app-resources';
import { covers } from '../../template/patterns';
import { awsPolicies, IDENTITY_TYPES, resourceStatements, statementsOfRole } from '../../template/policies';
import type { Principal, Statement } from '../../template/statement';
import { list, property } from '../../template/value';
import { type Rule, unless } from '../rule';
import { isHealthScribe, missing, servicesOf, trusts } from './access/trust-rules';
import { arnsOf, isEveryBucket, policiesOf, S3_READERS } from './bucket-rules';
import { isOwnKey } from './encryption-rules';
import { allowing, wildcards } from './knowledge-rules';

const BUCKET = ['AWS::S3::Bucket'];
const START = 'transcribe:StartMedicalScribeJob';

/** Actions of HealthScribe. Source: Service Authorization Reference, Amazon Transcribe. */
export const SCRIBE_ACTIONS = [
  'transcribe:DeleteMedicalScribeJob',
  'transcribe:GetMedicalScribeJob',
  'transcribe:GetMedicalScribeStream',
  'transcribe:ListMedicalScribeJobs',
  START,
  'transcribe:StartMedicalScribeStream',
] as const;

/** Condition keys that pin where a note goes, and under which key. */
const OUTPUT_KEYS = ['transcribe:OutputBucketName', 'transcribe:OutputEncryptionKMSKeyId'] as const;

const LIFECYCLE = 'Amazon S3 User Guide, "Managing the lifecycle of objects"';

const OBJECT_ACTIONS = ['s3:GetObject', 's3:PutObject'];

const movesObjects = (statement: Statement) =>
  statement.allows && OBJECT_ACTIONS.some((action) => statement.speaksOf(action));

/**
 * Tells whether HealthScribe reads or writes objects of the bucket: by a role of the app that its service assumes, or by
 * the policy of the bucket. A role that names no bucket reaches each.
 */
function holdsConsultations(bucket: Located, app: AppResources): boolean {
  const arns = arnsOf(bucket, app);
  const isOfBucket = (arn: string) =>
    isEveryBucket(arn) || arns.some((own) => arn.startsWith(`${own}/`) || covers(arn.split('/')[0] ?? '', own));
  const roles = app
    .ofType('AWS::IAM::Role')
    .filter((role) => trusts(role, app).some(({ service }) => isHealthScribe(service)));
  const isRole = ({ id }: Principal) =>
    roles.some(({ at, properties, stack }) => {
      const name = app.given(property(properties, 'RoleName'), stack);
      return id === '*' || app.named(id)?.at === at || (name !== undefined && id.endsWith(`:role/${name}`));
    });
  return (
    roles.some(
      (role) =>
        awsPolicies(role, S3_READERS, app).length > 0 ||
        statementsOfRole(role, app).some(
          (one) => movesObjects(one) && (one.hasNotResource || one.resources.some(isOfBucket)),
        ),
    ) ||
    policiesOf(bucket, app)
      .flatMap((policy) => resourceStatements(policy, app))
      .some((one) => movesObjects(one) && (servicesOf(one).some(isNamedHealthScribe) || one.principals.some(isRole)))
  );
}

/** Principal `*` in a bucket policy is no sign of HealthScribe. */
const isNamedHealthScribe = (service: string) => service !== '*' && isHealthScribe(service);

/** Days that an object may stay: a note waits at most seven days for its signature, and people take holidays. */
const MOST_DAYS = 30;

/** Properties that limit a lifecycle rule to a part of the bucket. */
const PARTS = ['ObjectSizeGreaterThan', 'ObjectSizeLessThan', 'Prefix', 'TagFilters'];

/** Returns the enabled lifecycle rules for the whole bucket. */
const lifecycleOf = ({ properties, stack }: Located, app: AppResources): readonly unknown[] =>
  list(property(properties, 'LifecycleConfiguration', 'Rules')).filter((rule) => {
    const isWhole = PARTS.every((part) => list(property(rule, part)).every((value) => value === ''));
    return isWhole && app.text(property(rule, 'Status'), stack) === 'Enabled';
  });

/** Tells whether the bucket encrypts with a customer managed key by default. */
export const hasOwnKey = ({ properties, stack }: Located, app: AppResources): boolean =>
  list(property(properties, 'BucketEncryption', 'ServerSideEncryptionConfiguration')).some((one) =>
    isOwnKey(app.given(property(one, 'ServerSideEncryptionByDefault', 'KMSMasterKeyID'), stack)),
  );

export const HEALTHSCRIBE_RULES: readonly Rule[] = [
  {
    id: 'SCRIBE1',
    info: `A bucket that Transcribe or HealthScribe reads or writes keeps objects longer than ${MOST_DAYS} days.`,
    why: 'Recordings, transcripts and drafts are patient data. A purge that fails, or a job that ends late, leaves them for ever, and an upload that was broken off is not even listed.',
    remedy: `Add an enabled lifecycle rule for the whole bucket with \`ExpirationInDays\` and \`AbortIncompleteMultipartUpload\` of at most ${MOST_DAYS} days. If only a role without a named bucket reaches this one, name the bucket in that role. HealthScribe writes to the root of the bucket, so that a rule for a prefix does not reach its outputs.`,
    source: LIFECYCLE,
    types: BUCKET,
    check: (bucket, app) => {
      if (!holdsConsultations(bucket, app)) return 'not-applicable';
      const rules = lifecycleOf(bucket, app);
      const ends = (...path: readonly string[]) =>
        rules
          .map((rule) => app.given(property(rule, ...path), bucket.stack))
          .some((days) => days !== undefined && Number(days) <= MOST_DAYS);
      return [
        ...(ends('ExpirationInDays') ? [] : ['ExpirationInDays']),
        ...(ends('AbortIncompleteMultipartUpload', 'DaysAfterInitiation') ? [] : ['AbortIncompleteMultipartUpload']),
      ];
    },
  },
  {
    id: 'SCRIBE2',
    info: 'A bucket that Transcribe or HealthScribe reads or writes keeps deleted objects.',
    why: 'With versions, a deletion only hides a recording or a draft. With Object Lock, nobody can delete it before its time.',
    remedy:
      'Omit VersioningConfiguration, ObjectLockEnabled and ObjectLockConfiguration. Keep what must be kept, such as signed notes, in a bucket of its own that HealthScribe does not reach.',
    source:
      'Amazon S3 User Guide, "Deleting object versions from a versioning-enabled bucket" and "Locking objects with Object Lock"',
    types: BUCKET,
    check: (bucket, app) => {
      if (!holdsConsultations(bucket, app)) return 'not-applicable';
      const { properties, stack } = bucket;
      const isVersioned = app.given(property(properties, 'VersioningConfiguration', 'Status'), stack) === 'Enabled';
      const isLocked =
        app.isTrue(property(properties, 'ObjectLockEnabled'), stack) ||
        property(properties, 'ObjectLockConfiguration') !== undefined;
      return [...(isVersioned ? ['Versions'] : []), ...(isLocked ? ['ObjectLock'] : [])];
    },
  },
  {
    id: 'SCRIBE3',
    info: 'A role trusts Transcribe, and with it HealthScribe, for any account or any resource.',
    why: 'Another AWS customer who knows the role’s ARN could start a job with it (the confused deputy problem): the recordings of your patients would become notes elsewhere.',
    remedy: 'Add the conditions `aws:SourceAccount` and `aws:SourceArn` to the trust policy.',
    source:
      'Amazon Transcribe Developer Guide, "Data encryption at rest for AWS HealthScribe"; IAM User Guide, "The confused deputy problem"',
    types: ['AWS::IAM::Role'],
    check: (role, app) => {
      const found = trusts(role, app).filter(({ service }) => isHealthScribe(service));
      return found.length === 0 ? 'not-applicable' : found.flatMap(missing);
    },
  },
  {
    id: 'SCRIBE4',
    info: 'A bucket that Transcribe or HealthScribe reads or writes does not encrypt with a customer managed key.',
    why: 'Only a customer managed key lets you decide who can decrypt recordings and notes, and revoke that access.',
    remedy: 'Set BucketEncryption to `aws:kms` with the KMSMasterKeyID of a customer managed key.',
    source: 'Amazon Transcribe Developer Guide, "Data encryption at rest for AWS HealthScribe"',
    types: BUCKET,
    check: (bucket, app) => (holdsConsultations(bucket, app) ? unless(hasOwnKey(bucket, app)) : 'not-applicable'),
  },
  {
    id: 'SCRIBE5',
    info: 'An identity policy allows HealthScribe jobs whose notes go anywhere, or under any key.',
    why: 'AWS defines no resource for StartMedicalScribeJob. The request names the bucket and the key of the outputs; without a key, HealthScribe uses its own.',
    remedy: `Require \`${OUTPUT_KEYS.join('` and `')}\` with the name of one bucket and the ARN of one key.`,
    source: 'Service Authorization Reference, Amazon Transcribe, condition keys of StartMedicalScribeJob',
    types: IDENTITY_TYPES,
    check: (resource, app) => {
      const statements = allowing(resource, app, [START]);
      if (statements.length === 0) return 'not-applicable';
      return OUTPUT_KEYS.filter((key) => statements.some((statement) => !statement.demands(key)));
    },
  },
  {
    id: 'SCRIBE6',
    info: 'An identity policy allows HealthScribe through a wildcard action or an AWS managed policy.',
    why: 'The wildcard starts transcriptions of any recording, and reads and deletes the jobs of everybody in the account.',
    remedy: 'List the actions. Restrict GetMedicalScribeJob and DeleteMedicalScribeJob to a prefix of job names.',
    source:
      'Service Authorization Reference, Amazon Transcribe; AWS Managed Policy Reference, AmazonTranscribeFullAccess v1',
    types: IDENTITY_TYPES,
    check: (resource, app) => {
      const statements = allowing(resource, app, SCRIBE_ACTIONS);
      const broad = awsPolicies(resource, ['AmazonTranscribeFullAccess'], app);
      if (statements.length + broad.length === 0) return 'not-applicable';
      return [
        ...new Set([
          ...statements.flatMap((statement) => wildcards(statement, SCRIBE_ACTIONS)),
          ...broad.map((name) => `Policy::${name}`),
        ]),
      ];
    },
  },
];
