import type { TokenKind } from '../../metrics/token-metrics';
import { type Price, type Prices, perMillionTokens } from '../../prices/price';
import type { ModelPrice } from '../config/spend-config';
import type { DeploymentConfig } from '../deployment';

/** Properties of a price of the row, by the kind of its tokens. */
const KINDS = {
  input: 'inputUsd',
  output: 'outputUsd',
  'cache read': 'cacheReadUsd',
  'cache write': 'cacheWriteUsd',
} as const satisfies Readonly<Record<TokenKind, keyof ModelPrice>>;

/** Returns the prices of `spend.prices` under the names that a price table has for them. */
export function rowPrices({ spend }: Pick<DeploymentConfig, 'spend'>): Prices {
  const rows = (spend?.prices ?? []).flatMap((own) =>
    Object.entries(KINDS).flatMap(([kind, property]): readonly (readonly [string, Price])[] => {
      const usd = own[property];
      if (usd === undefined) return [];
      const { model, read } = own;
      return [
        [
          `${model} ${kind}`,
          { ...perMillionTokens, usd, source: 'spend.prices of the row', read, confidence: 'yours' },
        ],
      ];
    }),
  );
  return Object.fromEntries(rows);
}
