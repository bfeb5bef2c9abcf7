import type { Format, Medium } from '../../../models/base-model';
import { Findings } from '../findings';
import type { Histogram } from '../histogram';

/** What a stretch of a dataset was read into. Lines are counted within it, from 1 on. It survives a structured clone. */
export interface Part {
  lines: number;
  records: number;
  /** Estimated. */
  tokens: number;
  longest: { tokens: number; line: number };
  readonly histogram: Histogram;
  readonly findings: Findings;
  /** The first line of each. */
  readonly formats: Partial<Record<Format, number>>;
  readonly media: Partial<Record<Medium, number>>;
  /** Of the records, in their order. */
  readonly fingerprints: Fingerprints;
  /** Nothing after it is worth reading: this is no text. */
  unreadable: boolean;
}

export interface Fingerprints {
  readonly near: number[];
  readonly exact: number[];
  readonly lines: number[];
}

/** @param limit how many findings of each code are kept */
export const emptyPart = (limit: number): Part => ({
  lines: 0,
  records: 0,
  tokens: 0,
  longest: { tokens: 0, line: 0 },
  histogram: [],
  findings: new Findings(limit),
  formats: {},
  media: {},
  fingerprints: { near: [], exact: [], lines: [] },
  unreadable: false,
});

/** Adds what follows in the same file. */
export function append(part: Part, next: Part): void {
  const before = part.lines;
  part.findings.addAll(next.findings, before);
  for (const format of Object.keys(next.formats) as Format[])
    part.formats[format] ??= before + (next.formats[format] ?? 0);
  for (const medium of Object.keys(next.media) as Medium[]) part.media[medium] ??= before + (next.media[medium] ?? 0);
  if (next.longest.tokens > part.longest.tokens) {
    part.longest = { tokens: next.longest.tokens, line: before + next.longest.line };
  }
  for (const [bucket, count = 0] of next.histogram.entries())
    part.histogram[bucket] = (part.histogram[bucket] ?? 0) + count;
  part.lines += next.lines;
  part.records += next.records;
  part.tokens += next.tokens;
  part.unreadable ||= next.unreadable;
}
