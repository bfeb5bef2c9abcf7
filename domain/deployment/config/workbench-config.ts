import type { InstanceType } from '../../workbench/instance-types';

/** A notebook that reaches the models of the row, and nothing else. */
export interface WorkbenchConfig {
  /**
   * Instance type of the notebook. It is billed by the second while the notebook runs.
   *
   * @limits ml.t3.medium, ml.t3.large, ml.t3.xlarge, ml.m5.xlarge, ml.m5.2xlarge; not every Region has each
   * @default 'ml.t3.medium'
   * @example 'ml.t3.large'
   */
  readonly instanceType?: InstanceType;

  /**
   * Minutes after which a notebook stops itself in which no kernel and no terminal did anything.
   *
   * @limits 5 to 1440
   * @default 60
   * @example 30
   */
  readonly idleMinutes?: number;

  /**
   * Size of the volume with the notebooks, in GiB. It is billed while the notebook is stopped, too, and cannot become smaller.
   *
   * @limits 5 to 1024
   * @default 10
   * @example 50
   */
  readonly volumeGiB?: number;

  /**
   * Allows the notebook to read the datasets of fine-tuning.
   *
   * @limits requires `fineTuning`
   * @default false
   * @example true
   */
  readonly readsDatasets?: boolean;

  /**
   * Allows the notebook to find passages in the knowledge base. Not with audiences: a notebook has none, and would find the
   * passages of all.
   *
   * @limits requires `knowledge` without `audiences`
   * @default false
   * @example true
   */
  readonly findsPassages?: boolean;
}

/** Settings of a workbench with the default of each. */
export const workbenchSettings = (config: WorkbenchConfig): Required<WorkbenchConfig> => ({
  instanceType: 'ml.t3.medium',
  idleMinutes: 60,
  volumeGiB: 10,
  readsDatasets: false,
  findsPassages: false,
  ...config,
});
