import type { NamedPolicy } from './policy';

const numbers = new WeakMap<NamedPolicy, number>();
let last = 0;

/** Returns a number for a policy. The same policy is the same object: see `namedPolicy`. */
export function numberOf(policy: NamedPolicy): number {
  const known = numbers.get(policy) ?? ++last;
  numbers.set(policy, known);
  return known;
}

/** Enough for the deployments as they are; the results of all mutants would fill the memory. */
const MOST = 2000;

/** Remembers results by the policies that they were computed from: a mutant leaves most policies alone. */
export class SamePolicies<T> {
  private readonly results = new Map<string, T>();

  /** @param policies all that the result depends on; `undefined` for none in its place */
  of(policies: readonly (readonly NamedPolicy[] | NamedPolicy | undefined)[], compute: () => T): T {
    const key = policies.map((some) => (some ? [some].flat().map(numberOf).join('+') : '')).join();
    const known = this.results.get(key);
    if (known !== undefined) return known;
    const result = compute();
    if (this.results.size < MOST) this.results.set(key, result);
    return result;
  }
}
