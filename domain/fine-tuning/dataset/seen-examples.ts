import type { Fingerprint } from './record/fingerprint';

/** An earlier example that is like this one. */
export interface Twin {
  readonly line: number;
  /** True if the two lines are equal byte by byte. */
  readonly isExact: boolean;
}

/** More than any base model takes: a file with more examples is refused for their number. */
export const REMEMBERED = 2 ** 15;

/** Examples of a file by their fingerprints, in memory that does not grow with the file. */
export class SeenExamples {
  private readonly exact = new Map<number, number>();
  private readonly near = new Map<number, number>();

  /** Returns the first example that equals this one, or else the first that is nearly the same. */
  find({ near, exact }: Fingerprint): Twin | undefined {
    const equal = this.exact.get(exact);
    if (equal !== undefined) return { line: equal, isExact: true };
    const similar = this.near.get(near);
    return similar === undefined ? undefined : { line: similar, isExact: false };
  }

  /** Returns the same as `find`, and remembers the example. */
  add(fingerprint: Fingerprint, line: number): Twin | undefined {
    const twin = this.find(fingerprint);
    if (this.exact.size === REMEMBERED) return twin;
    if (!twin?.isExact) this.exact.set(fingerprint.exact, line);
    if (!twin) this.near.set(fingerprint.near, line);
    return twin;
  }
}
