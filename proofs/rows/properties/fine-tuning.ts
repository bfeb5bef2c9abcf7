import fc from 'fast-check';
import { CATALOGUE } from '../../../domain/models/model-catalogue';
import { BEDROCK_REGIONS } from '../../../domain/models/regions';
import type { PropertyRows } from '../property';

/** Fine-tuning, in a Region that has a base model for it. */
export const fineTuning: PropertyRows<'fineTuning'> = (region) => {
  const bases = basesIn(region);
  if (bases.length === 0) return fc.constant(undefined);
  return fc.option(
    fc.record(
      {
        baseModels: fc
          .subarray(bases, { minLength: 1 })
          .map(([first, ...others]): [string, ...string[]] => [first as string, ...others]),
        vpcOnly: fc.boolean(),
        maxJobsPerMonth: fc.integer({ min: 1, max: 100 }),
        objectLockDays: fc.integer({ min: 1, max: 36_500 }),
      },
      { requiredKeys: ['baseModels'] },
    ),
    { nil: undefined, freq: 4 },
  );
};

const basesIn = (region: string): string[] =>
  CATALOGUE.ids().filter((id) => {
    const { lifecycle, fineTuning: tuning } = CATALOGUE.find(id) ?? {};
    return lifecycle?.status === 'active' && tuning?.deploysOnDemand && tuning.regions.includes(region);
  });

/** Regions with a base model. */
export const TUNING_REGIONS = BEDROCK_REGIONS.filter((region) => basesIn(region).length > 0);
