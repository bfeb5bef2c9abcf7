import { Names } from '../../../domain/deployment/names/names';
import { NOTEBOOK_LOGS } from '../../../domain/workbench/services';
import { ACCOUNT } from '../../model/physical-ids';
import type { World } from '../world';

/** Roles of a workbench, which have a boundary of their own. */
export const OF_WORKBENCH: readonly string[] = ['notebook role', 'scientist'];

/** Names and ARNs of the workbench of a deployment. Undefined if the row has none. */
export function workbenchOf({ config, system, region }: World) {
  if (!config.workbench) return undefined;
  const name = new Names(system.deployment, region).workbench;
  return {
    notebook: `arn:aws:sagemaker:${region}:${ACCOUNT}:notebook-instance/${name}`,
    /** A stream of its log. */
    stream: `arn:aws:logs:${region}:${ACCOUNT}:log-group:${NOTEBOOK_LOGS}:log-stream:${name}/jupyter.log`,
    readsDatasets: config.workbench.readsDatasets === true,
    findsPassages: config.workbench.findsPassages === true,
  };
}

export type Workbench = NonNullable<ReturnType<typeof workbenchOf>>;
