import { findModel, knownIds } from '../../models/model-catalogue';
import {
  all,
  type Checker,
  expectThat,
  firstBroken,
  isBoolean,
  isText,
  listOf,
  noDuplicates,
  objectOf,
} from '../checker/checker';
import { nearest } from '../checker/nearest';
import { wholeNumber } from '../checker/numbers';
import { either } from '../checker/words';
import type { FineTuningConfig } from '../deployment';

/** A hundred years: the longest that S3 Object Lock takes. */
const MOST_LOCK_DAYS = 36_500;

/** A base model's id: known, alive, and one that Bedrock fine-tunes in this Region. */
const baseModel: Checker = expectThat(
  isText,
  'the id of a model',
  'write it as text',
  firstBroken<string>([
    {
      holds: (base) => findModel(base)?.fineTuning?.deploysOnDemand === true,
      expected:
        'the id of a model that can be fine-tuned and then deployed on demand, without a profile prefix or a context length',
      remedy: (base, { region = '' }) => `write ${either(nearest(base, tunable(region), 3)) || anyOf(region)}`,
    },
    {
      holds: (base) => findModel(base)?.lifecycle.status === 'active',
      expected: 'a model that takes new jobs: a legacy one does not',
      remedy: (_, { region = '' }) => `write ${anyOf(region)}`,
    },
    {
      holds: (base, { region }) => region === undefined || tunedIn(base).includes(region),
      expected: (base) => `a Region that fine-tunes it: ${tunedIn(base).join(', ')}`,
      remedy: (_, { region = '' }) =>
        tunable(region).length > 0
          ? `write ${either(tunable(region))}`
          : 'move the deployment there, or leave out fineTuning',
    },
  ]),
);

/** `fineTuning` of a row. */
export const checkFineTuning: Checker = objectOf(
  {
    baseModels: all(listOf(baseModel, { min: 1, what: 'base models' }), noDuplicates('name each base model once')),
    vpcOnly: expectThat(isBoolean, 'true or false', 'leave it out for false'),
    objectLockDays: wholeNumber(1, MOST_LOCK_DAYS, 'set the days on which no version can be deleted, or leave it out'),
  } satisfies Record<keyof FineTuningConfig, Checker>,
  ['baseModels'],
);

/** Those that take new jobs, there or anywhere. */
function tunable(region?: string): readonly string[] {
  return knownIds().filter((id) => {
    const { lifecycle, fineTuning } = findModel(id) ?? {};
    if (lifecycle?.status !== 'active' || !fineTuning?.deploysOnDemand) return false;
    return region === undefined || fineTuning.regions.includes(region);
  });
}

/** Those of the Region, or others with the Regions that have them. */
function anyOf(region: string): string {
  const regions = [...new Set(tunable().flatMap(tunedIn))].join(', ');
  return either(tunable(region)) || `${either(tunable())}, and the region ${regions}`;
}

function tunedIn(base: string): readonly string[] {
  return findModel(base)?.fineTuning?.regions ?? [];
}
