import { CATALOGUE, type ModelCatalogue, type ParsedId } from './model-catalogue';
import type { ApplicationProfileReference, ModelReference } from './model-reference';

/**
 * One thing that Bedrock can invoke, and every ARN that an invocation of it touches.
 * Grants, endpoint policies and the permissions boundary are all made from `targets`, so that they cannot disagree.
 */
export interface InvocableModel {
  readonly kind: InvocableKind;
  /** `modelId` of a request: an id or an ARN. */
  readonly modelId: string;
  /** Every ARN that IAM evaluates when `modelId` is invoked, each with the circumstances in which it may be. */
  readonly targets: readonly InvokeTarget[];
}

export type InvocableKind =
  | 'foundation-model'
  | 'geographic-profile'
  | 'global-profile'
  | 'application-profile'
  | 'custom-model-deployment'
  | 'provisioned-throughput';

export interface InvokeTarget {
  /** May hold CloudFormation tokens for partition and account. */
  readonly arn: string;
  /** Inference profile that this ARN requires (`bedrock:InferenceProfileArn`). @default - direct invocation */
  readonly throughProfile?: string;
  /** Name of that profile in the Sid of a statement. @default - its id, which must then be known */
  readonly profileName?: string;
  /** `unspecified` for the region-less ARN behind a global profile (`aws:RequestedRegion`). */
  readonly requestedRegion?: 'unspecified';
}

/** Where a model is invoked from. The Region is concrete; account and partition may be CloudFormation tokens. */
export interface InvokeEnvironment {
  readonly region: string;
  /** Such as `Aws.ACCOUNT_ID`. */
  readonly account: string;
  /** Such as `Aws.PARTITION`. */
  readonly partition: string;
}

/** A reference that names nothing this project can invoke. `validateDeployments` finds it first, with a remedy. */
export class UnknownModelError extends Error {
  override readonly name = 'UnknownModelError';

  constructor(reference: string, region: string) {
    super(`'${reference}' names nothing that can be invoked from ${region}: see domain/models/data`);
  }
}

/**
 * Turns the name of a model in the configuration into what can be invoked and the exact ARNs that this touches.
 *
 * Sources, Amazon Bedrock User Guide, read 2026-11-23: inference-profiles-prereq (geographic),
 * global-cross-region-inference (global), deploy-custom-model-on-demand, prov-throughput.
 *
 * @param catalogue models that the configuration can name: `catalogueOf` of the row
 * @throws UnknownModelError when the reference is not in the catalogue or not offered in the Region
 */
export function invocableModel(
  reference: ModelReference,
  environment: InvokeEnvironment,
  catalogue: ModelCatalogue = CATALOGUE,
): InvocableModel {
  if (typeof reference !== 'string') return applicationProfile(reference, environment, catalogue);
  return byArn(reference) ?? systemDefined(reference, environment, catalogue);
}

/** Deployments and provisioned throughput are a single resource: no other ARN is evaluated with them. */
const KIND_OF_ARN = {
  'custom-model-deployment': 'custom-model-deployment',
  'provisioned-model': 'provisioned-throughput',
} as const;

function byArn(arn: string): InvocableModel | undefined {
  const type = arn.split(':')[5]?.split('/')[0] ?? '';
  if (!arn.startsWith('arn:') || !Object.hasOwn(KIND_OF_ARN, type)) return undefined;
  const kind = KIND_OF_ARN[type as keyof typeof KIND_OF_ARN];
  return { kind, modelId: arn, targets: [{ arn }] };
}

function systemDefined(modelId: string, environment: InvokeEnvironment, catalogue: ModelCatalogue): InvocableModel {
  const parsed = catalogue.parse(modelId);
  if (!parsed || !catalogue.isOffered(modelId, environment.region))
    throw new UnknownModelError(modelId, environment.region);
  if (parsed.kind === 'foundation-model') {
    return { kind: parsed.kind, modelId, targets: destinations(parsed, environment) };
  }
  const { partition, region, account } = environment;
  const arn = `arn:${partition}:bedrock:${region}:${account}:inference-profile/${modelId}`;
  return { kind: parsed.kind, modelId, targets: through(arn, destinations(parsed, environment)) };
}

/**
 * An application profile copies the routes of a model or of a system-defined profile, under an ARN of its own,
 * which `bedrock:InferenceProfileArn` then holds. AWS does not say whether the copied profile is evaluated as well;
 * it is a target too, safe in either case, since nothing but the application profile leads to it.
 */
function applicationProfile(
  { applicationProfileArn: arn, copyFrom }: ApplicationProfileReference,
  environment: InvokeEnvironment,
  catalogue: ModelCatalogue,
): InvocableModel {
  const source = systemDefined(copyFrom, environment, catalogue);
  const behind = source.targets.map(({ throughProfile: _, ...target }) => target);
  return { kind: 'application-profile', modelId: arn, targets: through(arn, behind) };
}

/** The profile itself, and behind it models that may be reached in no other way. */
function through(profileArn: string, behind: readonly InvokeTarget[]): readonly InvokeTarget[] {
  return [{ arn: profileArn }, ...behind.map((target) => ({ ...target, throughProfile: profileArn }))];
}

/** The foundation models that answer in the end, one for each Region a request may be routed to. */
function destinations(parsed: ParsedId, { partition, region }: InvokeEnvironment): readonly InvokeTarget[] {
  const inRegion = (where: string): InvokeTarget => ({
    arn: `arn:${partition}:bedrock:${where}::foundation-model/${parsed.model.id}`,
  });
  switch (parsed.kind) {
    case 'foundation-model':
      return [inRegion(region)];
    case 'global-profile':
      return [inRegion(region), { ...inRegion(''), requestedRegion: 'unspecified' }];
    case 'geographic-profile':
      return (parsed.routes[region] ?? []).map(inRegion);
  }
}
