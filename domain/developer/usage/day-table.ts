import { MEASURES, type Product } from './report-columns';

/** Seat in which a user was active. Kiro has one for each profile, and counts each of its clients. */
export interface Series {
  readonly id: number;
  readonly user: number;
  readonly product: Product;
  /** Empty in reports without one. */
  readonly client: string;
  /** Empty in reports without one. */
  readonly profile: string;
}

const FIRST_SIZE = 1024;
/** Days of a series: enough until the year 2149. */
const DAYS = 65_536;

/** Numbers by row; rows without one have 0. */
class Numbers {
  private values = new Float64Array(0);

  at(row: number): number {
    return this.values[row] ?? 0;
  }

  set(row: number, value: number): void {
    if (row >= this.values.length) {
      const larger = new Float64Array(Math.max(FIRST_SIZE, 2 * row));
      larger.set(this.values);
      this.values = larger;
    }
    this.values[row] = value;
  }
}

/** Counts are kept as whole numbers of this part, so that sums do not depend on the order of lines: credits have decimals. */
export const PART = 10_000;

/**
 * Counts by user, day, product, client and profile. A second line of the same key keeps the larger one of each count, so
 * that neither the order of lines nor a file that is there twice changes the result.
 */
export class DayTable {
  readonly users: string[] = [];
  readonly series: Series[] = [];
  private readonly userIds = new Map<string, number>();
  private readonly seriesIds = new Map<string, number>();
  private readonly rows = new Map<number, number>();
  private readonly counts = MEASURES.map(() => new Numbers());
  private readonly others = new Map<string, Numbers>();
  private readonly differing = new Set<number>();

  seriesOf(name: string, place: Omit<Series, 'id' | 'user'>): number {
    const user = intern(this.userIds, name, () => this.users.push(name) - 1);
    const key = JSON.stringify([user, place.product, place.client, place.profile]);
    return intern(this.seriesIds, key, () => this.series.push({ id: this.series.length, user, ...place }) - 1);
  }

  /**
   * @param day days since 1970
   * @param counts in the order of MEASURES, in parts
   * @param others counts of columns that are added by their name, in parts
   */
  add(
    series: number,
    day: number,
    counts: readonly number[],
    others: readonly (readonly [string, number])[],
  ): 'new' | 'same' | 'other-counts' {
    const key = series * DAYS + day;
    const known = this.rows.get(key);
    const row = known ?? this.rows.size;
    if (known === undefined) this.rows.set(key, row);
    let differs = false;
    const keep = (numbers: Numbers, value: number) => {
      const before = numbers.at(row);
      if (value !== before) differs = true;
      if (value > before) numbers.set(row, value);
    };
    this.counts.forEach((numbers, at) => {
      keep(numbers, counts[at] ?? 0);
    });
    for (const [name, value] of others) keep(this.numbersOf(name), value);
    if (known === undefined) return 'new';
    // A column that one of the two lines lacks has 0 there.
    const given = new Set(others.map(([name]) => name));
    for (const [name, numbers] of this.others) if (!given.has(name) && numbers.at(row) > 0) differs = true;
    if (!differs || this.differing.has(row)) return 'same';
    this.differing.add(row);
    return 'other-counts';
  }

  private numbersOf(name: string): Numbers {
    const numbers = this.others.get(name) ?? new Numbers();
    this.others.set(name, numbers);
    return numbers;
  }

  /** Calls back for each row, in the order in which its key was first seen. */
  forEach(visit: (series: Series, day: number, counts: readonly number[]) => void): void {
    for (const [key, row] of this.rows) {
      const series = this.series[Math.floor(key / DAYS)];
      if (series)
        visit(
          series,
          key % DAYS,
          this.counts.map((numbers) => numbers.at(row) / PART),
        );
    }
  }

  get size(): number {
    return this.rows.size;
  }

  /** Returns the sums of the columns that are added by their name, sorted by it. */
  otherSums(): readonly { readonly name: string; readonly sum: number }[] {
    return [...this.others]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, numbers]) => {
        let sum = 0;
        for (let row = 0; row < this.rows.size; row++) sum += numbers.at(row);
        return { name, sum: sum / PART };
      });
  }
}

function intern<Key>(ids: Map<Key, number>, key: Key, make: () => number): number {
  const id = ids.get(key) ?? make();
  ids.set(key, id);
  return id;
}
