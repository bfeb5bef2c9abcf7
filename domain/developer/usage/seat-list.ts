import type { Prices } from '../../prices/price';
import { isoDayOf } from './calendar';
import type { Series } from './day-table';
import type { Product } from './report-columns';
import type { Reading } from './report-reader';
import { seatKind, seatUsd } from './seats';

/**
 * Seat that was used at least once. A seat that was never used is in no report, and is not billed before its first use.
 *
 * Source: Amazon Q Developer User Guide, "Amazon Q Developer subscription statuses" (pending). Read 2026-11-28.
 */
export interface Seat {
  /** Pseudonym, or the user id with `--names`. */
  readonly user: string;
  readonly product: Product;
  readonly kind: string;
  /** First day that it is billed for, as far as the reports say. */
  readonly first: string;
  readonly last: string;
  readonly isActive: boolean;
  /** Days between its last use and the last day of the reports. */
  readonly idleDays: number;
  /** Days on which it was used. */
  readonly days: number;
  readonly credits: number;
  readonly messages: number;
  /** US dollars for a month; null if no price is known. */
  readonly usd: number | null;
}

interface Draft {
  readonly series: Series;
  readonly days: Set<number>;
  start: number;
  last: number;
  tier: { readonly day: number; readonly tier: string } | undefined;
  credits: number;
  messages: number;
}

/** A seat that was not used in so many last days is inactive. */
export const INACTIVE_DAYS = 30;
/** Positions in MEASURES, checked by the types of the report. */
const MESSAGES = 4;
const CREDITS = 6;

/** Returns the seats, those that are longest without use first. @param last days since 1970 of the last day of the reports */
export function seatsOf(
  reading: Reading,
  last: number,
  { prices, nameOf }: { readonly prices: Prices; readonly nameOf: (user: string) => string },
): readonly Seat[] {
  return [...draftsOf(reading).values()]
    .map((draft): Seat => {
      const { series, days } = draft;
      const kind = seatKind(series.product, draft.tier?.tier ?? '');
      return {
        user: nameOf(reading.table.users[series.user] ?? ''),
        product: series.product,
        kind: kind.name,
        first: isoDayOf(draft.start),
        last: isoDayOf(draft.last),
        isActive: last - draft.last < INACTIVE_DAYS,
        idleDays: last - draft.last,
        days: days.size,
        credits: draft.credits / 10_000,
        messages: draft.messages,
        usd: seatUsd(kind, prices) ?? null,
      };
    })
    .sort(
      (one, other) =>
        other.idleDays - one.idleDays ||
        compare(one.user, other.user) ||
        compare(one.product + one.kind, other.product + other.kind),
    );
}

const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other));

function draftsOf({ table, seats }: Reading): ReadonlyMap<string, Draft> {
  const drafts = new Map<string, Draft>();
  const profiles = profilesOf(table.series);
  table.forEach((series, day, counts) => {
    for (const profile of profiles(series)) {
      const key = `${series.user} ${series.product} ${profile}`;
      const draft = drafts.get(key) ?? newDraft(series, day);
      drafts.set(key, draft);
      draft.days.add(day);
      draft.last = Math.max(draft.last, day);
      draft.start = Math.min(draft.start, day);
      draft.credits += Math.round((counts[CREDITS] ?? 0) * 10_000);
      draft.messages += counts[MESSAGES] ?? 0;
      const tier = seats.tierOf(series.id);
      if (tier && !(draft.tier && isNewer(draft.tier, tier))) draft.tier = tier;
    }
  });
  for (const { id, user, product, profile } of table.series) {
    const draft = drafts.get(`${user} ${product} ${profile}`);
    // Kiro says on which day a seat was activated. It can be activated again.
    if (draft) draft.start = Math.max(draft.start, seats.startOf(id) ?? 0);
  }
  return drafts;
}

const isNewer = (
  one: { readonly day: number; readonly tier: string },
  other: { readonly day: number; readonly tier: string },
) => one.day > other.day || (one.day === other.day && one.tier > other.tier);

const newDraft = (series: Series, day: number): Draft => ({
  series,
  days: new Set(),
  start: day,
  last: day,
  tier: undefined,
  credits: 0,
  messages: 0,
});

/** A report without profiles says nothing about the number of seats: its days are those of every seat of the user. */
function profilesOf(all: readonly Series[]): (series: Series) => readonly string[] {
  const named = new Map<string, Set<string>>();
  for (const { user, product, profile } of all) {
    if (profile === '') continue;
    const key = `${user} ${product}`;
    named.set(key, (named.get(key) ?? new Set()).add(profile));
  }
  return ({ user, product, profile }) => {
    const profiles = named.get(`${user} ${product}`);
    return profile === '' && profiles ? [...profiles] : [profile];
  };
}
