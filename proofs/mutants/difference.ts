import { isObject, type Json } from './edit';

/**
 * Returns the difference of two values, and nothing around it: of objects the properties that differ, of lists the items
 * that only one of them holds. `undefined` if all is the same.
 */
export function difference(was: unknown, is: unknown): unknown {
  if (was === is) return undefined;
  if (Array.isArray(was) && Array.isArray(is)) {
    const [gone, come] = [without(was, is), without(is, was)];
    return gone.length + come.length > 0 || was.length !== is.length ? { gone, come } : undefined;
  }
  if (!isObject(was) || !isObject(is)) return { was, is };
  const differing: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
    const inner = difference((was as Json)[key], (is as Json)[key]);
    if (inner !== undefined) differing[key] = inner;
  }
  // The same properties in another order are the same.
  return Object.keys(differing).length > 0 ? differing : undefined;
}

function without(items: readonly unknown[], others: readonly unknown[]): readonly unknown[] {
  const texts = others.map((other) => JSON.stringify(other));
  return items.filter((item) => !texts.includes(JSON.stringify(item)));
}
