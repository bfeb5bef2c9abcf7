import { type DayTable, PART } from './day-table';
import type { FindingCode, Findings } from './findings';
import {
  COUNT_COLUMNS,
  DAY_COLUMN,
  expectedColumns,
  type Format,
  formatOf,
  KIRO_TEXTS,
  knownColumns,
  MEASURES,
  MODEL_COLUMN,
  type Product,
  USER_COLUMN,
} from './report-columns';

/** Everything that was read, of all files. */
export interface Reading {
  readonly table: DayTable;
  readonly findings: Findings;
  readonly seats: SeatTexts;
  readonly columns: ColumnNames;
  /** Days since 1970 of the last day that a line may have. */
  readonly lastDay: number;
  /** Lines with counts, those that are left out included. */
  lines: number;
}

/** Texts of a seat that the newest of its lines says. */
export class SeatTexts {
  private readonly tiers = new Map<number, { day: number; tier: string }>();
  private readonly starts = new Map<number, number>();

  add(series: number, day: number, tier: string, isNew: boolean): void {
    const known = this.tiers.get(series);
    // Of two tiers on one day the same one wins in any order of lines.
    if (!known || day > known.day || (day === known.day && tier > known.tier)) this.tiers.set(series, { day, tier });
    if (isNew) this.starts.set(series, Math.max(day, this.starts.get(series) ?? 0));
  }

  tierOf = (series: number) => this.tiers.get(series);
  startOf = (series: number) => this.starts.get(series);
}

/** Names of columns that no format is known to have, and of columns that files lack. */
export class ColumnNames {
  readonly unknown = new Map<string, number>();
  readonly missing = new Map<string, number>();
}

/** More columns than any report has are no report. */
const MOST_COLUMNS = 1_000;
const LONGEST_NAME = 64;
const LATE_DAYS = 2;
const DAY_MS = 86_400_000;

interface Columns {
  readonly user: number;
  readonly day: number;
  readonly counts: readonly (readonly [at: number, measures: readonly number[]])[];
  readonly others: readonly (readonly [at: number, name: string])[];
  readonly texts: Readonly<Record<keyof typeof KIRO_TEXTS, number>>;
}

/** Reads the lines of one file. */
export class ReportReader {
  private columns: Columns | undefined;
  private width = 0;
  private product: Product = 'q';

  /** @param path key or path, whose folders can say the product and the day */
  constructor(
    private readonly reading: Reading,
    private readonly file: string,
    private readonly path: string,
  ) {}

  find(code: FindingCode, line?: number): void {
    this.reading.findings.add(code, line === undefined ? { file: this.file } : { file: this.file, line });
  }

  /** @param line number of the line, from 1 @returns whether the file is a report */
  read(fields: readonly string[], line: number): boolean {
    if (this.columns) this.readLine(this.columns, fields, line);
    else this.columns = this.readHeader(fields);
    return this.columns !== undefined;
  }

  private readHeader(fields: readonly string[]): Columns | undefined {
    const names = fields.map(tidy);
    const at = new Map(names.map((name, index) => [name.toLowerCase(), index]));
    const indexOf = (name: string) => at.get(name.toLowerCase()) ?? -1;
    const problem = headerProblem(names, indexOf);
    if (problem) {
      this.find(problem, 1);
      return undefined;
    }
    const format = formatOf(names);
    this.width = names.length;
    this.product = productOf(format, this.path);
    this.noteColumns(names, format);
    const known = new Set(knownColumns(format).map((name) => name.toLowerCase()));
    return {
      user: indexOf(USER_COLUMN),
      day: indexOf(DAY_COLUMN),
      counts: Object.entries(COUNT_COLUMNS[format])
        .filter(([name]) => indexOf(name) >= 0)
        .map(([name, measures]) => [
          indexOf(name),
          measures
            // `user_report` has the messages of all clients of Kiro.
            .filter((measure) => !(measure === 'messages' && this.product === 'kiro' && format === 'by_user_analytic'))
            .map((measure) => MEASURES.indexOf(measure)),
        ]),
      others: names.flatMap((name, index) => (known.has(name.toLowerCase()) ? [] : [[index, name] as const])),
      texts: Object.fromEntries(
        Object.entries(KIRO_TEXTS).map(([text, name]) => [text, indexOf(name)]),
      ) as Columns['texts'],
    };
  }

