import type { Format, Medium } from '../../models/fine-tuning';
import { DatasetFindings } from './dataset-findings';

/** Estimated number of tokens, and the numbers between which the real one lies. */
export interface TokenRange {
  estimate: number;
  low: number;
  high: number;
}

/** Everything that is known of one file, as far as it has been read. */
export interface FileSummary {
  lines: number;
  records: number;
  /** Sum over all examples. */
  readonly tokens: TokenRange;
  longest: TokenRange & { readonly line: number };
  /** Number of records with up to 2^index tokens, and more than 2^(index - 1). */
  readonly histogram: number[];
  readonly findings: DatasetFindings;
  /** First line of each format. */
  readonly formats: Partial<Record<Format, number>>;
  /** First line of each medium. */
  readonly media: Partial<Record<Medium, number>>;
  /** True if the file is not text, so that no line of it can be read. */
  isUnreadable: boolean;
}

/** @param limit number of findings of each code that are kept */
export const emptySummary = (limit: number): FileSummary => ({
  lines: 0,
  records: 0,
  tokens: { estimate: 0, low: 0, high: 0 },
  longest: { estimate: 0, low: 0, high: 0, line: 0 },
  histogram: [],
  findings: new DatasetFindings(limit),
  formats: {},
  media: {},
  isUnreadable: false,
});

export function addTokens(summary: FileSummary, tokens: TokenRange): void {
  const { estimate } = tokens;
  const bucket = estimate <= 1 ? 0 : 32 - Math.clz32(Math.ceil(estimate) - 1);
  for (let index = summary.histogram.length; index <= bucket; index++) summary.histogram.push(0);
  summary.histogram[bucket] = (summary.histogram[bucket] ?? 0) + 1;
  summary.tokens.estimate += estimate;
  summary.tokens.low += tokens.low;
  summary.tokens.high += tokens.high;
  if (estimate > summary.longest.estimate) summary.longest = { ...tokens, line: summary.lines };
}
