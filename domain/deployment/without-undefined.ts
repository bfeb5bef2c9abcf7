import { isObject } from './validation';

/**
 * Returns a row without the properties that are undefined, at any depth: `fineTuning: undefined` means the same as no
 * `fineTuning`, as in a row that is made by `isProduction ? { … } : undefined`. Items of lists stay.
 */
export function withoutUndefined<T>(row: T): T {
  return copy(row, []) as T;
}

/** @param around the objects around the value: one that contains itself stays as it is */
function copy(value: unknown, around: readonly unknown[]): unknown {
  if (around.includes(value)) return value;
  const within = [...around, value];
  if (Array.isArray(value)) return value.map((item) => copy(item, within));
  if (!isObject(value) || !isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) => (item === undefined ? [] : [[name, copy(item, within)]])),
  );
}

/** Made by braces or by JSON, in whichever realm. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
