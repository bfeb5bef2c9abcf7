import type { CatalogueModel } from './catalogue-model';
import type { ModelCatalogue } from './model-catalogue';

/** Places where a request can be answered: the Region of the caller, the Regions of a route, or any commercial Region. */
export const REACHES = ['in-Region', 'geographic', 'global'] as const;

export type Reach = (typeof REACHES)[number];

/** One id by which a model can be invoked from a Region. */
export interface Offer {
  /** Text for `models` of a row. */
  readonly id: string;
  readonly model: CatalogueModel;
  readonly reach: Reach;
  /** Regions that can answer. @default - a global profile: any commercial Region, which may be in another country */
  readonly destinations?: readonly string[];
}

/** Returns what a Region offers, model by model, nearest first. */
export const offersIn = (region: string, catalogue: ModelCatalogue): readonly Offer[] =>
  catalogue.models.flatMap((model) =>
    catalogue.idsInRegion(model, region).map((id) => ({ id, model, ...reachOf(id, region, catalogue) })),
  );

function reachOf(id: string, region: string, catalogue: ModelCatalogue): Pick<Offer, 'reach' | 'destinations'> {
  const parsed = catalogue.parse(id);
  switch (parsed?.kind) {
    case 'geographic-profile':
      return { reach: 'geographic', destinations: parsed.routes[region] ?? [] };
    case 'global-profile':
      return { reach: 'global' };
    default:
      return { reach: 'in-Region', destinations: [region] };
  }
}
