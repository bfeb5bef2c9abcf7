import { TOKEN_METRICS, type TokenKind } from '../../metrics/token-metrics';
import type { ModelReference } from '../../models/model-reference';
import { PRICES } from '../../prices/prices';
import type { DeploymentConfig } from '../deployment';
import { knowledgeSettings } from '../knowledge-settings';

/** US dollars for a million tokens, by kind. A model writes no metric of a kind without a price. */
export type TokenPrices = { readonly input: number } & Readonly<Partial<Record<TokenKind, number>>>;

/** Model whose tokens the breaker counts. */
export interface CountedModel {
  /** Value of the dimension `ModelId`. */
  readonly modelId: string;
  readonly prices: TokenPrices;
}

const KINDS = Object.keys(TOKEN_METRICS) as readonly TokenKind[];

type Row = Pick<DeploymentConfig, 'knowledge' | 'models' | 'spend'>;

/** Returns the name by which `spend.prices` has a model. */
export const pricedName = (reference: ModelReference): string =>
  typeof reference === 'string' ? reference : reference.applicationProfileArn;

/**
 * Returns the value of the dimension `ModelId` of a model: as the row says, or the id. For an application inference profile it
 * is the id of the profile, without the rest of the ARN: AWS does not document it, and two of its samples query by it (read
 * 2026-11-28).
 */
export function metricModelId(reference: ModelReference, spend: DeploymentConfig['spend']): string {
  const name = pricedName(reference);
  const own = spend?.prices?.find(({ model }) => model === name)?.metricModelId;
  return own ?? (typeof reference === 'string' ? name : name.slice(name.lastIndexOf('/') + 1));
}

/** Returns the models of a row that cost by the token, and the embedding model of its knowledge base. */
export const spendingModels = ({ models, knowledge }: Omit<Row, 'spend'>): readonly ModelReference[] => {
  const embedding = knowledge ? [knowledgeSettings(knowledge).embeddingModel] : [];
  return [...models, ...embedding.filter((id) => !models.includes(id))];
};

/** Returns what a model costs: by the row, or by the list. Undefined if nobody knows. */
export function tokenPrices(reference: ModelReference, spend: DeploymentConfig['spend']): TokenPrices | undefined {
  const own = spend?.prices?.find(({ model }) => model === pricedName(reference));
  if (own) {
    const { inputUsd, outputUsd, cacheReadUsd, cacheWriteUsd } = own;
    return {
      input: inputUsd,
      ...(outputUsd !== undefined && { output: outputUsd }),
      ...(cacheReadUsd !== undefined && { 'cache read': cacheReadUsd }),
      ...(cacheWriteUsd !== undefined && { 'cache write': cacheWriteUsd }),
    };
  }
  const model = typeof reference === 'string' ? reference : reference.copyFrom;
  const listed = KINDS.flatMap((kind) => {
    const price = PRICES[`${model} ${kind}`];
    // Tokens that cost nothing need no metric, of which an alarm has ten.
    return price && price.usd > 0 ? [[kind, price.usd] as const] : [];
  });
  const prices = Object.fromEntries(listed) as Partial<Record<TokenKind, number>>;
  return prices.input === undefined ? undefined : { ...prices, input: prices.input };
}

/** Profile of a team, whose tokens have a metric of their own. */
export interface CountedProfile {
  /** Id of the model that it copies. */
  readonly model: string;
  /** Id of the profile: it can be a CloudFormation token. */
  readonly profileId: string;
}

/**
 * Returns what the breaker counts. Models that share a metric, such as a profile and its source, are counted once.
 *
 * @param profiles of the teams: AWS counts their tokens by the id of the profile, and perhaps by that of the model, which is
 *   counted as well
 */
export function countedModels(row: Row, profiles: readonly CountedProfile[] = []): readonly CountedModel[] {
  const counted = spendingModels(row).flatMap((reference): readonly CountedModel[] => {
    const prices = tokenPrices(reference, row.spend);
    return prices ? [{ modelId: metricModelId(reference, row.spend), prices }] : [];
  });
  const ofTeams = profiles.flatMap(({ model, profileId }): readonly CountedModel[] => {
    const prices = tokenPrices(model, row.spend);
    return prices ? [{ modelId: profileId, prices }] : [];
  });
  return [...counted, ...ofTeams].filter(
    ({ modelId }, index, all) => all.findIndex((other) => other.modelId === modelId) === index,
  );
}

/** Request that every limit must afford, in tokens. */
export const ONE_REQUEST = { input: 10_000, output: 1_000 } as const;

const MILLION = 1_000_000;

/** Returns the US dollars of one request to the most expensive model. */
export const oneRequestUsd = (models: readonly CountedModel[]): number =>
  Math.max(
    0,
    ...models.map(
      ({ prices }) => (prices.input * ONE_REQUEST.input + (prices.output ?? 0) * ONE_REQUEST.output) / MILLION,
    ),
  );
