import { TOKEN_METRICS, type TokenKind } from '../../metrics/token-metrics';
import type { DeploymentConfig } from '../deployment';
import { teamProfiles } from '../team-profiles';
import { type CountedModel, type CountedProfile, countedModels } from './counted-models';

/** Most metrics of one alarm. Source: Amazon CloudWatch User Guide, "Create an alarm based on a metric math expression". */
export const MOST_METRICS = 10;

/** Windows that slide: CloudWatch adds up the last hour and the last 24 hours, each minute anew or each hour. */
const WINDOWS = [
  { name: 'hour', words: 'an hour', periodSeconds: 3_600, limit: 'hourlyUsd' },
  { name: 'day', words: '24 hours', periodSeconds: 86_400, limit: 'dailyUsd' },
] as const;

/** One metric of an alarm, with what its tokens cost. */
export interface CountedTokens {
  /** Id in the expression. */
  readonly id: string;
  readonly modelId: string;
  readonly metric: (typeof TOKEN_METRICS)[TokenKind];
  /** US dollars for a million. */
  readonly usd: number;
}

/** Alarm on dollars. */
export interface SpendAlarm {
  /** Name, without the prefix of the deployment. */
  readonly name: string;
  readonly words: string;
  readonly periodSeconds: number;
  /** US dollars at which it is raised. */
  readonly thresholdUsd: number;
  /** US dollars of the row. More than the threshold if several alarms share the limit. */
  readonly limitUsd: number;
  readonly tokens: readonly CountedTokens[];
}

/**
 * Returns the alarms of a row. An alarm takes ten metrics: models that need more are divided among several alarms, each with
 * an equal part of the limit. Whenever the sum reaches the limit, one of them has reached its part: together they are never
 * weaker than the limit, and may stop earlier.
 */
export function spendAlarms(config: DeploymentConfig, profiles: readonly CountedProfile[] = []): readonly SpendAlarm[] {
  const { spend } = config;
  if (!spend) return [];
  const groups = groupsOf(countedModels(config, profiles));
  return WINDOWS.flatMap(({ name, words, periodSeconds, limit }) =>
    groups.map((tokens, index) => ({
      name: `spend-${name}${groups.length > 1 ? `-${index + 1}` : ''}`,
      ...{ words, periodSeconds, tokens, limitUsd: spend[limit], thresholdUsd: spend[limit] / groups.length },
    })),
  );
}

/**
 * Returns the alarms of a row before its profiles have ids: the name of a profile stands for its id, which only the deployed
 * alarm has. Names of alarms, limits and prices do not depend on it.
 */
export const plannedSpendAlarms = (deployment: string, config: DeploymentConfig): readonly SpendAlarm[] =>
  spendAlarms(
    config,
    teamProfiles(deployment, config).map(({ model, name }) => ({ model, profileId: name })),
  );

/** Returns the names of the alarms of a row. */
export const spendAlarmNames = (deployment: string, config: DeploymentConfig): readonly string[] =>
  plannedSpendAlarms(deployment, config).map(({ name }) => name);

/** Puts the metrics of models into as few lists of at most ten as their order allows. */
function groupsOf(models: readonly CountedModel[]): readonly (readonly CountedTokens[])[] {
  const metrics = models.flatMap(({ modelId, prices }) =>
    (Object.keys(TOKEN_METRICS) as readonly TokenKind[]).flatMap((kind) => {
      const usd = prices[kind];
      return usd === undefined ? [] : [{ modelId, metric: TOKEN_METRICS[kind], usd }];
    }),
  );
  return Array.from({ length: Math.ceil(metrics.length / MOST_METRICS) }, (_, group) =>
    metrics
      .slice(group * MOST_METRICS, (group + 1) * MOST_METRICS)
      .map((metric, index) => ({ id: `m${index}`, ...metric })),
  );
}

/** Returns the expression of metric math: US dollars. A metric without data counts nothing, and a late one as soon as it arrives. */
export const dollarsOf = ({ tokens }: Pick<SpendAlarm, 'tokens'>): string =>
  `(${tokens.map(({ id, usd }) => `FILL(${id},0)*${decimal(usd)}`).join('+')})/1000000`;

/** A number without an exponent, which metric math does not read. */
const decimal = (value: number): string => value.toFixed(6).replace(/\.?0+$/, '');
