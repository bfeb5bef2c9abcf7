import { CODES, type Code, type Finding, type Severity } from './finding';
import type { Part } from './reading/part';

/** What is known of one file after it has been read. */
export interface FileReport {
  readonly name: string;
  /** As far as they were read, without compression. */
  readonly bytes: number;
  readonly lines: number;
  readonly records: number;
  readonly tokens: TokenReport;
  /** How often each code was found, errors and warnings. */
  readonly counts: Readonly<Partial<Record<Code, number>>>;
  /** The first ones of each code, by line. */
  readonly findings: readonly ReportedFinding[];
}

/** Estimated, at six bytes a token. */
export interface TokenReport {
  readonly total: number;
  readonly longest: { readonly tokens: number; readonly line: number };
  /** Records with up to so many tokens, and more than the row before. */
  readonly histogram: readonly { readonly upTo: number; readonly records: number }[];
}

export interface ReportedFinding extends Finding {
  readonly severity: Severity;
  readonly remedy: string;
}

/** The answer to: may a customization job be started with this? It holds nothing of the examples themselves. */
export interface Report {
  /** Whether there is no error. */
  readonly ok: boolean;
  readonly model: string;
  readonly training: FileReport;
  readonly validation?: FileReport;
  readonly epochs: number;
  /** Estimated tokens that are paid for: those of the training set, once an epoch. */
  readonly trainingTokens: number;
}

export function fileReport({ name, bytes }: { name: string; bytes: () => number }, part: Part): FileReport {
  const { findings } = part;
  return {
    name,
    bytes: bytes(),
    lines: part.lines,
    records: part.records,
    tokens: {
      total: part.tokens,
      longest: part.longest,
      histogram: part.histogram.flatMap((records, index) => (records > 0 ? [{ upTo: 2 ** index, records }] : [])),
    },
    counts: findings.counts,
    findings: findings.kept
      .map((finding) => ({ ...finding, ...CODES[finding.code] }))
      .sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  };
}

/** @returns how many findings of this severity there are, those beyond the limit too */
export function countOf(severity: Severity, { counts }: FileReport): number {
  return (Object.keys(counts) as Code[])
    .filter((code) => CODES[code].severity === severity)
    .reduce((sum, code) => sum + (counts[code] ?? 0), 0);
}
