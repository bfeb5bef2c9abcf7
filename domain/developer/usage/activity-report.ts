import type { Prices } from '../../prices/price';
import { firstDayOf, isoDayOf, mondayOf, monthAfter, monthOf } from './calendar';
import type { Finding } from './findings';
import { type Projection, projectMonth } from './projection';
import { MEASURES, type Measure, MODEL_COLUMN, type Product } from './report-columns';
import type { Reading } from './report-reader';
import { INACTIVE_DAYS, type Seat, seatsOf } from './seat-list';

export type Counts = Readonly<Record<Measure, number>>;

/** Users and counts of a product, a week or a month. */
export interface Activity extends Counts {
  readonly users: number;
}

/** Everything that `developer report` says. Its shape is that of `--json`. */
export interface ActivityReport {
  /** First and last day with a count, UTC. */
  readonly first: string;
  readonly last: string;
  readonly files: number;
  readonly lines: number;
  /** Lines that count: one for each user, day, product, client and profile. */
  readonly counted: number;
  readonly users: number;
  readonly products: readonly (Activity & { readonly product: Product; readonly recentUsers: number })[];
  /** The last weeks, oldest first. A week without data has no users. */
  readonly weeks: readonly (Activity & { readonly monday: string })[];
  readonly months: readonly (Activity & { readonly month: string })[];
  readonly monthsWithoutData: readonly string[];
  readonly seats: readonly Seat[];
  /** Users with a seat in both products. */
  readonly inBothProducts: readonly string[];
  readonly projection: Projection;
  /** Messages by model of Kiro. */
  readonly models: readonly { readonly name: string; readonly messages: number }[];
  readonly unknownColumns: readonly { readonly name: string; readonly files: number; readonly sum: number }[];
  readonly missingColumns: readonly { readonly name: string; readonly files: number }[];
  /** Counts that no report of a user has. CloudWatch has them by account. */
  readonly notInReports: readonly { readonly what: string; readonly metric: string }[];
  readonly prices: { readonly read: string; readonly ageDays: number; readonly isOld: boolean };
  readonly findings: readonly Finding[];
}

/** Source: Amazon Q Developer User Guide, "Monitoring with CloudWatch": namespace AWS/Q. */
const NOT_IN_REPORTS: ActivityReport['notInReports'] = [
  { what: 'security scans', metric: 'AWS/Q CodeScanCount' },
  { what: 'references shown', metric: 'AWS/Q SuggestionReferenceCount' },
];

/** Prices change: a table older than this is named. */
export const OLD_PRICES_DAYS = 60;

class Sum {
  private readonly people = new Set<number>();
  private readonly counts = MEASURES.map(() => 0);

  add(user: number, counts: readonly number[]): void {
    this.people.add(user);
    counts.forEach((count, at) => {
      this.counts[at] = (this.counts[at] ?? 0) + Math.round(count * SUM_PART);
    });
  }

  get activity(): Activity {
    const entries = MEASURES.map((measure, at) => [measure, (this.counts[at] ?? 0) / SUM_PART] as const);
    return { users: this.people.size, ...(Object.fromEntries(entries) as Record<Measure, number>) };
  }
}

const SUM_PART = 10_000;

export interface ReportOptions {
  readonly files: number;
  /** Weeks to report. */
  readonly weeks: number;
  readonly prices: Prices;
  /** ISO day on which the prices were read. */
  readonly pricesRead: string;
  /** Days since 1970. */
  readonly today: number;
  /** Returns the name of a user to show. */
  readonly nameOf: (user: string) => string;
}

/** Sums up a reading that has at least one line. */
export function activityReport(reading: Reading, options: ReportOptions): ActivityReport {
  const { table, columns } = reading;
  const { first, last } = daysOf(reading);
  const { byProduct, byWeek, byMonth, recent, all } = sumsOf(reading, last);
  const seats = seatsOf(reading, last, options);
  const empty = new Sum().activity;
  const months = monthsBetween(monthOf(first), monthOf(last));
  const weeks = Array.from({ length: options.weeks }, (_, index) => mondayOf(last) - 7 * (options.weeks - 1 - index));
  const others = table.otherSums();
  const sumOf = (name: string) => others.find((other) => other.name === name)?.sum ?? 0;
  const ageDays = options.today - Date.parse(`${options.pricesRead}T00:00:00Z`) / 86_400_000;
  return {
    first: isoDayOf(first),
    last: isoDayOf(last),
    files: options.files,
    lines: reading.lines,
    counted: table.size,
    users: all.activity.users,
    products: [...byProduct]
      .sort(([one], [other]) => (one > other ? -1 : 1))
      .map(([product, sum]) => ({
        product,
        ...sum.activity,
        recentUsers: recent.get(product)?.activity.users ?? 0,
      })),
    weeks: weeks
      .filter((monday) => monday >= mondayOf(first))
      .map((monday) => ({ monday: isoDayOf(monday), ...(byWeek.get(monday)?.activity ?? empty) })),
    months: months.map((month) => ({ month, ...(byMonth.get(month)?.activity ?? empty) })),
    monthsWithoutData: months.filter((month) => !byMonth.has(month)),
    seats,
    inBothProducts: inBoth(seats),
    projection: projectMonth(seats, monthOf(last)),
    models: others
      .filter(({ name }) => MODEL_COLUMN.test(name))
      .map(({ name, sum }) => ({ name: name.replace(/_messages$/i, ''), messages: sum })),
    unknownColumns: [...columns.unknown].sort().map(([name, files]) => ({ name, files, sum: sumOf(name) })),
    missingColumns: [...columns.missing].sort().map(([name, files]) => ({ name, files })),
    notInReports: NOT_IN_REPORTS,
    prices: { read: options.pricesRead, ageDays, isOld: ageDays > OLD_PRICES_DAYS },
    findings: reading.findings.all(),
  };
}

function daysOf({ table }: Reading): { readonly first: number; readonly last: number } {
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  table.forEach((_, day) => {
    first = Math.min(first, day);
    last = Math.max(last, day);
  });
  return { first, last };
}

function sumsOf({ table }: Reading, last: number) {
  const byProduct = new Map<Product, Sum>();
  const recent = new Map<Product, Sum>();
  const byWeek = new Map<number, Sum>();
  const byMonth = new Map<string, Sum>();
  const all = new Sum();
  table.forEach(({ user, product }, day, counts) => {
    for (const sum of [sumIn(byProduct, product), sumIn(byWeek, mondayOf(day)), sumIn(byMonth, monthOf(day)), all])
      sum.add(user, counts);
    if (last - day < INACTIVE_DAYS) sumIn(recent, product).add(user, counts);
  });
  return { byProduct, recent, byWeek, byMonth, all };
}

function sumIn<Key>(sums: Map<Key, Sum>, key: Key): Sum {
  const sum = sums.get(key) ?? new Sum();
  sums.set(key, sum);
  return sum;
}

function monthsBetween(first: string, last: string): readonly string[] {
  const months: string[] = [];
  for (let month = first; firstDayOf(month) <= firstDayOf(last); month = monthAfter(month)) months.push(month);
  return months;
}

function inBoth(seats: readonly Seat[]): readonly string[] {
  const users = (product: Product) => new Set(seats.filter((seat) => seat.product === product).map(({ user }) => user));
  const kiro = users('kiro');
  return [...users('q')].filter((user) => kiro.has(user)).sort();
}
