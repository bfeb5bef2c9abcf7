import { CATALOGUE } from '../../models/model-catalogue';
import type { FineTuningConfig } from '../config/fine-tuning-config';
import {
  all,
  either,
  firstViolated,
  flag,
  listOf,
  noDuplicates,
  objectOf,
  similar,
  text,
  type Validator,
  wholeNumber,
} from '../validation';

/** A hundred years: the longest retention of S3 Object Lock. */
const MOST_LOCK_DAYS = 36_500;

/** Each place of a month is looked at before a job starts. */
const MOST_JOBS = 100;

/** Validates the id of a base model. */
const baseModel = text(
  'the id of a model',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-040',
      holds: (base) => CATALOGUE.find(base)?.fineTuning?.deploysOnDemand === true,
      message:
        'is not a base model whose custom models deploy on demand, as an id without a profile prefix or a context length',
      remedy: (base, place) =>
        `Use ${either(similar(base, tunable(place.region ?? ''), 3, place)) || anyOf(place.region ?? '')}.`,
    },
    {
      code: 'PB-CONFIG-041',
      holds: (base) => CATALOGUE.find(base)?.lifecycle.status === 'active',
      message: 'is a legacy model, which takes no new fine-tuning jobs',
      remedy: (_, { region = '' }) => `Use ${anyOf(region)}.`,
    },
    {
      code: 'PB-CONFIG-042',
      holds: (base, { region }) => region === undefined || tunedIn(base).includes(region),
      message: (base, { region }) => `cannot be fine-tuned in ${region}, only in ${tunedIn(base).join(', ')}`,
      remedy: (_, { region = '' }) =>
        tunable(region).length > 0
          ? `Use ${either(tunable(region))}.`
          : 'Use a Region that fine-tunes it, or omit fineTuning.',
    },
  ]),
);

/** Validates `fineTuning` of a row. */
export const validateFineTuning: Validator = objectOf(
  {
    baseModels: all(listOf(baseModel, { min: 1, what: 'base models' }), noDuplicates('Name each base model once.')),
    vpcOnly: flag('Omit it for false.'),
    maxJobsPerMonth: wholeNumber(1, MOST_JOBS, 'Set the most jobs of a month, or omit it for 10.'),
    objectLockDays: wholeNumber(1, MOST_LOCK_DAYS, 'Set the days during which no version can be deleted, or omit it.'),
  } satisfies Record<keyof FineTuningConfig, Validator>,
  ['baseModels'],
);

/** Returns the base models that take new jobs, in the Region if one is given. */
function tunable(region?: string): readonly string[] {
  return CATALOGUE.ids().filter((id) => {
    const { lifecycle, fineTuning } = CATALOGUE.find(id) ?? {};
    if (lifecycle?.status !== 'active' || !fineTuning?.deploysOnDemand) return false;
    return region === undefined || fineTuning.regions.includes(region);
  });
}

/** Names those of the Region, or else others with the Regions that have them. */
function anyOf(region: string): string {
  const regions = [...new Set(tunable().flatMap(tunedIn))].join(', ');
  return either(tunable(region)) || `${either(tunable())}, in the Region ${regions}`;
}

function tunedIn(base: string): readonly string[] {
  return CATALOGUE.find(base)?.fineTuning?.regions ?? [];
}
