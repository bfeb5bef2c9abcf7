import type { DatasetFinding, FindingCode } from './dataset-finding';

/** Findings of one file. Counts all of them, and keeps the first `limit` of each code. */
export class DatasetFindings {
  readonly kept: DatasetFinding[] = [];
  readonly counts: Partial<Record<FindingCode, number>> = {};

  /** Number of all findings. */
  total = 0;

  constructor(private readonly limit: number) {}

  add(code: FindingCode, message: string, line?: number): void {
    this.total++;
    const count = (this.counts[code] ?? 0) + 1;
    this.counts[code] = count;
    if (count <= this.limit) this.kept.push({ code, message, ...(line !== undefined && { line }) });
  }
}
