import { endOfLifeOf, isNearEnd } from '../../models/lifecycle';
import type { ModelCatalogue } from '../../models/model-catalogue';
import type { ApplicationProfileReference } from '../../models/model-reference';
import { CUSTOM_MODEL_DEPLOYMENT_REGIONS } from '../../models/regions';
import {
  all,
  type Constraint,
  either,
  firstViolated,
  isText,
  listOf,
  noDuplicates,
  objectOf,
  type Place,
  similar,
  text,
  type Validator,
} from '../validation';

const ARN = /^arn:aws:bedrock:([a-z0-9-]+):\d{12}:([a-z-]+)\/(.+)$/;

/** Resource id by the resource type of its ARN. Source: patterns of the API models, read 2026-11-23. */
const REFERABLE: Readonly<Record<string, RegExp>> = {
  'custom-model-deployment': /^[a-z0-9]{12}$/,
  'provisioned-model': /^[a-z0-9]{12}$/,
};

const ID_CONSTRAINTS: readonly Constraint<string>[] = [
  {
    code: 'PB-CONFIG-043',
    holds: (id) => !id.startsWith('us-gov.'),
    message: 'is a profile of AWS GovCloud (US), a partition that this project does not support',
    remedy: (id, place) => otherIdsOf(id.slice('us-gov.'.length), place) || suggest(id, place),
  },
  {
    code: 'PB-CONFIG-030',
    holds: (id, { catalogue }) => catalogue.parse(id) !== undefined,
    message: 'is not the id of a model or profile that this project knows',
    remedy: (id, place) =>
      `${suggest(id, place, '')} Declare it under declaredModels if AWS offers it: \`private-bedrock models --region ${place.region ?? '<region>'} --account\` prints the text.`.trim(),
  },
  {
    code: 'PB-CONFIG-031',
    holds: (id, { catalogue }) => catalogue.parse(id)?.model.lifecycle.status !== 'ended',
    message: (id, { catalogue }) => `ended on ${endOfLife(id, catalogue)}`,
    remedy: (id, place) => `Use a current model; its prompts may need changes. ${suggest(id, place, '')}`.trim(),
  },
  {
    code: 'PB-CONFIG-044',
    holds: (id, { catalogue }) => !['speech', 'video'].includes(catalogue.parse(id)?.model.kind ?? ''),
    message: (id, { catalogue }) =>
      `is a ${catalogue.parse(id)?.model.kind} model, which Converse and InvokeModel cannot invoke`,
    remedy: (id, place) => suggest(id, place),
  },
  {
    code: 'PB-CONFIG-033',
    holds: (id, { region, catalogue }) => region === undefined || catalogue.isOffered(id, region),
    message: (id, { region, catalogue }) =>
      catalogue.sourceRegions(id).length > 0
        ? `is not offered in ${region}, only in ${catalogue.sourceRegions(id).join(', ')}`
        : `is not offered in ${region}: this model is only reached through a profile`,
    remedy: (id, place) => otherIdsOf(id, place) || 'Use another model, or another Region.',
  },
];

/** Tells whether the validator itself would accept this id here, and the model does not end in the next weeks. */
const isAcceptable = (id: string, place: Place): boolean =>
  ID_CONSTRAINTS.every(({ holds }) => holds(id, place)) &&
  !isNearEnd(place.catalogue.parse(id)?.model.lifecycle, place.today);

/** Returns an instruction to use the same model by another id; empty if the Region offers none. */
function otherIdsOf(id: string, place: Place): string {
  const model = place.catalogue.parse(id)?.model;
  const offered = model ? place.catalogue.idsInRegion(model, place.region ?? '') : [];
  const acceptable = offered.filter((one) => isAcceptable(one, place) && !place.siblings?.includes(one));
  return use(within(id, acceptable));
}

/**
 * Returns an instruction to use the most similar ids that the validator accepts here.
 *
 * @param otherwise for the case that there are none
 */
function suggest(id: string, place: Place, otherwise = 'Use another model, or another Region.'): string {
  const candidates = place.catalogue
    .ids()
    .filter((one) => place.catalogue.parse(one)?.model.lifecycle.status === 'active' && isAcceptable(one, place));
  return use(similar(id, within(id, candidates), 3, place)) || otherwise;
}

/**
 * Returns the candidates that answer in the same country or geography: a global profile takes the place only of another
 * one, or if there is nothing else.
 */
