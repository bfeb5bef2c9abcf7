import type { DeclaredModel } from '../../domain/models/declared-model';
import type { ModelCatalogue } from '../../domain/models/model-catalogue';
import type { AccountModel } from './account-offers';

/** Difference between an account and the catalogue, in one Region. */
export interface OffersComparison {
  readonly region: string;
  /** Models that the catalogue does not know, or knows with other Regions or routes, with the text for the row. */
  readonly declare: readonly Declaration[];
  /** Ids that the catalogue has and the account does not list. */
  readonly missing: readonly string[];
  /** Models that the account calls legacy and the catalogue active. */
  readonly legacy: readonly string[];
}

export interface Declaration {
  /** Sentence without a full stop. */
  readonly reason: string;
  readonly model: DeclaredModel;
  /** No source says if the model is sold through AWS Marketplace: `marketplace: true` is an assumption. */
  readonly isMarketplaceAssumed: boolean;
}

/** @param isAsked false for ids that the command line leaves out */
export function compareOffers(
  region: string,
  account: readonly AccountModel[],
  catalogue: ModelCatalogue,
  isAsked: (id: string) => boolean,
): OffersComparison {
  const listed = new Set(account.flatMap(idsOf));
  const known = catalogue.models.flatMap((model) => catalogue.idsInRegion(model, region));
  return {
    region,
    declare: account
      .filter(({ id }) => isAsked(id))
      .flatMap((model) => {
        const reason = reasonOf(model, region, catalogue);
        return reason === undefined ? [] : [{ reason, ...declarationOf(model, region, catalogue) }];
      }),
    missing: known.filter((id) => isAsked(id) && !listed.has(id)),
    legacy: account
      .filter(({ id, status }) => isAsked(id) && status === 'LEGACY')
      .map(({ id }) => id)
      .filter((id) => catalogue.find(id)?.lifecycle.status === 'active'),
  };
}

const idsOf = ({ id, isOnDemand, profiles }: AccountModel): readonly string[] => [
  ...(isOnDemand ? [id] : []),
  ...Object.keys(profiles).map((prefix) => `${prefix}.${id}`),
];

/** Returns why the row needs a declaration; undefined if the catalogue has everything that the account lists. */
function reasonOf(model: AccountModel, region: string, catalogue: ModelCatalogue): string | undefined {
  const ids = idsOf(model);
  // A model that the account offers only as Provisioned Throughput cannot be named by its id.
  if (ids.length === 0) return undefined;
  if (!catalogue.find(model.id)) return `${model.id} is not in the catalogue`;
  const added = ids.filter((id) => !catalogue.isOffered(id, region));
  if (added.length > 0) return `the catalogue does not offer ${added.join(', ')} in ${region}`;
  const changes = Object.entries(model.profiles).flatMap(([prefix, destinations]) => {
    const parsed = catalogue.parse(`${prefix}.${model.id}`);
    const ours = (parsed?.kind === 'geographic-profile' && parsed.routes[region]) || destinations;
    return changeOf(`${prefix}.${model.id}`, ours, destinations);
  });
  return changes.length > 0 ? changes.join('; ') : undefined;
}

function changeOf(id: string, ours: readonly string[], theirs: readonly string[]): readonly string[] {
  const [more, less] = [theirs.filter((one) => !ours.includes(one)), ours.filter((one) => !theirs.includes(one))];
  if (more.length + less.length === 0) return [];
  const parts = [
    ...(more.length > 0 ? [`also to ${more.join(', ')}`] : []),
    ...(less.length > 0 ? [`no longer to ${less.join(', ')}`] : []),
  ];
  return [`${id} routes ${parts.join(' and ')}`];
}

function declarationOf(
  { id, provider, endOfLife, isOnDemand, profiles }: AccountModel,
  region: string,
  catalogue: ModelCatalogue,
): Omit<Declaration, 'reason'> {
  const known =
    catalogue.find(id)?.marketplace ?? (provider === 'Amazon' || id.startsWith('amazon.') ? false : undefined);
  const geographic = Object.entries(profiles).filter(([prefix]) => prefix !== 'global');
  return {
    model: {
      id,
      marketplace: known ?? true,
      ...(isOnDemand && { regions: [region] }),
      ...(geographic.length > 0 && {
        geographic: Object.fromEntries(
          geographic.map(([prefix, destinations]) => [prefix, { [region]: destinations }]),
        ),
      }),
      ...('global' in profiles && { globalSources: [region] }),
      ...(endOfLife && { endOfLife }),
    },
    isMarketplaceAssumed: known === undefined,
  };
}
