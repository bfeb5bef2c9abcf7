import { type CatalogueModel, GEOGRAPHIES, type Geography, type Routes } from './catalogue-model';
import { MODELS } from './models';

/** Meaning of a `modelId` of the API, with the model behind it. */
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

/** Returns the model of this exact id, without a profile prefix; undefined if this project does not know it. */
export function findModel(id: string): CatalogueModel | undefined {
  return BY_ID.get(id);
}

/** Reads a foundation model id or the id of a geographic or global profile; undefined if no known model has it. */
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

/** Returns every id of the catalogue: models, each followed by its geographic and global profiles. */
export function knownIds(): readonly string[] {
  return MODELS.flatMap(idsOf);
}

/** Returns the ids by which this model can be invoked from this Region, nearest first: in-Region, geographic, global. */
export function idsInRegion(model: CatalogueModel, region: string): readonly string[] {
  return idsOf(model).filter((id) => isOffered(id, region));
}

/** Tells whether this id can be invoked from this Region; false for an id that is not known. */
export function isOffered(id: string, region: string): boolean {
  return sourceRegions(id).includes(region);
}

/** Returns every Region from which this id can be invoked; none for an id that is not known. */
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
