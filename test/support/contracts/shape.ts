/** Checks a value. Returns what is wrong, each with its path; the values themselves stay out of it. */
export type Shape = (value: unknown, path: string) => readonly string[];

const problem = (path: string, words: string) => [`${path || 'the request'} ${words}`];

/** The same JSON, whatever the order of its members. */
export const exactly =
  (expected: unknown): Shape =>
  (value, path) =>
    canonical(value) === canonical(expected) ? [] : problem(path, `is not ${JSON.stringify(expected)}`);

export const like =
  (pattern: RegExp): Shape =>
  (value, path) =>
    typeof value === 'string' && pattern.test(value) ? [] : problem(path, `is not like ${pattern}`);

export const oneOf =
  (...values: readonly unknown[]): Shape =>
  (value, path) =>
    values.includes(value) ? [] : problem(path, `is none of ${values.join(', ')}`);

/** Any value: the caller sent it, and it is passed on. */
export const anything: Shape = () => [];

export const absent: Shape = (value, path) => (value === undefined ? [] : problem(path, 'is there'));

export const optional =
  (shape: Shape): Shape =>
  (value, path) =>
    value === undefined ? [] : shape(value, path);

/** As one of two shapes says; a value of neither breaks the one that it is closer to. */
export const either =
  (one: Shape, other: Shape): Shape =>
  (value, path) => {
    const [first, second] = [one(value, path), other(value, path)];
    if (first.length === 0 || second.length === 0) return [];
    return first.length < second.length ? first : second;
  };

/** `null`, or as the shape says. */
export const nullable =
  (shape: Shape): Shape =>
  (value, path) =>
    value === null ? [] : shape(value, path);

export const listOf =
  (shape: Shape): Shape =>
  (value, path) =>
    Array.isArray(value) && value.length > 0
      ? value.flatMap((item, index) => shape(item, `${path}[${index}]`))
      : problem(path, 'is no list with items');

/** An object with any names, and values of one shape. */
export const mapOf =
  (shape: Shape): Shape =>
  (value, path) =>
    isObject(value)
      ? Object.entries(value).flatMap(([name, item]) => shape(item, `${path}.${name}`))
      : problem(path, 'is no object');

/** An object with exactly these members: another one, or one that is missing, is wrong. */
export const closed =
  (members: Readonly<Record<string, Shape>>): Shape =>
  (value, path) => {
    if (!isObject(value)) return problem(path, 'is no object');
    const at = (name: string) => (path ? `${path}.${name}` : name);
    const others = Object.keys(value).filter((name) => !Object.hasOwn(members, name) && value[name] !== undefined);
    return [
      ...others.flatMap((name) => problem(at(name), 'is no part of the contract')),
      ...Object.entries(members).flatMap(([name, shape]) => shape(value[name], at(name))),
    ];
  };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
