import type { Price, Prices } from './price';

/** Day on which every row was last verified. */
export const SEAT_PRICES_READ = '2026-11-28';

const seat = (usd: number, source: string): Price => ({
  usd,
  per: 1,
  unit: 'users a month',
  source,
  read: SEAT_PRICES_READ,
  confidence: 'secondary',
});

const Q = 'https://aws.amazon.com/q/developer/pricing/';
const KIRO = 'https://kiro.dev/pricing/';

const SEATS = {
  'seat-q-pro': seat(19, Q),
  'seat-kiro-free': seat(0, KIRO),
  'seat-kiro-pro': seat(20, KIRO),
  'seat-kiro-pro-plus': seat(40, KIRO),
  'seat-kiro-power': seat(200, KIRO),
} as const satisfies Prices;

export type SeatPriceName = keyof typeof SEATS;

/** Prices of a user of Amazon Q Developer and of Kiro. The pages themselves could not be read: several copies agree. */
export const SEAT_PRICES: Prices = SEATS;
