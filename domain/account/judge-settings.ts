import type { AccountConfig } from './account-config';
import { delivers, differences, type LoggingSetting, plannedLogging, writesToOurs } from './logging-setting';
import { UNSET_RETENTION } from './retention-setting';

/** Settings of an account and Region, as AWS returns them. */
export interface FoundSettings {
  readonly logging?: LoggingSetting | undefined;
  /** Data retention mode. */
  readonly retention: string;
  /** Guardrails that are enforced, as `<ARN>:<version>`. */
  readonly enforcedGuardrails: readonly string[];
}

/**
 * unset: nobody has set it. planned: as the row says. changed: to our places, but not as the row says. foreign: set by others.
 * unmanaged: the row does not name the setting. leftover: the row does not name it, and it writes to our places.
 */
export type SettingState = 'changed' | 'foreign' | 'leftover' | 'planned' | 'unmanaged' | 'unset';

export interface JudgedSetting {
  readonly setting: 'data retention' | 'enforced guardrail' | 'invocation logging';
  readonly state: SettingState;
  /** Value as AWS has it, in one line. */
  readonly found: string;
  /** Members that differ from the plan, each in one line. */
  readonly differences: readonly string[];
}

/** Compares the settings of an account with a row. @param account id */
export function judgeSettings(config: AccountConfig, found: FoundSettings, account: string): readonly JudgedSetting[] {
  return [
    judgeLogging(config, found.logging, account),
    judgeRetention(config, found.retention),
    judgeGuardrail(config, found),
  ];
}

/** States that `apply` refuses to replace. */
export const isOfOthers = ({ state }: JudgedSetting): boolean => state === 'foreign' || state === 'changed';

function judgeLogging(config: AccountConfig, found: LoggingSetting | undefined, account: string): JudgedSetting {
  const setting = 'invocation logging';
  const planned = plannedLogging(config, account);
  if (!delivers(found)) return { setting, state: 'unset', found: 'Bedrock copies nothing', differences: [] };
  const isOurs = writesToOurs(found, config.region, account);
  const value = { setting, found: places(found) } as const;
  if (!planned) return { ...value, state: isOurs ? 'leftover' : 'unmanaged', differences: [] };
  const differing = differences(found, planned).map(
    ({ path, found: is = 'not set', planned: ought = 'not set' }) => `${path} is ${is}, planned ${ought}`,
  );
  if (differing.length === 0) return { ...value, state: 'planned', differences: [] };
  return { ...value, state: isOurs ? 'changed' : 'foreign', differences: differing };
}

function judgeRetention({ dataRetention }: AccountConfig, found: string): JudgedSetting {
  const judged = { setting: 'data retention', found: `mode ${found}`, differences: [] } as const;
  if (found === UNSET_RETENTION) return { ...judged, state: 'unset' };
  if (!dataRetention) return { ...judged, state: 'unmanaged' };
  if (found === dataRetention) return { ...judged, state: 'planned' };
  return { ...judged, state: 'foreign', differences: [`mode is ${found}, planned ${dataRetention}`] };
}

function judgeGuardrail({ enforcedGuardrail }: AccountConfig, { enforcedGuardrails }: FoundSettings): JudgedSetting {
  const found = enforcedGuardrails.join(', ') || 'none';
  const judged = { setting: 'enforced guardrail', found, differences: [] } as const;
  if (!enforcedGuardrail) return { ...judged, state: enforcedGuardrails.length > 0 ? 'unmanaged' : 'unset' };
  const { guardrail, version } = enforcedGuardrail;
  const id = guardrail.slice(guardrail.lastIndexOf('/') + 1);
  if (enforcedGuardrails.some((one) => one.endsWith(`/${id}:${version}`))) return { ...judged, state: 'planned' };
  if (enforcedGuardrails.length === 0) return { ...judged, state: 'unset' };
  return { ...judged, state: 'foreign', differences: [`${found}, planned ${id}:${version}`] };
}

function places({ cloudWatchConfig, s3Config }: LoggingSetting): string {
  const large = cloudWatchConfig?.largeDataDeliveryS3Config?.bucketName;
  return [
    ...(cloudWatchConfig ? [`log group ${cloudWatchConfig.logGroupName}`] : []),
    ...[large, s3Config?.bucketName].flatMap((bucket) => (bucket ? [`s3://${bucket}`] : [])),
  ].join(' and ');
}
