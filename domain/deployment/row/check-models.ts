import { endOfLifeOf } from '../../models/lifecycle';
import { idsInRegion, isOffered, knownIds, parseId, sourceRegions } from '../../models/model-catalogue';
import { CUSTOM_MODEL_DEPLOYMENT_REGIONS } from '../../models/regions';
import {
  all,
  type Checker,
  expectThat,
  firstBroken,
  isText,
  listOf,
  noDuplicates,
  objectOf,
  type Rule,
} from '../checker/checker';
import { nearest } from '../checker/nearest';
import { either } from '../checker/words';
import type { ApplicationProfileReference } from '../deployment';

/** In its last days a legacy model costs more and new accounts cannot use it: time to have moved. */
const NOTICE_DAYS = 90;

const ARN = /^arn:aws:bedrock:([a-z0-9-]+):\d{12}:([a-z-]+)\/(.+)$/;

/** Resource id by the resource type of its ARN. Source: patterns of the API models, read 2026-11-23. */
const REFERABLE: Readonly<Record<string, RegExp>> = {
  'custom-model-deployment': /^[a-z0-9]{12}$/,
  'provisioned-model': /^[a-z0-9]{12}$/,
};

const ID_RULES: readonly Rule<string>[] = [
  {
    holds: (id) => parseId(id) !== undefined,
    expected: 'the id of a model, or of a geographic or global profile, in domain/models/catalogue',
    remedy: (id) => {
      const close = nearest(id, invocableIds(), 3);
      return close.length > 0 ? `write ${either(close)}, or add the model` : 'add the model to domain/models/catalogue';
    },
  },
  {
    holds: (id, { today }) => endOfLife(id) > today,
    expected: (id) => `a model that still answers: this one ended on ${endOfLife(id)}`,
    remedy: 'choose a current model; prompts may need to change with it',
  },
  {
    holds: (id, { today }) => endOfLife(id) > dayAfter(today, NOTICE_DAYS),
    expected: (id) => `a model with more than ${NOTICE_DAYS} days to live: this legacy one ends on ${endOfLife(id)}`,
    remedy: 'move to a current model now; new accounts can no longer use this one',
  },
  {
    holds: (id, { region }) => region === undefined || isOffered(id, region),
    expected: (id, { region }) =>
      sourceRegions(id).length > 0
        ? `an id that can be invoked from ${region}: this one only from ${sourceRegions(id).join(', ')}`
        : `an id that can be invoked from ${region}: this one is only reached through a profile`,
    remedy: (id, { region = '' }) => {
      const model = parseId(id)?.model;
      const instead = model ? idsInRegion(model, region) : [];
      return instead.length > 0 ? `write ${either(instead)}` : 'choose another model, or another Region';
    },
  },
];

const ARN_RULES: readonly Rule<string>[] = [
  {
    holds: (arn) => part(arn, 2) !== 'application-inference-profile',
    expected: 'what the application inference profile was made from, beside its ARN',
    remedy: (arn) => `write { applicationProfileArn: '${arn}', copyFrom: '<id of a model or profile>' }`,
  },
  {
    holds: (arn) => part(arn, 2) !== 'inference-profile',
    expected: 'the id of a system-defined profile, without its ARN',
    remedy: (arn) => `write '${part(arn, 3)}'`,
  },
  {
    holds: (arn) => Boolean(REFERABLE[part(arn, 2)]?.test(part(arn, 3))),
    expected: 'arn:aws:bedrock:<region>:<account>:custom-model-deployment/<id> or …:provisioned-model/<id>',
    remedy: 'copy the ARN from the console, or from aws bedrock list-custom-model-deployments',
  },
  ownRegion(),
  {
    holds: (arn) =>
      part(arn, 2) !== 'custom-model-deployment' || CUSTOM_MODEL_DEPLOYMENT_REGIONS.includes(part(arn, 1)),
    expected: `a custom model deployment in ${CUSTOM_MODEL_DEPLOYMENT_REGIONS.join(' or ')}, the Regions that have them`,
    remedy: 'use provisioned throughput in this Region, or deploy to one of those',
  },
];

const PROFILE_ARN_RULES: readonly Rule<string>[] = [
  {
    holds: (arn) => part(arn, 2) === 'application-inference-profile' && /^[a-zA-Z0-9-:.]+$/.test(part(arn, 3)),
    expected: 'arn:aws:bedrock:<region>:<account>:application-inference-profile/<id>',
    remedy: 'copy the ARN from aws bedrock list-inference-profiles --type-equals APPLICATION',
  },
  ownRegion(),
];

const checkId = firstBroken(ID_RULES);
const checkArn = firstBroken(ARN_RULES);

const id: Checker = expectThat(isText, 'the id of a model or profile', 'write it as text', checkId);

const applicationProfile = objectOf(
  {
    applicationProfileArn: expectThat(isText, 'an ARN', 'write it as text', firstBroken(PROFILE_ARN_RULES)),
    copyFrom: id,
  } satisfies Record<keyof ApplicationProfileReference, Checker>,
  ['applicationProfileArn', 'copyFrom'],
);

const reference: Checker = (value, place) => {
  if (!isText(value)) return applicationProfile(value, place);
  return value.startsWith('arn:') ? checkArn(value, place) : checkId(value, place);
};

/** `models` of a row. */
export const checkModels: Checker = all(
  listOf(reference, { min: 1, what: 'models' }),
  noDuplicates('remove one of the two', sameReference),
);

function ownRegion(): Rule<string> {
  return {
    holds: (arn, { region }) => region === undefined || part(arn, 1) === region,
    expected: (_, { region }) => `an ARN of ${region}, the Region of this deployment`,
    remedy: 'use what lives in this Region: Bedrock cannot be reached across Regions by ARN',
  };
}

/** 1: Region, 2: resource type, 3: resource id; empty when it is no ARN of Bedrock. */
function part(arn: string, index: 1 | 2 | 3): string {
  return ARN.exec(arn)?.[index] ?? '';
}

function sameReference(item: unknown): unknown {
  return typeof item === 'object' && item !== null && 'applicationProfileArn' in item
    ? item.applicationProfileArn
    : item;
}

const invocableIds = () => knownIds().filter((id) => parseId(id)?.model.lifecycle.status !== 'ended');

function endOfLife(id: string): string {
  const model = parseId(id)?.model;
  return (model && endOfLifeOf(model.lifecycle)) ?? '9999-12-31';
}

function dayAfter(today: string, days: number): string {
  return new Date(Date.parse(today) + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
