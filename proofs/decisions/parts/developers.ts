import { DEVELOPER_PREFIXES, developerNames } from '../../../domain/deployment/names/developer-names';
import { Names } from '../../../domain/deployment/names/names';
import { ACCOUNT, OTHER_ACCOUNT } from '../../model/physical-ids';
import type { Bucket } from '../../model/system';
import { carrying } from '../question';
import { EVERYTHING, type Who } from '../who';
import type { World } from '../world';

/** Roles that read logs of developers, in the words of the sentences. They have a boundary of their own. */
export const OF_DEVELOPERS: readonly string[] = ['auditor', 'report reader'];

/** Logs of one kind, and their only reader. */
export interface LogRoom {
  readonly words: string;
  readonly bucket: Bucket;
  readonly reader: string;
  /** An object as the service writes it, and one outside the prefix. */
  readonly object: string;
  readonly outside: string;
  /** Prefix of the access logs of the bucket. */
  readonly logs: string;
}

/** Logs of Amazon Q Developer and Kiro of a deployment. */
export interface DeveloperLogs {
  readonly prompts: LogRoom;
  readonly reports: LogRoom;
  /** ARN of their key. */
  readonly key: string;
}

/** Undefined for a row without `developer`. */
export function developersOf({ system, config }: World): DeveloperLogs | undefined {
  if (!config.developer) return undefined;
  const of = (name: string) => system.buckets.find(({ at }) => new RegExp(`/Developer/${name}[0-9A-F]{8}$`).test(at));
  const [prompts, reports] = [of('Prompts'), of('Reports')];
  const key = system.keys.find(({ at }) => at.includes('/Developer/'));
  if (!(prompts && reports && key)) return undefined;
  const room = (words: string, bucket: Bucket, prefix: string, reader: string): LogRoom => ({
    ...{ words, bucket, reader, logs: prefix },
    object: `${bucket.arn}/${prefix}/AWSLogs/${ACCOUNT}/QDeveloperLogs/x.json.gz`,
    outside: `${bucket.arn}/other/x`,
  });
  return {
    prompts: room('prompts', prompts, DEVELOPER_PREFIXES.prompts, 'auditor'),
    reports: room('usage reports', reports, DEVELOPER_PREFIXES.reports, 'report reader'),
    key: key.arn,
  };
}

/** Amazon Q Developer and Kiro, which share a principal. */
export const developerService = (world: World): Who => world.service('q.amazonaws.com');

const sourceIn = (region: string, account = ACCOUNT) => `arn:aws:codewhisperer:${region}:${account}:profile/x`;

/** Context of the service when it writes for a profile of this account and Region. */
export const forUs = ({ region }: World) => ({
  'aws:PrincipalServiceName': 'q.amazonaws.com',
  'aws:SourceAccount': ACCOUNT,
  'aws:SourceArn': sourceIn(region),
});

/** Contexts of the service when it writes for others, or does not say for whom. */
export function forOthers(world: World) {
  const own = forUs(world);
  return carrying(
    { 'aws:PrincipalServiceName': 'q.amazonaws.com' },
    { ...own, 'aws:SourceAccount': OTHER_ACCOUNT },
    { ...own, 'aws:SourceAccount': undefined },
    { ...own, 'aws:SourceArn': undefined },
    { ...own, 'aws:SourceArn': sourceIn(world.region, OTHER_ACCOUNT) },
    { ...own, 'aws:SourceArn': sourceIn(world.elsewhere[0]) },
    { ...own, 'aws:SourceArn': `arn:aws:q:${world.region}:${ACCOUNT}:profile/x` },
  );
}

/** A reader with every right that another policy could give it, so that policies of resources alone decide. */
export function readerOf({ system, region }: World, { reader }: LogRoom): Who {
  const { auditorRole, reportReaderRole } = developerNames(new Names(system.deployment, region));
  const name = reader === 'auditor' ? auditorRole : reportReaderRole;
  return {
    words: `the role of the ${reader}`,
    principal: `arn:aws:iam::${ACCOUNT}:role/${name}`,
    identity: [EVERYTHING],
  };
}

/** Contexts of a decryption by S3: of the bucket, as its bucket key has it, and of an object. */
export const decrypting = ({ region }: World, { bucket, object }: LogRoom) =>
  [bucket.arn, object].map((arn) => ({
    'kms:ViaService': `s3.${region}.amazonaws.com`,
    'kms:EncryptionContext:aws:s3:arn': arn,
  }));
