import { type CatalogueModel, GEOGRAPHIES, type Routes } from './catalogue-model';
import { MODELS } from './models';

/** Meaning of a `modelId` of the API, with the model behind it. */
export type ParsedId =
  | { readonly kind: 'foundation-model'; readonly model: CatalogueModel }
  | {
      readonly kind: 'geographic-profile';
      readonly model: CatalogueModel;
      /** Prefix of the id. */
      readonly geography: string;
      readonly routes: Routes;
    }
  | { readonly kind: 'global-profile'; readonly model: CatalogueModel; readonly sources: readonly string[] };

/** Models by their ids, and the ids by which they can be invoked. */
export class ModelCatalogue {
  private readonly byId: ReadonlyMap<string, CatalogueModel>;

  /** @param models of two with the same id the later one counts */
  constructor(models: readonly CatalogueModel[]) {
    this.byId = new Map(models.map((model) => [model.id, model]));
  }

  get models(): readonly CatalogueModel[] {
    return [...this.byId.values()];
  }

  /** Returns the model of this exact id, without a profile prefix; undefined if it is not known. */
  find(id: string): CatalogueModel | undefined {
    return this.byId.get(id);
  }

  /** Reads a foundation model id or the id of a geographic or global profile; undefined if no known model has it. */
  parse(id: string): ParsedId | undefined {
    const direct = this.find(id);
    if (direct) return { kind: 'foundation-model', model: direct };
    const dot = id.indexOf('.');
    const prefix = id.slice(0, dot);
    const model = this.find(id.slice(dot + 1));
    if (!model) return undefined;
    // The data does not list profiles of ended models: each prefix is accepted, without destinations.
    const hasEnded = model.lifecycle.status === 'ended';
    const sources = model.globalSources ?? (hasEnded ? [] : undefined);
    if (prefix === 'global' && sources) return { kind: 'global-profile', model, sources };
    const ours = Object.hasOwn(model.geographic, prefix) ? model.geographic[prefix] : undefined;
    const routes = ours ?? (hasEnded && GEOGRAPHIES.includes(prefix) ? {} : undefined);
    return routes && { kind: 'geographic-profile', model, geography: prefix, routes };
  }

  /** Returns every id: models, each followed by its geographic and global profiles. */
  ids(): readonly string[] {
    return this.models.flatMap(idsOf);
  }

  /** Returns the ids by which this model can be invoked from this Region, nearest first: in-Region, geographic, global. */
  idsInRegion(model: CatalogueModel, region: string): readonly string[] {
    return idsOf(model).filter((id) => this.isOffered(id, region));
  }

  /** Tells whether this id can be invoked from this Region; false for an id that is not known. */
  isOffered(id: string, region: string): boolean {
    return this.sourceRegions(id).includes(region);
  }

  /** Returns every Region from which this id can be invoked; none for an id that is not known. */
  sourceRegions(id: string): readonly string[] {
    const parsed = this.parse(id);
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
}

/** Models that this project knows. A row can declare others: `catalogueOf`. */
export const CATALOGUE = new ModelCatalogue(MODELS);

function idsOf(model: CatalogueModel): readonly string[] {
  const prefixes = [...Object.keys(model.geographic), ...(model.globalSources ? ['global'] : [])];
  return [model.id, ...prefixes.map((prefix) => `${prefix}.${model.id}`)];
}
