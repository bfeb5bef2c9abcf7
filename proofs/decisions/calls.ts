import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { teamProfiles } from '../../domain/deployment/team-profiles';
import { CATALOGUE, type ModelCatalogue } from '../../domain/models/model-catalogue';
import type { ApplicationProfileReference, ModelReference } from '../../domain/models/model-reference';
import { ACCOUNT, OTHER_ACCOUNT } from '../model/physical-ids';
import type { System } from '../model/system';
import { NotModelledError } from '../not-modelled';
import type { Question } from './question';

/**
 * One decision that IAM takes when a model is invoked. Through a profile there are several: the profile itself, then each
 * foundation model that may answer, with `bedrock:InferenceProfileArn` in the request.
 *
 * Worked out here from the catalogue's routes and the User Guide (inference-profiles-prereq,
 * global-cross-region-inference), on purpose not by `invocableModel`, from which the policies are made.
 */
export type Call = Pick<Question, 'context' | 'resource'>;

const foundationModel = (region: string, id: string) => `arn:aws:bedrock:${region}::foundation-model/${id}`;
const profileArn = (region: string, id: string, account = ACCOUNT) =>
  `arn:aws:bedrock:${region}:${account}:inference-profile/${id}`;

const direct = (resource: string, region: string): Call => ({ resource, context: { 'aws:RequestedRegion': region } });
const through = (profile: string, resource: string, region: string): Call => ({
  resource,
  context: { 'aws:RequestedRegion': region, 'bedrock:InferenceProfileArn': profile },
});

/** Returns the profiles of the teams of a row, as models: one of a name that no template has, if it is missing. */
export const teamReferences = (
  { deployment, profiles }: Pick<System, 'deployment' | 'profiles'>,
  config: DeploymentConfig,
): readonly ApplicationProfileReference[] =>
  teamProfiles(deployment, config).map(({ name, model }) => ({
    applicationProfileArn:
      profiles.find((one) => one.name === name)?.arn ??
      `arn:aws:bedrock:${config.region}:${ACCOUNT}:application-inference-profile/${name}`,
    copyFrom: model,
  }));

/** Every decision of which one invocation consists. All must be allowed, or it fails. */
export function callsOf(
  reference: ModelReference,
  region: string,
  catalogue: ModelCatalogue = CATALOGUE,
): readonly Call[] {
  if (typeof reference !== 'string') {
    const profile = reference.applicationProfileArn;
    return [
      direct(profile, region),
      ...behind(reference.copyFrom, region, catalogue).map(([arn, where]) => through(profile, arn, where)),
      // AWS does not say whether the copied profile is evaluated too: it must be allowed, and only behind this one.
      ...(catalogue.parse(reference.copyFrom)?.kind === 'foundation-model'
        ? []
        : [through(profile, profileArn(region, reference.copyFrom), region)]),
    ];
  }
  if (reference.startsWith('arn:')) return [direct(reference, region)];
  if (catalogue.parse(reference)?.kind === 'foundation-model')
    return [direct(foundationModel(region, reference), region)];
  const profile = profileArn(region, reference);
  return [
    direct(profile, region),
    ...behind(reference, region, catalogue).map(([arn, where]) => through(profile, arn, where)),
  ];
}

/** The foundation models behind a model id, each with the Region that the request names. */
function behind(
  id: string,
  region: string,
  catalogue: ModelCatalogue,
): readonly (readonly [arn: string, region: string])[] {
  const parsed = catalogue.parse(id);
  switch (parsed?.kind) {
    case 'foundation-model':
      return [[foundationModel(region, id), region]];
    case 'geographic-profile':
      return (parsed.routes[region] ?? []).map((to) => [foundationModel(to, parsed.model.id), to] as const);
    case 'global-profile':
      // A global request names its own Region for the model there, and `unspecified` for the one that has no Region.
      return [
        [foundationModel(region, parsed.model.id), region],
        [foundationModel('', parsed.model.id), 'unspecified'],
      ];
    case undefined:
      throw new NotModelledError(id, 'this model', 'Declare it under declaredModels, or correct domain/models/data.');
  }
}

