/** Lines and files that are not counted, or counted in another way, by code. */
export const FINDINGS = {
  'empty-file': { effect: 'file', text: 'The file is empty.' },
  'no-report': {
    effect: 'file',
    text: 'The header has no columns UserId and Date, separated by commas: it is no report of Amazon Q Developer or Kiro.',
  },
  'repeated-column': { effect: 'file', text: 'The header has a column twice.' },
  'too-many-columns': { effect: 'file', text: 'The header has more columns than any report.' },
  'bad-gzip': { effect: 'rest', text: 'The gzip data end too early or are damaged: the rest of the file is not read.' },
  'field-count': { effect: 'line', text: 'The line has more or fewer fields than the header: it may be half a line.' },
  'broken-quotes': { effect: 'line', text: 'Quotes are not closed or are in the middle of a field.' },
  'line-too-long': { effect: 'rest', text: 'A line is longer than 1 MiB: the rest of the file is not read.' },
  'bad-encoding': { effect: 'line', text: 'The line is not UTF-8.' },
  'no-user': { effect: 'line', text: 'The line has no user.' },
  'not-a-day': { effect: 'line', text: 'Date is no day. Known forms are 11-28-2026 and 2026-11-28.' },
  'future-day': { effect: 'line', text: 'Date is in the future.' },
  'not-a-count': { effect: 'line', text: 'A count is not a number.' },
  'negative-count': { effect: 'line', text: 'A count is negative.' },
  'utf-16': { effect: 'none', text: 'The file is UTF-16, as spreadsheets save it. It was read.' },
  duplicate: { effect: 'none', text: 'The line repeats a user and day of another line. It counts once.' },
  'other-counts': {
    effect: 'none',
    text: 'The line repeats a user and day with other counts: of each count the larger one counts.',
  },
  'late-day': { effect: 'none', text: 'The day is more than two days before that of its folder.' },
  'missing-column': {
    effect: 'none',
    text: 'The header lacks columns that such reports have: their counts are missing.',
  },
  'other-file': { effect: 'none', text: 'The name does not end in .csv or .csv.gz: the file was not opened.' },
} as const satisfies Readonly<
  Record<string, { readonly effect: 'file' | 'rest' | 'line' | 'none'; readonly text: string }>
>;

export type FindingCode = keyof typeof FINDINGS;

export interface Place {
  readonly file: string;
  /** From 1. A finding about a whole file has none. */
  readonly line?: number;
}

export interface Finding {
  readonly code: FindingCode;
  readonly text: string;
  /** It took something out of the report. */
  readonly loses: 'file' | 'rest' | 'line' | 'none';
  readonly count: number;
  /** The first places. */
  readonly places: readonly Place[];
}

/** Places that are listed of each code. All are counted. */
const LISTED = 5;

/** Findings by code. Its memory does not grow with their number. */
export class Findings {
  private readonly byCode = new Map<FindingCode, { count: number; places: Place[] }>();

  add(code: FindingCode, place: Place): void {
    const found = this.byCode.get(code) ?? { count: 0, places: [] };
    found.count++;
    if (found.places.length < LISTED) found.places.push(place);
    this.byCode.set(code, found);
  }

  /** Returns the findings, those that took something out first. */
  all(): readonly Finding[] {
    return (Object.keys(FINDINGS) as FindingCode[]).flatMap((code) => {
      const found = this.byCode.get(code);
      const { text, effect } = FINDINGS[code];
      return found ? [{ code, text, loses: effect, ...found }] : [];
    });
  }
}
