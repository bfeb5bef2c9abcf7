import { type AccountConfig, LOGGED_KINDS, type LoggedKind } from './account-config';
import { AccountNames } from './account-names';

/** Prefix of large data and binary data in the bucket. */
export const LARGE_DATA_PREFIX = 'large';

type Flag = `${LoggedKind}DataDeliveryEnabled`;

/** Model invocation logging, as the API of Bedrock has it. */
export interface LoggingSetting extends Partial<Readonly<Record<`${LoggedKind}DataDeliveryEnabled`, boolean>>> {
  readonly cloudWatchConfig?: {
    readonly logGroupName?: string;
    readonly roleArn?: string;
    readonly largeDataDeliveryS3Config?: { readonly bucketName?: string; readonly keyPrefix?: string };
  };
  readonly s3Config?: { readonly bucketName?: string; readonly keyPrefix?: string };
}

export const flagOf = (kind: LoggedKind): Flag => `${kind}DataDeliveryEnabled`;

/**
 * Returns the setting of a row with logging. All five flags are set: Bedrock seems to take a missing one for true.
 *
 * @param account its id, or a token
 */
export function plannedLogging(
  { region, logging }: Pick<AccountConfig, 'region' | 'logging'>,
  account: string,
): LoggingSetting | undefined {
  if (!logging) return undefined;
  const names = new AccountNames(region);
  const kinds: readonly LoggedKind[] = logging.kinds ?? LOGGED_KINDS;
  return {
    cloudWatchConfig: {
      logGroupName: names.promptLogGroup,
      roleArn: `arn:aws:iam::${account}:role/${names.loggingRole}`,
      largeDataDeliveryS3Config: { bucketName: names.promptBucket(account), keyPrefix: LARGE_DATA_PREFIX },
    },
    ...(Object.fromEntries(LOGGED_KINDS.map((kind) => [flagOf(kind), kinds.includes(kind)])) as Record<Flag, boolean>),
  };
}

/** A member of the setting by its path, such as `cloudWatchConfig.roleArn`. */
export type Member = readonly [path: string, value: string | boolean];

/** Returns each member of a setting, in the order of the API. */
export function membersOf(setting: object, path = ''): readonly Member[] {
  return Object.entries(setting).flatMap(([name, value]: [string, unknown]): readonly Member[] => {
    const at = path === '' ? name : `${path}.${name}`;
    if (typeof value === 'object' && value !== null) return membersOf(value, at);
    return typeof value === 'string' || typeof value === 'boolean' ? [[at, value]] : [];
  });
}

/** Tells whether a setting delivers anything: without a destination, Bedrock copies nothing. */
export const delivers = (setting: LoggingSetting | undefined): setting is LoggingSetting =>
  setting?.cloudWatchConfig !== undefined || setting?.s3Config !== undefined;

/** Returns the members that differ, with both values; a missing one is undefined. */
export function differences(
  found: LoggingSetting,
  planned: LoggingSetting,
): readonly { readonly path: string; readonly found?: string | boolean; readonly planned?: string | boolean }[] {
  const [ours, theirs] = [new Map(membersOf(planned)), new Map(membersOf(found))];
  return [...new Set([...ours.keys(), ...theirs.keys()])]
    .filter((path) => ours.get(path) !== theirs.get(path))
    .map((path) => {
      const [is, ought] = [theirs.get(path), ours.get(path)];
      return { path, ...(is !== undefined && { found: is }), ...(ought !== undefined && { planned: ought }) };
    });
}

/** Tells whether a setting writes to the log group or the bucket of this project. */
export const writesToOurs = (found: LoggingSetting, region: string, account: string): boolean => {
  const names = new AccountNames(region);
  const { cloudWatchConfig, s3Config } = found;
  const buckets = [cloudWatchConfig?.largeDataDeliveryS3Config?.bucketName, s3Config?.bucketName];
  return cloudWatchConfig?.logGroupName === names.promptLogGroup || buckets.includes(names.promptBucket(account));
};