/** Calls that no role may make, in words: a model outside the row, or a way around a profile in it. */
export interface Beside {
  readonly words: 'another model' | 'around its profile' | 'off its route' | 'through another profile';
  readonly call: Call;
}

/** A model that AWS may offer one day: no list could have named it. */
const FUTURE = 'amazon.nova-9-lite-v1:0';
/** A Region that no route leads to from here. */
const elsewhereOf = (region: string) => (region === 'ap-southeast-2' ? 'sa-east-1' : 'ap-southeast-2');

export function callsBeside(
  models: readonly ModelReference[],
  region: string,
  catalogue: ModelCatalogue = CATALOGUE,
): readonly Beside[] {
  const elsewhere = elsewhereOf(region);
  const others = OTHERS.filter((id) => !models.includes(id));
  const directIds = models.filter(
    (model): model is string => typeof model === 'string' && catalogue.parse(model)?.kind === 'foundation-model',
  );
  return [
    ...[...others, FUTURE].map((id) => beside('another model', direct(foundationModel(region, id), region))),
    ...directIds.map((id) => beside('another model', direct(foundationModel(elsewhere, id), elsewhere))),
    ...NEIGHBOURS(region).map((arn) => beside('another model', direct(arn, region))),
    ...models.flatMap((model) => aroundProfile(model, models, region, catalogue)),
  ];
}

const beside = (words: Beside['words'], call: Call): Beside => ({ words, call });

const OTHERS = ['amazon.nova-lite-v1:0', 'amazon.nova-pro-v1:0', 'anthropic.claude-3-haiku-20240307-v1:0'];

/** Everything else that `InvokeModel` takes. Source: Service Authorization Reference, resource types of that action. */
const NEIGHBOURS = (region: string) => [
  profileArn(region, 'us.amazon.nova-premier-v1:0'),
  `arn:aws:bedrock:${region}:${ACCOUNT}:application-inference-profile/zzzzzzzzzzzz`,
  `arn:aws:bedrock:${region}:${ACCOUNT}:custom-model-deployment/zzzzzzzzzzzz`,
  `arn:aws:bedrock:${region}:${ACCOUNT}:imported-model/zzzzzzzzzzzz`,
  `arn:aws:bedrock:${region}:${ACCOUNT}:prompt-router/zzzzzzzzzzzz`,
  `arn:aws:bedrock:${region}:${ACCOUNT}:provisioned-model/zzzzzzzzzzzz`,
  `arn:aws:bedrock:${region}:${OTHER_ACCOUNT}:custom-model-deployment/zzzzzzzzzzzz`,
];

function aroundProfile(
  model: ModelReference,
  models: readonly ModelReference[],
  region: string,
  catalogue: ModelCatalogue,
): readonly Beside[] {
  const [profile, ...targets] = callsOf(model, region, catalogue);
  if (!profile || targets.length === 0) return [];
  const foreign = profile.resource.replace(/\/.+$/, '/zz.another-profile-v1:0');
  const routed = targets.map(({ resource }) => resource);
  const id = routed[0]?.split('/')[1] ?? '';
  return [
    beside('another model', direct(profile.resource.replace(ACCOUNT, OTHER_ACCOUNT), region)),
    ...targets
      .filter(({ resource }) => !models.some((other) => callsOf(other, region, catalogue)[0]?.resource === resource))
      .flatMap(({ resource, context }) => [
        beside('around its profile', { resource, context: { ...context, 'bedrock:InferenceProfileArn': undefined } }),
        beside('through another profile', {
          resource,
          context: { ...context, 'bedrock:InferenceProfileArn': foreign },
        }),
      ]),
    ...targets
      .filter(({ context }) => context['aws:RequestedRegion'] === 'unspecified')
      .flatMap(({ resource, context }) =>
        [region, undefined].map((where) =>
          beside('off its route', { resource, context: { ...context, 'aws:RequestedRegion': where } }),
        ),
      ),
    ...['eu-west-1', 'us-west-2', elsewhereOf(region)]
      .filter((where) => !routed.includes(foundationModel(where, id)))
      .map((where) => beside('off its route', through(profile.resource, foundationModel(where, id), where))),
  ];
}
