import { CODES, type DatasetFinding, type FindingCode, type Severity } from './dataset-finding';
import type { FileSummary } from './file-summary';

/** Report on one file. */
export interface FileReport {
  readonly name: string;
  /** Bytes that were read, decompressed. */
  readonly bytes: number;
  readonly lines: number;
  readonly records: number;
  readonly tokens: TokenReport;
  /** Number of findings of each code. */
  readonly counts: Readonly<Partial<Record<FindingCode, number>>>;
  /** First findings of each code, ordered by line. */
  readonly findings: readonly ReportedFinding[];
}

/** Estimates. The real numbers lie between `low` and `high`. */
export interface TokenReport {
  readonly total: number;
  readonly low: number;
  readonly high: number;
  readonly longest: { readonly tokens: number; readonly low: number; readonly high: number; readonly line: number };
  /** Number of records with up to so many tokens, and more than in the row before. */
  readonly histogram: readonly { readonly upTo: number; readonly records: number }[];
}

export interface ReportedFinding extends DatasetFinding {
  readonly severity: Severity;
  readonly remedy: string;
}

/** Says whether a customization job can be started with a dataset. It holds nothing of the examples themselves. */
export interface DatasetReport {
  /** True if there is no error. */
  readonly ok: boolean;
  readonly model: string;
  readonly training: FileReport;
  readonly validation?: FileReport;
  readonly epochs: number;
  /** Billable tokens: those of the training set times the epochs. */
  readonly trainingTokens: number;
  readonly trainingTokensRange: { readonly low: number; readonly high: number };
}

export function fileReport({ name, bytes }: { name: string; bytes: () => number }, summary: FileSummary): FileReport {
  const { findings, histogram, tokens, longest } = summary;
  return {
    name,
    bytes: bytes(),
    lines: summary.lines,
    records: summary.records,
    tokens: {
      total: Math.round(tokens.estimate),
      low: Math.round(tokens.low),
      high: Math.round(tokens.high),
      longest: {
        tokens: Math.round(longest.estimate),
        low: Math.round(longest.low),
        high: Math.round(longest.high),
        line: longest.line,
      },
      histogram: histogram.flatMap((records, index) => (records > 0 ? [{ upTo: 2 ** index, records }] : [])),
    },
    counts: findings.counts,
    findings: findings.kept
      .map((finding) => ({ ...finding, ...CODES[finding.code] }))
      .sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  };
}

/** @returns number of findings of this severity, including those that are not listed */
export function countFindings(severity: Severity, { counts }: FileReport): number {
  return (Object.keys(counts) as FindingCode[])
    .filter((code) => CODES[code].severity === severity)
    .reduce((sum, code) => sum + (counts[code] ?? 0), 0);
}
