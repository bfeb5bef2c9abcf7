import { OperatorError } from '../operator-error';

/** Value of a template that has to be understood and is not. */
export class Unreadable extends OperatorError {
  /** The value as the template has it. */
  readonly value: string;

  /** @param options with `stack`, the id of the stack whose template holds the value */
  constructor(value: unknown, { stack, ...options }: ErrorOptions & { readonly stack?: string } = {}) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    super(
      'PB-TEMPLATE-002',
      `${stack === undefined ? '' : `${stack}: `}cannot read ${text}.`,
      'Write the value as text, or with Ref, Fn::GetAtt, Fn::ImportValue, Fn::Join or Fn::Sub. Parameters, and Fn::If, Fn::Select and Fn::Split of values that only the deployment knows, are not readable.',
      options,
    );
    this.name = 'Unreadable';
    this.value = text;
  }
}

type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns `[name, argument]` of an intrinsic function; undefined for every other value. */
export function intrinsic(value: unknown): readonly [name: string, argument: unknown] | undefined {
  if (!isObject(value)) return undefined;
  const [entry, ...others] = Object.entries(value);
  const [name] = entry ?? [''];
  return others.length === 0 && (name === 'Ref' || name === 'Condition' || name.startsWith('Fn::')) ? entry : undefined;
}

/** Tells whether the value is `AWS::NoValue`: a property that is set to it is absent. */
const isNoValue = (value: unknown) => intrinsic(value)?.join(' ') === 'Ref AWS::NoValue';

/**
 * Returns the value at the end of `path`; undefined if it does not exist.
 *
 * @throws Unreadable if the path leads through an intrinsic function
 */
export function property(value: unknown, ...path: readonly string[]): unknown {
  if (value === undefined || isNoValue(value)) return undefined;
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (intrinsic(value) !== undefined || !isObject(value)) throw new Unreadable(value);
  return property(value[name], ...rest);
}

/** Returns a list as it is, and any other value as a list of one. */
export function list(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).filter((item) => !isNoValue(item));
}

/**
 * Returns the entries of an object; an empty list for undefined.
 *
 * @throws Unreadable for anything else
 */
export function entries(value: unknown): readonly (readonly [string, unknown])[] {
  if (value === undefined || isNoValue(value)) return [];
  if (intrinsic(value) !== undefined || !isObject(value)) throw new Unreadable(value);
  return Object.entries(value);
}

/** Returns every value under the key `name`, at any depth. */
export function everywhere(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => everywhere(item, name));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => (key === name ? [child] : everywhere(child, name)));
}

/** Returns undefined for a value that cannot be read. */
export function unlessUnreadable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}
