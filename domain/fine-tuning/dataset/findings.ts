import type { Code, Finding } from './finding';

/** Findings as they come: all are counted, the first `limit` of each code are kept. */
export class Findings {
  readonly kept: Finding[] = [];
  readonly counts: Partial<Record<Code, number>> = {};

  /** @param limit how many of each code are kept */
  constructor(private readonly limit: number) {}

  add(code: Code, what: string, line?: number): void {
    const count = (this.counts[code] ?? 0) + 1;
    this.counts[code] = count;
    if (count <= this.limit) this.kept.push({ code, what, ...(line !== undefined && { line }) });
  }

  /** Takes over what was found in another stretch of the same file, whose line 1 is line `before` + 1 here. */
  addAll(other: Findings, before: number): void {
    for (const { code, what, line } of other.kept) this.add(code, what, line === undefined ? undefined : line + before);
    for (const [code, count] of Object.entries(other.counts) as [Code, number][]) {
      // Those beyond the limit of the other one are known by their number alone.
      const beyond = count - Math.min(count, other.limit);
      this.counts[code] = (this.counts[code] ?? 0) + beyond;
    }
  }
}
