import type { CatalogueModel } from './catalogue-model';
import { CATALOGUE, ModelCatalogue } from './model-catalogue';

/**
 * A foundation model that this project does not know yet, as AWS describes it. `private-bedrock models` prints it from
 * the answers of an account.
 */
export interface DeclaredModel {
  /**
   * Id of the foundation model, without the prefix of a profile.
   *
   * @limits <provider>.<model>
   * @example 'amazon.nova-9-lite-v1:0'
   */
  readonly id: string;

  /**
   * The first invocation in an account starts an AWS Marketplace subscription.
   *
   * @example false
   */
  readonly marketplace: boolean;

  /**
   * Regions where the id itself can be invoked on demand.
   *
   * @limits Regions of the partition aws with Amazon Bedrock
   * @default - none: only profiles lead to the model
   * @example ['us-east-1']
   */
  readonly regions?: readonly string[];

  /**
   * Geographic profiles by the prefix of their id: destination Regions by source Region, as GetInferenceProfile lists
   * them. Policies allow these Regions and no others.
   *
   * @limits prefixes such as 'us'; each source Region has at least one destination
   * @default - none
   * @example { us: { 'us-east-1': ['us-east-1', 'us-west-2'] } }
   */
  readonly geographic?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

  /**
   * Source Regions of the global profile. Its requests can be answered in any commercial Region.
   *
   * @limits Regions of the partition aws with Amazon Bedrock
   * @default - the model has no global profile
   * @example ['us-east-1']
   */
  readonly globalSources?: readonly string[];

  /**
   * Day from which the model cannot be invoked any more.
   *
   * @limits a day such as '2027-06-30'
   * @default - AWS has published none
   * @example '2027-06-30'
   */
  readonly endOfLife?: string;
}

/**
 * Returns the models that a row can name: those of this project, and those that the row declares. A declared model
 * counts as the row declares it, even if this project knows it.
 */
export const catalogueOf = ({ declaredModels }: { readonly declaredModels?: readonly DeclaredModel[] }) =>
  declaredModels && declaredModels.length > 0
    ? new ModelCatalogue([...CATALOGUE.models, ...declaredModels.map(toCatalogueModel)])
    : CATALOGUE;

function toCatalogueModel(declared: DeclaredModel): CatalogueModel {
  const { id, marketplace, regions = [], geographic = {}, globalSources, endOfLife } = declared;
  return {
    id,
    provider: id.slice(0, id.indexOf('.')),
    name: id.slice(id.indexOf('.') + 1),
    kind: 'text',
    regions,
    geographic,
    ...(globalSources && { globalSources }),
    input: ['text'],
    output: ['text'],
    lifecycle: endOfLife === undefined ? { status: 'active' } : { status: 'legacy', endOfLife },
    marketplace,
  };
}

/** Returns the properties in which a declared model differs from the one that this project knows; undefined if it knows none. */
export function differencesFromCatalogue(declared: DeclaredModel): readonly string[] | undefined {
  const known = CATALOGUE.find(declared.id);
  if (!known) return undefined;
  const ours = toCatalogueModel(declared);
  return (['regions', 'geographic', 'globalSources', 'marketplace', 'lifecycle'] as const).filter(
    (property) => canonical(ours[property]) !== canonical(known[property]),
  );
}

/** Renders a value without the order of lists and of keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify([...value].sort());
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  return JSON.stringify(
    Object.entries(value)
      .map(([key, one]) => [key, canonical(one)])
      .sort(),
  );
}
