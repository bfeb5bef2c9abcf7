import type { Fingerprint } from './record/fingerprint';

/** An earlier example that is like this one. */
export interface Twin {
  readonly line: number;
  /** True if the two lines are equal byte by byte. */
  readonly isExact: boolean;
}

/** More than any base model takes: a file with more examples is refused for their number. */
export const REMEMBERED = 2 ** 15;

/** Lines by their fingerprint. Of two fingerprints with the same key, the first is remembered. */
class Lines {
  private readonly lines = new Map<number, { readonly rest: number; readonly line: number }>();

  get size(): number {
    return this.lines.size;
  }

  find({ key, rest }: Fingerprint): number | undefined {
    const found = this.lines.get(key);
    return found?.rest === rest ? found.line : undefined;
  }

  add({ key, rest }: Fingerprint, line: number): void {
    if (!this.lines.has(key)) this.lines.set(key, { rest, line });
  }
}

/** Computes the fingerprint of the line itself, which most examples do not need. */
export type ExactFingerprint = () => Fingerprint;

/** Examples of a file by their fingerprints, in memory that does not grow with the file. */
export class SeenExamples {
  private readonly exact = new Lines();
  private readonly near = new Lines();

  /** True once no further example is remembered. */
  get isFull(): boolean {
    return this.exact.size === REMEMBERED;
  }

  /** Returns the first example that equals this one, or else the first that is nearly the same. */
  find(near: Fingerprint, exact: ExactFingerprint): Twin | undefined {
    const similar = this.near.find(near);
    // Equal lines are nearly the same, too.
    if (similar === undefined) return undefined;
    const equal = this.exact.find(exact());
    return equal === undefined ? { line: similar, isExact: false } : { line: equal, isExact: true };
  }

  /** Returns the same as `find`, and remembers the example. */
  add(near: Fingerprint, exact: ExactFingerprint, line: number): Twin | undefined {
    const twin = this.find(near, exact);
    if (this.isFull) return twin;
    if (!twin?.isExact) this.exact.add(exact(), line);
    if (!twin) this.near.add(near, line);
    return twin;
  }
}
