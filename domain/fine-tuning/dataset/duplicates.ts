/** Another example, seen before. */
export interface Twin {
  readonly line: number;
  /** The same to the byte, or the same but for trifles. */
  readonly same: boolean;
}

/** So many examples are remembered; more than ten times what any base model takes. */
export const REMEMBERED = 2 ** 18;

/** Spreads what differs in a few bits: 2³² divided by the golden ratio. */
const MIX = 0x9e3779b1;

const SLOTS = REMEMBERED * 2;

/** By both halves: examples of one template begin alike, which makes the one, and do not end so, which makes the other. */
export const homeOf = (near: number): number =>
  (Math.imul(Math.floor(near / 2 ** 21) ^ Math.imul(near % 2 ** 21, MIX), MIX) >>> 0) % SLOTS;

/** The examples of a file by their fingerprints, in memory that does not grow with the file. */
export class Duplicates {
  private readonly near = new Float64Array(SLOTS);
  private readonly exact = new Float64Array(SLOTS);
  /** 0 where nothing is. */
  private readonly lines = new Uint32Array(SLOTS);
  private count = 0;

  /** One like it, if it has been seen. */
  find(near: number, exact: number): Twin | undefined {
    return this.twinIn(this.slotOf(near), exact);
  }

  /** The same, and remembers this one when there is none, while memory lasts. */
  meet(near: number, exact: number, line: number): Twin | undefined {
    const slot = this.slotOf(near);
    const twin = this.twinIn(slot, exact);
    if (twin || this.count === REMEMBERED) return twin;
    this.count++;
    this.near[slot] = near;
    this.exact[slot] = exact;
    this.lines[slot] = line;
    return undefined;
  }

  private twinIn(slot: number, exact: number): Twin | undefined {
    const line = this.lines[slot] as number;
    return line === 0 ? undefined : { line, same: this.exact[slot] === exact };
  }

  /** Where it is, or would be: the table is never more than half full, so that there is such a place. */
  private slotOf(near: number): number {
    let slot = homeOf(near);
    while (this.lines[slot] !== 0 && this.near[slot] !== near) slot = (slot + 1) % SLOTS;
    return slot;
  }
}
