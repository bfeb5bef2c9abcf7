import type { DeploymentConfig } from '../../../domain/deployment/deployment';
import { accountSignals } from './account-signals';
import { requestSignals } from './request-signals';
import { resourceSignals } from './resource-signals';
import type { Environment, Signal } from './signal';

/** Everything that is watched in a row: alarms, dashboard and the table in docs/observability.md are made from it. */
export const signalsOf = (environment: Environment, config: DeploymentConfig): readonly Signal[] => [
  ...requestSignals(environment.deployment, config),
  ...resourceSignals(environment, config),
  ...accountSignals(config),
];
