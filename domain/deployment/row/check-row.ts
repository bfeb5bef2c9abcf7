import { BEDROCK_PLANES } from '../../models/planes';
import { BEDROCK_REGIONS, planesIn } from '../../models/regions';
import {
  all,
  type Checker,
  expectThat,
  firstBroken,
  isBoolean,
  isList,
  isObject,
  isText,
  listOf,
  noDuplicates,
  objectOf,
  problem,
  within,
} from '../checker/checker';
import { nearest } from '../checker/nearest';
import { wholeNumber } from '../checker/numbers';
import { either } from '../checker/words';
import type { DeploymentConfig } from '../deployment';
import { checkFineTuning } from './check-fine-tuning';
import { checkGuardrail } from './check-guardrail';
import { checkInference } from './check-inference';
import { checkModels } from './check-models';
import { checkNetwork } from './check-network';
import { checkTrustedPrincipals } from './check-principals';

const region = expectThat(
  isText,
  'a Region such as us-east-1',
  'write it as text',
  firstBroken<string>([
    {
      holds: (name) => BEDROCK_REGIONS.includes(name),
      expected: 'a Region of the aws partition with Amazon Bedrock',
      remedy: (name) => `write ${either(nearest(name, BEDROCK_REGIONS, 3)) || 'one from domain/models/regions.ts'}`,
    },
  ]),
);

const plane = expectThat(
  isText,
  'a plane of Bedrock',
  'write it as text',
  firstBroken<string>([
    {
      holds: (name) => includes(BEDROCK_PLANES, name),
      expected: `one of ${BEDROCK_PLANES.join(', ')}`,
      remedy: (name) => `write ${either(nearest(name, BEDROCK_PLANES, 1)) || 'one of these'}`,
    },
    {
      holds: (name, place) => place.region === undefined || includes(planesIn(place.region), name),
      expected: (_, place) => `a plane that ${place.region} offers: ${planesIn(place.region ?? '').join(', ')}`,
      remedy: 'remove it, or move the deployment to a Region that has it',
    },
  ]),
);

/** The function calls this plane: without its endpoint no request would leave the VPC. */
const withRuntime: Checker = (value, place) =>
  isList(value) && !value.includes('bedrock-runtime')
    ? [problem(place, value, 'bedrock-runtime among them', "add 'bedrock-runtime': the inference function calls it")]
    : [];

/** A locked object outlives its stack: the deletion of the stack would stop at the bucket, half done. */
const lockedDataIsKept: Checker = (row, place) => {
  if (!isObject(row) || !isObject(row.fineTuning) || row.keepData === true) return [];
  if (row.fineTuning.objectLockDays === undefined) return [];
  const expected = 'keepData: true beside Object Lock, for a locked bucket cannot be deleted with its stack';
  const remedy = 'write keepData: true, or leave out objectLockDays';
  return [problem(within(place, 'keepData'), row.keepData ?? false, expected, remedy)];
};

const fields = objectOf(
  {
    region,
    keepData: expectThat(isBoolean, 'true or false', 'leave it out for false'),
    models: checkModels,
    network: checkNetwork,
    planes: all(listOf(plane, { what: 'planes' }), noDuplicates('name each plane once'), withRuntime),
    inference: checkInference,
    trustedPrincipals: checkTrustedPrincipals,
    sessionHours: wholeNumber(1, 12, 'hours of the longest session'),
    invokerCallsModels: expectThat(isBoolean, 'true or false', 'leave it out for false'),
    fineTuning: checkFineTuning,
    guardrail: checkGuardrail,
  } satisfies Record<keyof DeploymentConfig, Checker>,
  ['region', 'models', 'network'],
);

/** One row of the table, judged by itself. */
export const checkRow: Checker = (row, place) => {
  const name = isObject(row) && isText(row.region) && BEDROCK_REGIONS.includes(row.region) ? row.region : undefined;
  return all(fields, lockedDataIsKept)(row, { ...place, region: name });
};

function includes(list: readonly string[], item: string): boolean {
  return list.includes(item);
}
