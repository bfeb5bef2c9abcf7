export type Json = Readonly<Record<string, unknown>>;

/** Checks that a field has a value. Null counts as missing, as in AWS's own script. */
export const isPresent = (value: unknown): boolean => value !== undefined && value !== null;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
