import { BEDROCK_PLANES } from '../../models/planes';
import { BEDROCK_REGIONS, planesIn } from '../../models/regions';
import { nearest } from '../../nearest';
import type { DeploymentConfig } from '../deployment';
import {
  all,
  either,
  firstViolated,
  flag,
  isList,
  isObject,
  isText,
  listOf,
  noDuplicates,
  objectOf,
  problem,
  text,
  type Validator,
  wholeNumber,
  within,
} from '../validation';
import { validateFineTuning } from './validate-fine-tuning';
import { validateGuardrail } from './validate-guardrail';
import { validateInference } from './validate-inference';
import { validateModels } from './validate-models';
import { validateNetwork } from './validate-network';
import { validateTrustedPrincipals } from './validate-principals';

const region = text(
  'a Region such as us-east-1',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-020',
      holds: (name) => BEDROCK_REGIONS.includes(name),
      message: 'is not a Region of the aws partition with Amazon Bedrock',
      remedy: (name) => `Use ${either(nearest(name, BEDROCK_REGIONS, 3)) || 'one of domain/models/regions.ts'}.`,
    },
  ]),
);

const plane = text(
  'a plane of Bedrock',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-021',
      holds: (name) => includes(BEDROCK_PLANES, name),
      message: `is not one of ${BEDROCK_PLANES.join(', ')}`,
      remedy: (name) => `Use ${either(nearest(name, BEDROCK_PLANES, 1)) || 'one of these'}.`,
    },
    {
      code: 'PB-CONFIG-022',
      holds: (name, place) => place.region === undefined || includes(planesIn(place.region), name),
      message: (_, place) => `is not offered in ${place.region}, which has ${planesIn(place.region ?? '').join(', ')}`,
      remedy: 'Remove it, or use a Region that has it.',
    },
  ]),
);

/** The function calls this plane: without its endpoint no request would leave the VPC. */
const withRuntime: Validator = (value, place) =>
  isList(value) && !value.includes('bedrock-runtime')
    ? [
        problem('PB-CONFIG-023', place, {
          value,
          message: 'lacks bedrock-runtime, which the inference function calls',
          remedy: "Add 'bedrock-runtime'.",
        }),
      ]
    : [];

/** A locked object outlives its stack: the deletion of the stack would stop at the bucket, half done. */
const lockedDataIsKept: Validator = (row, place) => {
  if (!isObject(row) || !isObject(row.fineTuning) || row.keepData === true) return [];
  if (row.fineTuning.objectLockDays === undefined) return [];
  return [
    problem('PB-CONFIG-024', within(place, 'keepData'), {
      value: row.keepData ?? false,
      message: 'conflicts with Object Lock: a locked bucket cannot be deleted with its stack',
      remedy: 'Use keepData: true, or omit fineTuning.objectLockDays.',
    }),
  ];
};

const fields = objectOf(
  {
    region,
    keepData: flag('Omit it for false.'),
    models: validateModels,
    network: validateNetwork,
    planes: all(listOf(plane, { what: 'planes' }), noDuplicates('Name each plane once.'), withRuntime),
    inference: validateInference,
    trustedPrincipals: validateTrustedPrincipals,
    sessionHours: wholeNumber(1, 12, 'Set the longest session in hours.'),
    invokerCallsModels: flag('Omit it for false.'),
    fineTuning: validateFineTuning,
    guardrail: validateGuardrail,
  } satisfies Record<keyof DeploymentConfig, Validator>,
  ['region', 'models', 'network'],
);

/** Validates one row of the table by itself. */
export const validateRow: Validator = (row, place) => {
  const name = isObject(row) && isText(row.region) && BEDROCK_REGIONS.includes(row.region) ? row.region : undefined;
  return all(fields, lockedDataIsKept)(row, { ...place, region: name });
};

function includes(list: readonly string[], item: string): boolean {
  return list.includes(item);
}
