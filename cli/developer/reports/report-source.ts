/** One file that may be a report. */
export interface ReportSource {
  /** What the operator knows it by. */
  readonly name: string;
  /** Path or key: its folders can say the product and the day. */
  readonly path: string;
  readonly chunks: () => AsyncIterable<Buffer>;
}

export interface ReportSources {
  /** In the order of their paths. */
  readonly reports: readonly ReportSource[];
  /** Names of files that were not opened. */
  readonly others: readonly string[];
}

/** Prompt logs can lie beside reports, and end in .json.gz: they are never opened. */
export const isReportName = (name: string): boolean => /\.csv(\.gz)?$/i.test(name);

export const byPath = (one: ReportSource, other: ReportSource): number =>
  one.path < other.path ? -1 : Number(one.path > other.path);
