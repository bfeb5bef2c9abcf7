import type { Format, Medium } from '../../models/fine-tuning';
import { DatasetFindings } from './dataset-findings';

/** Everything that is known of one file, as far as it has been read. */
export interface FileSummary {
  lines: number;
  records: number;
  /** Estimate. */
  tokens: number;
  longest: { tokens: number; line: number };
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
  tokens: 0,
  longest: { tokens: 0, line: 0 },
  histogram: [],
  findings: new DatasetFindings(limit),
  formats: {},
  media: {},
  isUnreadable: false,
});

export function countTokens(summary: FileSummary, tokens: number): void {
  const bucket = tokens <= 1 ? 0 : 32 - Math.clz32(tokens - 1);
  for (let index = summary.histogram.length; index <= bucket; index++) summary.histogram.push(0);
  summary.histogram[bucket] = (summary.histogram[bucket] ?? 0) + 1;
  summary.tokens += tokens;
  if (tokens > summary.longest.tokens) summary.longest = { tokens, line: summary.lines };
}
