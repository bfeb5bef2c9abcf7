import type { Duplicates } from './duplicates';
import type { Code } from './finding';
import { append, emptyPart, type Part } from './part';

/** What examples are held against, and how a match is called. */
export interface Against {
  readonly known: Duplicates;
  readonly same: Code;
  readonly near: Code;
  /** Such as `line` or `line of the training set`. */
  readonly where: string;
}

/** Adds the parts of one file up, in their order, and looks for examples that it has seen. */
export class Tally {
  readonly total: Part;

  constructor(
    limit: number,
    private readonly seen: Duplicates,
    private readonly against: readonly Against[],
  ) {
    this.total = emptyPart(limit);
  }

  take(part: Part): void {
    const before = this.total.lines;
    append(this.total, part);
    const { near, exact, lines } = part.fingerprints;
    for (let index = 0; index < lines.length; index++) {
      this.look(near[index] ?? 0, exact[index] ?? 0, before + (lines[index] ?? 0));
    }
  }

  private look(near: number, exact: number, line: number): void {
    for (const against of this.against) {
      const twin = against.known.find(near, exact);
      if (!twin) continue;
      if (twin.same) this.total.findings.add(against.same, `the same as ${against.where} ${twin.line}`, line);
      else this.total.findings.add(against.near, `nearly the same as ${against.where} ${twin.line}`, line);
    }
    this.seen.add(near, exact, line);
  }
}