  private noteColumns(names: readonly string[], format: Format): void {
    const { unknown, missing } = this.reading.columns;
    const present = new Set(names.map((name) => name.toLowerCase()));
    const known = new Set(knownColumns(format).map((name) => name.toLowerCase()));
    const lacking = expectedColumns(format).filter((name) => !present.has(name.toLowerCase()));
    for (const name of lacking) missing.set(name, (missing.get(name) ?? 0) + 1);
    if (lacking.length > 0) this.find('missing-column', 1);
    for (const name of names)
      if (!known.has(name.toLowerCase()) && !MODEL_COLUMN.test(name)) unknown.set(name, (unknown.get(name) ?? 0) + 1);
  }

  private readLine(columns: Columns, fields: readonly string[], line: number): void {
    const { reading } = this;
    reading.lines++;
    const parsed = this.parse(columns, fields);
    if (typeof parsed === 'string') {
      this.find(parsed, line);
      return;
    }
    const { user, day, counts, others } = parsed;
    const text = (name: keyof typeof KIRO_TEXTS) => fields[columns.texts[name]]?.trim() ?? '';
    const place = { product: this.product, client: text('client').toUpperCase(), profile: text('profile') };
    const series = reading.table.seriesOf(user, place);
    const added = reading.table.add(series, day, counts, others);
    if (added !== 'new') this.find(added === 'same' ? 'duplicate' : added, line);
    if (text('tier') !== '') reading.seats.add(series, day, text('tier'), /^true$/i.test(text('isNew')));
    const folder = folderDay(this.path);
    if (folder !== undefined && folder - day > LATE_DAYS) this.find('late-day', line);
  }

  private parse(columns: Columns, fields: readonly string[]) {
    if (fields.length !== this.width) return 'field-count';
    if (fields.some((field) => field.includes('\uFFFD'))) return 'bad-encoding';
    const user = fields[columns.user]?.trim() ?? '';
    if (user === '') return 'no-user';
    const day = dayOf(fields[columns.day]?.trim() ?? '');
    if (day === undefined) return 'not-a-day';
    if (day > this.reading.lastDay) return 'future-day';
    const counts = MEASURES.map(() => 0);
    for (const [at, measures] of columns.counts) {
      const count = countOf(fields[at] ?? '');
      if (typeof count === 'string') return count;
      for (const measure of measures) counts[measure] = (counts[measure] ?? 0) + count;
    }
    // A column that is not known can have texts: they are nobody's business.
    const others = columns.others.flatMap(([at, name]) => {
      const count = countOf(fields[at] ?? '');
      return typeof count === 'number' && count > 0 ? [[name, count] as const] : [];
    });
    return { user, day, counts, others };
  }
}

/** A name of a column is shown: it stays on its line. */
const tidy = (name: string): string =>
  name
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME);

function headerProblem(names: readonly string[], indexOf: (name: string) => number): FindingCode | undefined {
  if (names.length > MOST_COLUMNS) return 'too-many-columns';
  if (indexOf(USER_COLUMN) < 0 || indexOf(DAY_COLUMN) < 0) return 'no-report';
  return new Set(names.map((name) => name.toLowerCase())).size < names.length ? 'repeated-column' : undefined;
}

/** Both products write `by_user_analytic`, with the same columns: the folder says which. */
const productOf = (format: Format, path: string): Product =>
  format === 'user_report' || /(^|[\\/])KiroLogs[\\/]/.test(path) ? 'kiro' : 'q';

/** Returns a day as days since 1970. Known forms: that of `by_user_analytic`, and that of `user_report`. */
function dayOf(text: string): number | undefined {
  const form =
    /^(?<month>\d\d)-(?<day>\d\d)-(?<year>\d{4})$/.exec(text) ??
    /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)$/.exec(text);
  const { year, month, day } = form?.groups ?? {};
  const time = new Date(`${year}-${month}-${day}T00:00:00Z`);
  // 31 February would become a day of March.
  const isDay = time.getTime() >= 0 && time.getUTCDate() === Number(day);
  return isDay ? time.getTime() / DAY_MS : undefined;
}

/** Returns the day in `…/<year>/<month>/<day>/00/<file>`, as days since 1970. */
function folderDay(path: string): number | undefined {
  const [, year, month, day] = /[\\/](\d{4})[\\/](\d\d)[\\/](\d\d)[\\/]\d\d[\\/][^\\/]*$/.exec(path) ?? [];
  return day === undefined ? undefined : dayOf(`${year}-${month}-${day}`);
}

const COUNT = /^\d{1,12}(\.\d{1,20})?(e-?\d)?$/i;

/** Returns a count in parts. An empty field is none. */
function countOf(field: string): number | 'not-a-count' | 'negative-count' {
  const text = field.trim();
  if (text === '') return 0;
  if (COUNT.test(text)) return Math.round(Number(text) * PART);
  return text.startsWith('-') && COUNT.test(text.slice(1)) && Number(text) !== 0 ? 'negative-count' : 'not-a-count';
}