function within(id: string, candidates: readonly string[]): readonly string[] {
  const regional = candidates.filter((one) => !one.startsWith(GLOBAL));
  return id.startsWith(GLOBAL) || regional.length === 0 ? candidates : regional;
}

const GLOBAL = 'global.';

function use(ids: readonly string[]): string {
  if (ids.length === 0) return '';
  const isGlobal = ids.every((id) => id.startsWith(GLOBAL));
  return `Use ${either(ids)}${isGlobal ? ', whose requests can be answered in any country' : ''}.`;
}

const ARN_CONSTRAINTS: readonly Constraint<string>[] = [
  {
    code: 'PB-CONFIG-034',
    holds: (arn) => part(arn, 2) !== 'application-inference-profile',
    message: 'does not say which model or profile the application inference profile was made from',
    remedy: (arn) => `Use { applicationProfileArn: '${arn}', copyFrom: '<id of a model or profile>' }.`,
  },
  {
    code: 'PB-CONFIG-035',
    holds: (arn) => part(arn, 2) !== 'inference-profile',
    message: 'is the ARN of a system-defined profile instead of its id',
    remedy: (arn) => `Use '${part(arn, 3)}'.`,
  },
  {
    code: 'PB-CONFIG-036',
    holds: (arn) => Boolean(REFERABLE[part(arn, 2)]?.test(part(arn, 3))),
    message: 'is not arn:aws:bedrock:<region>:<account>:custom-model-deployment/<id> or …:provisioned-model/<id>',
    remedy: 'Copy the ARN from the console, or from aws bedrock list-custom-model-deployments.',
  },
  ownRegion(),
  {
    code: 'PB-CONFIG-038',
    holds: (arn) =>
      part(arn, 2) !== 'custom-model-deployment' || CUSTOM_MODEL_DEPLOYMENT_REGIONS.includes(part(arn, 1)),
    message: `is not in ${CUSTOM_MODEL_DEPLOYMENT_REGIONS.join(' or ')}, the only Regions with custom model deployments`,
    remedy: 'Use provisioned throughput in this Region, or deploy to one of those.',
  },
];

const PROFILE_ARN_CONSTRAINTS: readonly Constraint<string>[] = [
  {
    code: 'PB-CONFIG-039',
    holds: (arn) => part(arn, 2) === 'application-inference-profile' && /^[a-zA-Z0-9-:.]+$/.test(part(arn, 3)),
    message: 'is not arn:aws:bedrock:<region>:<account>:application-inference-profile/<id>',
    remedy: 'Copy the ARN from aws bedrock list-inference-profiles --type-equals APPLICATION.',
  },
  ownRegion(),
];

const validateId = firstViolated(ID_CONSTRAINTS);
const validateArn = firstViolated(ARN_CONSTRAINTS);

const applicationProfile = objectOf(
  {
    applicationProfileArn: text('an ARN', firstViolated(PROFILE_ARN_CONSTRAINTS)),
    copyFrom: text('the id of a model or profile', validateId),
  } satisfies Record<keyof ApplicationProfileReference, Validator>,
  ['applicationProfileArn', 'copyFrom'],
);

const reference: Validator = (value, place) => {
  if (!isText(value)) return applicationProfile(value, place);
  return value.startsWith('arn:') ? validateArn(value, place) : validateId(value, place);
};

/** Validates `models` of a row. */
export const validateModels: Validator = all(
  listOf(reference, { min: 1, what: 'models' }),
  noDuplicates('Remove one of the two.', sameReference),
);

function ownRegion(): Constraint<string> {
  return {
    code: 'PB-CONFIG-037',
    holds: (arn, { region }) => region === undefined || part(arn, 1) === region,
    message: (_, { region }) => `is not an ARN of ${region}, the Region of this deployment`,
    remedy: 'Use a resource of this Region: Bedrock cannot be called across Regions by ARN.',
  };
}

/** Returns the Region (1), resource type (2) or resource id (3); empty if the text is not an ARN of Bedrock. */
function part(arn: string, index: 1 | 2 | 3): string {
  return ARN.exec(arn)?.[index] ?? '';
}

function sameReference(item: unknown): unknown {
  return typeof item === 'object' && item !== null && 'applicationProfileArn' in item
    ? item.applicationProfileArn
    : item;
}

const endOfLife = (id: string, catalogue: ModelCatalogue) => {
  const model = catalogue.parse(id)?.model;
  return model && endOfLifeOf(model.lifecycle);
};
