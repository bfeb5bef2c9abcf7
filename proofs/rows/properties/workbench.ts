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
        findsPassages: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  );

/** Datasets belong to fine-tuning, and passages to a knowledge base without audiences. */
export const workbenchOfRow = ({ workbench, fineTuning, knowledge }: DeploymentConfig): Partial<DeploymentConfig> => {
  if (!workbench) return {};
  const { readsDatasets, findsPassages, ...others } = workbench;
  return {
    workbench: {
      ...others,
      ...(readsDatasets && fineTuning && { readsDatasets }),
      ...(findsPassages && knowledge && !knowledge.audiences && { findsPassages }),
    },
  };
};
