import type { DeploymentConfig } from '../../domain/deployment/deployment';
import type { Names } from '../../domain/deployment/names/names';
import { spendAlarmNames } from '../../domain/deployment/spend/spend-alarms';
import { PURGE_ALARMS } from '../../domain/observability/purge-alarms';

/** Returns the names of the alarms of a row that other stacks make: on costs, and on the purge of consultations. */
export const otherAlarms = (names: Names, config: DeploymentConfig): readonly string[] => [
  ...spendAlarmNames(names.deployment, config).map((name) => `${names.alarms}${name}`),
  ...(config.healthScribe ? PURGE_ALARMS.map((name) => `${names.scribingAlarms}${name}`) : []),
];
