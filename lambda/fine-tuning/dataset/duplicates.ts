/** Another example, seen before. */
export interface Twin {
  readonly line: number;
  /** The same to the byte, or the same but for trifles. */
  readonly same: boolean;
}

/** So many examples are remembered; more than ten times what any base model takes. */
export const REMEMBERED = 2 ** 18;

const SLOTS = REMEMBERED * 2;

/** The examples of a file by their fingerprints, in memory that does not grow with the file. */
export class Duplicates {
  private readonly near = new Float64Array(SLOTS);
  private readonly exact = new Float64Array(SLOTS);
  /** 0 where nothing is. */
  private readonly lines = new Uint32Array(SLOTS);
  private count = 0;

  find(near: number, exact: number): Twin | undefined {
    const slot = this.slotOf(near);
    const line = this.lines[slot] as number;
    return line === 0 ? undefined : { line, same: this.exact[slot] === exact };
  }

  /** Remembers an example, unless one like it is known or memory is full. */
  add(near: number, exact: number, line: number): void {
    const slot = this.slotOf(near);
    if (this.lines[slot] !== 0 || this.count === REMEMBERED) return;
    this.count++;
    this.near[slot] = near;
    this.exact[slot] = exact;
    this.lines[slot] = line;
  }

  /** Where it is, or would be: the table is never more than half full, so that there is such a place. */
  private slotOf(near: number): number {
    let slot = Math.floor(near / 2 ** 21) % SLOTS;
    while (this.lines[slot] !== 0 && this.near[slot] !== near) slot = (slot + 1) % SLOTS;
    return slot;
  }
}
