import type { Prices } from '../../prices/price';
import type { SeatPriceName } from '../../prices/seat-prices';
import type { Product } from './report-columns';

/** Kind of seat, as a reader of the report knows it. */
export interface SeatKind {
  readonly name: string;
  /** Undefined: no price of this tier is known. */
  readonly price?: SeatPriceName;
}

const Q_PRO: SeatKind = { name: 'Q Pro', price: 'seat-q-pro' };

/** Tiers of Kiro by the letters of their name: its pages and its reports write them differently, such as `Pro+` and `ProPlus`. */
const KIRO_TIERS: Readonly<Record<string, SeatKind>> = {
  FREE: { name: 'Kiro Free', price: 'seat-kiro-free' },
  PRO: { name: 'Kiro Pro', price: 'seat-kiro-pro' },
  PROPLUS: { name: 'Kiro Pro+', price: 'seat-kiro-pro-plus' },
  PROMAX: { name: 'Kiro Pro Max' },
  POWER: { name: 'Kiro Power', price: 'seat-kiro-power' },
};

/** Returns the kind of a seat. A tier that is not known has no price, and its text is not shown. */
export function seatKind(product: Product, tier: string): SeatKind {
  if (product === 'q') return Q_PRO;
  if (tier === '') return { name: 'Kiro, tier not in the reports' };
  const letters = tier
    .toUpperCase()
    .replaceAll('+', 'PLUS')
    .replace(/[^A-Z]/g, '');
  return (Object.hasOwn(KIRO_TIERS, letters) && KIRO_TIERS[letters]) || { name: 'Kiro, tier not known' };
}

/** Returns US dollars for a seat and month. */
export const seatUsd = ({ price }: SeatKind, prices: Prices): number | undefined =>
  price === undefined ? undefined : prices[price]?.usd;
