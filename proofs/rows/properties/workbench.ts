import fc from 'fast-check';
import type { DeploymentConfig } from '../../../domain/deployment/deployment';
import { INSTANCE_TYPES } from '../../../domain/workbench/instance-types';
import { optional, type PropertyRows } from '../property';

/** A notebook of any size. */
export const workbench: PropertyRows<'workbench'> = () =>
  optional(
    fc.record(
      {
        instanceType: fc.constantFrom(...INSTANCE_TYPES),
        idleMinutes: fc.integer({ min: 5, max: 1440 }),
        volumeGiB: fc.integer({ min: 5, max: 1024 }),
        readsDatasets: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  );

/** Datasets belong to fine-tuning. */
export const workbenchOfRow = ({ workbench: own, fineTuning }: DeploymentConfig): Partial<DeploymentConfig> => {
  if (!own?.readsDatasets || fineTuning) return {};
  const { readsDatasets: _, ...others } = own;
  return { workbench: others };
};
