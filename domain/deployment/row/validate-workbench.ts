import { INSTANCE_TYPES } from '../../workbench/instance-types';
import type { WorkbenchConfig } from '../config/workbench-config';
import {
  either,
  firstViolated,
  flag,
  isObject,
  objectOf,
  problem,
  similar,
  text,
  type Validator,
  wholeNumber,
  within,
} from '../validation';

const instanceType = text(
  'an instance type',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-190',
      holds: (value) => (INSTANCE_TYPES as readonly string[]).includes(value),
      message: `is not one of ${INSTANCE_TYPES.join(', ')}`,
      remedy: (value, place) => `Use ${either(similar(value, INSTANCE_TYPES, 1, place)) || "'ml.t3.medium'"}.`,
    },
  ]),
);

/** Validates `workbench` of a row. */
export const validateWorkbench: Validator = objectOf({
  instanceType,
  idleMinutes: wholeNumber(5, 1440, 'Set the minutes without use after which the notebook stops, or omit it for 60.'),
  volumeGiB: wholeNumber(5, 1024, 'Set the size of the volume in GiB, or omit it for 10.'),
  readsDatasets: flag('Omit it for false.'),
  findsPassages: flag('Omit it for false.'),
} satisfies Record<keyof WorkbenchConfig, Validator>);

/** Datasets are in the bucket of fine-tuning. */
export const datasetsExist: Validator = (row, place) => {
  if (!isObject(row) || !isObject(row.workbench) || row.workbench.readsDatasets !== true) return [];
  if (row.fineTuning !== undefined) return [];
  return [
    problem('PB-CONFIG-191', within(within(place, 'workbench'), 'readsDatasets'), {
      value: true,
      message: 'names datasets, and the row has none: they belong to fineTuning',
      remedy: 'Remove it, or add fineTuning.',
    }),
  ];
};

/** A notebook has no audience: it would find passages that its person may not read. */
export const passagesAreForAll: Validator = (row, place) => {
  if (!isObject(row) || !isObject(row.workbench) || row.workbench.findsPassages !== true) return [];
  const audiences = isObject(row.knowledge) ? row.knowledge.audiences : undefined;
  if (row.knowledge !== undefined && audiences === undefined) return [];
  return [
    problem('PB-CONFIG-192', within(within(place, 'workbench'), 'findsPassages'), {
      value: true,
      message:
        audiences === undefined
          ? 'names passages, and the row has none: they belong to knowledge'
          : 'would find passages of every audience: a notebook has none',
      remedy: audiences === undefined ? 'Remove it, or add knowledge.' : 'Remove it, or knowledge.audiences.',
    }),
  ];
};
