import { MODELS } from './models';

/**
 * One foundation model: where it can be invoked, how, and until when.
 * The rows are in models.ts, with their sources and the date they were read.
 */
export interface CatalogueModel {
  readonly id: string;
  readonly provider: Provider;
  /** Regions where the id itself can be invoked on demand. Empty for a model that only a profile reaches. */
  readonly regions: readonly string[];
  /** Geographic profiles by the prefix of their id. */
  readonly geographic: Readonly<Partial<Record<Geography, Routes>>>;
  /** Source Regions of the global profile. @default - the model has none */
  readonly globalSources?: readonly string[];
  readonly input: readonly Modality[];
  readonly output: readonly Modality[];
  readonly lifecycle: Lifecycle;
  /** The first invocation in an account starts an AWS Marketplace subscription. */
  readonly marketplace: boolean;
  /** @default - cannot be fine-tuned in Bedrock */
  readonly fineTuning?: FineTuning;
}

export type Provider = 'Amazon' | 'Anthropic' | 'DeepSeek' | 'Meta' | 'Mistral AI';

export type Modality = 'text' | 'image' | 'video';

/** Prefixes of geographic profile ids. */
export const GEOGRAPHIES = ['au', 'eu', 'jp', 'us'] as const;

export type Geography = (typeof GEOGRAPHIES)[number];

/** Destination Regions of a geographic profile by the Region that it is called from: they differ from source to source. */
export type Routes = Readonly<Record<string, readonly string[]>>;

/**
 * A legacy model takes no new fine-tuning jobs and no new customers; on its day of end of life it fails.
 * Days are ISO days; `since` is absent where AWS names only the end.
 * Source: Amazon Bedrock User Guide, model-lifecycle-legacy.
 */
export type Lifecycle =
  | { readonly status: 'active' }
  | { readonly status: 'legacy'; readonly since?: string; readonly endOfLife: string };

export interface FineTuning {
  readonly regions: readonly string[];
  /** What `CreateModelCustomizationJob` takes as `baseModelIdentifier`: the id and its context length. */
  readonly baseModelIdentifier: string;
}

/** What an id of the API's `modelId` names, with the model behind it. */
export type ParsedId =
  | { readonly kind: 'foundation-model'; readonly model: CatalogueModel }
  | {
      readonly kind: 'geographic-profile';
      readonly model: CatalogueModel;
      readonly geography: Geography;
      readonly routes: Routes;
    }
  | { readonly kind: 'global-profile'; readonly model: CatalogueModel; readonly sources: readonly string[] };

const BY_ID: ReadonlyMap<string, CatalogueModel> = new Map(MODELS.map((model) => [model.id, model]));

/** The model of this exact id, without a profile prefix; undefined when this project does not know it. */
export function findModel(id: string): CatalogueModel | undefined {
  return BY_ID.get(id);
}

/** Reads a foundation model id or the id of a geographic or global profile; undefined when no known model has it. */
export function parseId(id: string): ParsedId | undefined {
  const direct = findModel(id);
  if (direct) return { kind: 'foundation-model', model: direct };
  const dot = id.indexOf('.');
  const prefix = id.slice(0, dot);
  const model = findModel(id.slice(dot + 1));
  if (!model) return undefined;
  if (prefix === 'global' && model.globalSources) {
    return { kind: 'global-profile', model, sources: model.globalSources };
  }
  const geography = GEOGRAPHIES.find((candidate) => candidate === prefix);
  const routes = geography && model.geographic[geography];
  return geography && routes ? { kind: 'geographic-profile', model, geography, routes } : undefined;
}

/** Every id that the catalogue knows: models, then their geographic and global profiles. */
export function knownIds(): readonly string[] {
  return MODELS.flatMap(idsOf);
}

/** The ids by which this model can be invoked from this Region, nearest first: in-Region, geographic, global. */
export function idsInRegion(model: CatalogueModel, region: string): readonly string[] {
  return idsOf(model).filter((id) => isOffered(id, region));
}

/** Whether this id can be invoked from this Region. False for an id that is not known. */
export function isOffered(id: string, region: string): boolean {
  return sourceRegions(id).includes(region);
}

/** Every Region from which this id can be invoked. Empty for an id that is not known. */
export function sourceRegions(id: string): readonly string[] {
  const parsed = parseId(id);
  switch (parsed?.kind) {
    case 'foundation-model':
      return parsed.model.regions;
    case 'geographic-profile':
      return Object.keys(parsed.routes);
    case 'global-profile':
      return parsed.sources;
    case undefined:
      return [];
  }
}

function idsOf(model: CatalogueModel): readonly string[] {
  const prefixes = [...Object.keys(model.geographic), ...(model.globalSources ? ['global'] : [])];
  return [model.id, ...prefixes.map((prefix) => `${prefix}.${model.id}`)];
}
