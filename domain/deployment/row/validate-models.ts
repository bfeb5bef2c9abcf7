import { endOfLifeOf } from '../../models/lifecycle';
import { CATALOGUE } from '../../models/model-catalogue';
import type { ApplicationProfileReference } from '../../models/model-reference';
import { CUSTOM_MODEL_DEPLOYMENT_REGIONS } from '../../models/regions';
import { nearest } from '../../nearest';
import {
  all,
  type Constraint,
  either,
  firstViolated,
  isText,
  listOf,
  noDuplicates,
  objectOf,
  text,
  type Validator,
} from '../validation';

/** A legacy model near its end may cost more, and new accounts cannot use it. */
const NOTICE_DAYS = 90;

const ARN = /^arn:aws:bedrock:([a-z0-9-]+):\d{12}:([a-z-]+)\/(.+)$/;

/** Resource id by the resource type of its ARN. Source: patterns of the API models, read 2026-11-23. */
const REFERABLE: Readonly<Record<string, RegExp>> = {
  'custom-model-deployment': /^[a-z0-9]{12}$/,
  'provisioned-model': /^[a-z0-9]{12}$/,
};

const ID_CONSTRAINTS: readonly Constraint<string>[] = [
  {
    code: 'PB-CONFIG-030',
    holds: (id) => CATALOGUE.parse(id) !== undefined,
    message: 'is not the id of a model or profile that this project knows',
    remedy: (id) => {
      const similar = nearest(id, invocableIds(), 3);
      return similar.length > 0 ? `Use ${either(similar)}, or add the model.` : 'Add the model to the catalogue.';
    },
  },
  {
    code: 'PB-CONFIG-031',
    holds: (id, { today }) => endOfLife(id) > today,
    message: (id) => `ended on ${endOfLife(id)}`,
    remedy: 'Use a current model. Its prompts may need changes.',
  },
  {
    code: 'PB-CONFIG-032',
    holds: (id, { today }) => endOfLife(id) > dayAfter(today, NOTICE_DAYS),
    message: (id) => `is a legacy model that ends on ${endOfLife(id)}, in less than ${NOTICE_DAYS} days`,
    remedy: 'Use a current model now: new accounts can no longer use this one.',
  },
  {
    code: 'PB-CONFIG-033',
    holds: (id, { region }) => region === undefined || CATALOGUE.isOffered(id, region),
    message: (id, { region }) =>
      CATALOGUE.sourceRegions(id).length > 0
        ? `is not offered in ${region}, only in ${CATALOGUE.sourceRegions(id).join(', ')}`
        : `is not offered in ${region}: this model is only reached through a profile`,
    remedy: (id, { region = '' }) => {
      const model = CATALOGUE.parse(id)?.model;
      const offered = model ? CATALOGUE.idsInRegion(model, region) : [];
      return offered.length > 0 ? `Use ${either(offered)}.` : 'Use another model, or another Region.';
    },
  },
];

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

const invocableIds = () => CATALOGUE.ids().filter((id) => CATALOGUE.parse(id)?.model.lifecycle.status !== 'ended');

function endOfLife(id: string): string {
  const model = CATALOGUE.parse(id)?.model;
  return (model && endOfLifeOf(model.lifecycle)) ?? '9999-12-31';
}

function dayAfter(today: string, days: number): string {
  return new Date(Date.parse(today) + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
