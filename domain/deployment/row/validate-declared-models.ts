import { GEOGRAPHIES } from '../../models/catalogue-model';
import type { DeclaredModel } from '../../models/declared-model';
import { BEDROCK_REGIONS, otherPartitionOf } from '../../models/regions';
import { nearest } from '../../nearest';
import {
  all,
  type Constraint,
  either,
  firstViolated,
  flag,
  isObject,
  isText,
  listOf,
  noDuplicates,
  objectOf,
  problem,
  text,
  typed,
  type Validator,
  within,
} from '../validation';

/** Source: pattern of `modelId` in the API model of ListFoundationModels, read 2026-11-27. */
const MODEL_ID = /^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){1,3}(:[a-z0-9]{1,12}){0,2}$/;

const prefixOf = (id: string) => id.slice(0, id.indexOf('.'));
const isProfile = (id: string) =>
  id.split('.').length > 2 && ['global', 'us-gov', ...GEOGRAPHIES].includes(prefixOf(id));

const ID_CONSTRAINTS: readonly Constraint<string>[] = [
  {
    code: 'PB-CONFIG-110',
    holds: (id) => MODEL_ID.test(id),
    message: 'is not <provider>.<model>, as ListFoundationModels writes it',
    remedy: (id, { region = '<region>' }) =>
      `Copy it from aws bedrock list-foundation-models --region ${region}${id.startsWith('arn:') ? ': an id, not an ARN' : ''}.`,
  },
  {
    code: 'PB-CONFIG-111',
    holds: (id) => !isProfile(id),
    message: 'is the id of an inference profile, not of a model',
    remedy: (id) =>
      prefixOf(id) === 'global'
        ? `Declare '${id.slice(7)}' with globalSources.`
        : `Declare '${id.slice(prefixOf(id).length + 1)}' with geographic: { ${prefixOf(id)}: { … } }.`,
  },
];

const bedrockRegion = text(
  'a Region such as us-east-1',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-112',
      holds: (name) => BEDROCK_REGIONS.includes(name),
      message: (name) =>
        otherPartitionOf(name)
          ? `is a Region of ${otherPartitionOf(name)}, which this project does not support`
          : 'is not a Region of the aws partition with Amazon Bedrock',
      remedy: (name) => {
        const similar = otherPartitionOf(name) ? [] : nearest(name, BEDROCK_REGIONS, 3);
        return similar.length > 0 ? `Use ${either(similar)}.` : 'Remove it.';
      },
    },
  ]),
);

const regions = (min: number) =>
  all(listOf(bedrockRegion, { min, what: 'Regions' }), noDuplicates('Name each Region once.'));

/** Validates an object whose keys are data: each key by itself, and each value. */
const mapOf = (key: Validator, value: Validator, expected: string): Validator =>
  typed(isObject, expected, 'Write it as { … }.', (object, place) =>
    Object.entries(object).flatMap(([name, one]) => [
      ...key(name, within(place, name)),
      ...value(one, within(place, name)),
    ]),
  );

const prefix = text(
  'the prefix of a profile',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-113',
      holds: (name) => /^[a-z]{2,4}$/.test(name),
      message: (name) =>
        name === 'us-gov'
          ? 'is the prefix of AWS GovCloud (US), a partition that this project does not support'
          : 'is not the prefix of a geographic profile, such as us or eu',
      remedy: (name) =>
        name === 'global' ? 'Use globalSources for the global profile.' : `Use ${either(GEOGRAPHIES)}, or remove it.`,
    },
  ]),
);

const routes = mapOf(bedrockRegion, regions(1), 'an object of source Regions with their destination Regions');

const endOfLife = text(
  "a day such as '2027-06-30'",
  firstViolated<string>([
    {
      code: 'PB-CONFIG-114',
      holds: (day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)),
      message: 'is not a day',
      remedy: "Write it as '2027-06-30', or omit it if AWS has published none.",
    },
  ]),
);

const fields = objectOf(
  {
    id: text('the id of a model', firstViolated(ID_CONSTRAINTS)),
    marketplace: flag('Use true if the model page in the console names a provider other than Amazon as the seller.'),
    regions: regions(0),
    geographic: mapOf(prefix, routes, 'an object of prefixes with their routes'),
    globalSources: regions(1),
    endOfLife,
  } satisfies Record<keyof DeclaredModel, Validator>,
  ['id', 'marketplace'],
);

/** A model that the Region cannot invoke has no place in the row: its declaration is probably incomplete. */
const isReachable: Validator = (value, place) => {
  const { region } = place;
  if (region === undefined || fields(value, place).length > 0) return [];
  const { id, regions: own = [], geographic = {}, globalSources = [] } = value as DeclaredModel;
  const sources = [...own, ...Object.values(geographic).flatMap((route) => Object.keys(route)), ...globalSources];
  if (sources.includes(region)) return [];
  return [
    problem('PB-CONFIG-115', place, {
      value: id,
      message: `cannot be invoked from ${region}, the Region of this deployment`,
      remedy: `Add ${region} to regions, to globalSources or as a source Region of a geographic profile. \`private-bedrock models --region ${region} --account\` prints what AWS offers.`,
    }),
  ];
};

/** Validates one declared model. */
export const validateDeclaredModel: Validator = all(fields, isReachable);

/** Validates `declaredModels` of a row. */
export const validateDeclaredModels: Validator = all(
  listOf(validateDeclaredModel, { what: 'models' }),
  noDuplicates('Declare each model once.', (item) => (isObject(item) && isText(item.id) ? item.id : undefined)),
);
