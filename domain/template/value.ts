import { Unreadable } from './unreadable';

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `[name, argument]` of an intrinsic function; undefined for every other value. */
export function intrinsic(value: unknown): readonly [name: string, argument: unknown] | undefined {
  if (!isObject(value)) return undefined;
  const [entry, ...others] = Object.entries(value);
  const [name] = entry ?? [''];
  return others.length === 0 && (name === 'Ref' || name === 'Condition' || name.startsWith('Fn::')) ? entry : undefined;
}

/** A property that is set to `AWS::NoValue` is not there. */
const isNoValue = (value: unknown) => intrinsic(value)?.join(' ') === 'Ref AWS::NoValue';

/**
 * The value at the end of `path`; undefined when there is none.
 *
 * @throws Unreadable where an intrinsic function stands in the way
 */
export function property(value: unknown, ...path: readonly string[]): unknown {
  if (value === undefined || isNoValue(value)) return undefined;
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (intrinsic(value) !== undefined || !isObject(value)) throw new Unreadable(value);
  return property(value[name], ...rest);
}

/** A list, or one value that stands for a list of it. */
export function list(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).filter((item) => !isNoValue(item));
}

/**
 * The entries of an object; none when there is no object.
 *
 * @throws Unreadable for anything else
 */
export function entries(value: unknown): readonly (readonly [string, unknown])[] {
  if (value === undefined || isNoValue(value)) return [];
  if (intrinsic(value) !== undefined || !isObject(value)) throw new Unreadable(value);
  return Object.entries(value);
}

/** Every value that stands under `name`, however deep. */
export function everywhere(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => everywhere(item, name));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => (key === name ? [child] : everywhere(child, name)));
}
