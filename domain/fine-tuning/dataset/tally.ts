import type { Duplicates, Twin } from './duplicates';
import type { Code } from './finding';
import { append, emptyPart, type Part } from './reading/part';

/** Adds the parts of one file up, in their order, and looks for examples that were there before. */
export class Tally {
  readonly total: Part;

  /**
   * @param limit how many findings of each code are kept
   * @param own remembers the examples of this file
   * @param training those of the training set, when this is the validation set
   */
  constructor(
    limit: number,
    private readonly own: Duplicates,
    private readonly training?: Duplicates,
  ) {
    this.total = emptyPart(limit);
  }

  take(part: Part): void {
    const before = this.total.lines;
    append(this.total, part);
    const { near, exact, lines } = part.fingerprints;
    for (let index = 0; index < lines.length; index++) {
      this.compare(near[index] ?? 0, exact[index] ?? 0, before + (lines[index] ?? 0));
    }
  }

  private compare(near: number, exact: number, line: number): void {
    const twin = this.own.meet(near, exact, line);
    if (twin) this.find(twin, ['duplicate', 'near-duplicate'], 'line', line);
    const trained = this.training?.find(near, exact);
    if (trained) this.find(trained, ['leakage', 'near-leakage'], 'the training set, line', line);
  }

  private find(twin: Twin, [same, near]: readonly [same: Code, near: Code], where: string, line: number): void {
    const { findings } = this.total;
    if (twin.same) findings.add(same, `the same as ${where} ${twin.line}`, line);
    else findings.add(near, `nearly the same as ${where} ${twin.line}`, line);
  }
}
