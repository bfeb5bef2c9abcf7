import { ALLOWED_GROUPS, EVERYONE } from './audience';

/** Comparison of a metadata attribute with a value. */
interface Comparison {
  readonly key: string;
  readonly value: unknown;
}

/**
 * Filter of Retrieve, with one member: a comparison such as `{ equals: { key, value } }`, or a list in `andAll` or `orAll`.
 * Source: Amazon Bedrock API Reference, "RetrievalFilter".
 */
export type RetrievalFilter = Readonly<Record<string, Comparison | readonly RetrievalFilter[]>>;

/** Wrong place of a filter: a path such as `filter.andAll[1].equals.key`, and what it must be. */
export interface FilterIssue {
  readonly path: string;
  readonly message: string;
}

/** Most characters and entries of a comparison. The limit of `key` is that of the API's model, the others keep a filter small. */
const LIMITS = { key: 100, values: 100, text: 2_048 } as const;

type Kind = 'scalar' | 'number' | 'list';

/** Comparisons that S3 Vectors supports, with the kind of their value. It has no `startsWith` and no `stringContains`. */
const COMPARISONS = {
  equals: 'scalar',
  notEquals: 'scalar',
  greaterThan: 'number',
  greaterThanOrEquals: 'number',
  lessThan: 'number',
  lessThanOrEquals: 'number',
  in: 'list',
  notIn: 'list',
  listContains: 'scalar',
} as const satisfies Record<string, Kind>;

/**
 * Lists of filters: most members, and lists that can be members. The filter of the audience is one more member of `andAll`,
 * so that the whole has two levels and five members. The API's model has no such limits: they are ours.
 */
const LISTS = {
  andAll: { members: 4, lists: ['orAll'] },
  orAll: { members: 5, lists: [] },
} as const satisfies Record<string, { readonly members: number; readonly lists: readonly string[] }>;

const MUST: Readonly<Record<Kind, string>> = {
  scalar: `must be a string of 1 to ${LIMITS.text} characters, a number, true or false`,
  number: 'must be a number',
  list: `must be a list of 1 to ${LIMITS.values} strings or numbers`,
};

/** Returns every mistake of a caller's filter; none if Retrieve can take it together with the filter of an audience. */
export function filterIssues(filter: unknown): FilterIssue[] {
  return [...issuesOf(filter, 'filter', Object.keys(LISTS))];
}

function* issuesOf(filter: unknown, path: string, lists: readonly string[]): Generator<FilterIssue> {
  if (!isObject(filter)) return yield { path, message: 'must be an object' };
  const [operator, ...more] = Object.keys(filter);
  if (operator === undefined || more.length > 0) {
    return yield { path, message: 'must have exactly one operator' };
  }
  const operand = filter[operator];
  // A name that is no operator may be a part of a question, so it is not repeated.
  const at = `${path}.${operator}`;
  if (lists.includes(operator)) yield* listIssues(operand, at, LISTS[operator as keyof typeof LISTS]);
  else if (Object.hasOwn(COMPARISONS, operator)) {
    yield* comparisonIssues(operand, at, COMPARISONS[operator as keyof typeof COMPARISONS]);
  } else {
    yield { path, message: `must have one of these operators: ${[...Object.keys(COMPARISONS), ...lists].join(', ')}` };
  }
}

function* listIssues(
  operand: unknown,
  path: string,
  { members, lists }: (typeof LISTS)[keyof typeof LISTS],
): Generator<FilterIssue> {
  if (!Array.isArray(operand) || operand.length < 2 || operand.length > members) {
    return yield { path, message: `must be a list of 2 to ${members} filters` };
  }
  for (const [index, member] of operand.entries()) yield* issuesOf(member, `${path}[${index}]`, lists);
}

function* comparisonIssues(operand: unknown, path: string, kind: Kind): Generator<FilterIssue> {
  if (!isObject(operand)) return yield { path, message: 'must be an object with key and value' };
  if (Object.keys(operand).some((name) => name !== 'key' && name !== 'value')) {
    yield { path, message: 'must have no members except key and value' };
  }
  const { key, value } = operand;
  if (typeof key !== 'string' || key.length === 0 || key.length > LIMITS.key) {
    yield { path: `${path}.key`, message: `must be a string of 1 to ${LIMITS.key} characters` };
  } else if (key === ALLOWED_GROUPS) {
    yield {
      path: `${path}.key`,
      message: `must not be ${ALLOWED_GROUPS}: the function sets it from the caller's audience`,
    };
  }
  if (!isKind(value, kind)) yield { path: `${path}.value`, message: MUST[kind] };
}

function isKind(value: unknown, kind: Kind): boolean {
  switch (kind) {
    case 'number':
      return isFiniteNumber(value);
    case 'scalar':
      return typeof value === 'boolean' || isFiniteNumber(value) || isText(value);
    case 'list':
      return (
        Array.isArray(value) &&
        value.length > 0 &&
        value.length <= LIMITS.values &&
        value.every((entry) => isFiniteNumber(entry) || isText(entry))
      );
  }
}

/**
 * Returns the filter of a call: what the groups may see and, if the caller set a filter, what it selects of that. The
 * caller's filter can only narrow the result: it is a branch of `andAll`.
 *
 * @param groups of the audience, at most 4
 * @param filter of the caller, without mistakes
 */
export function audienceFilter(groups: readonly string[], filter?: RetrievalFilter): RetrievalFilter {
  const open = allows(EVERYONE);
  const visible = groups.length === 0 ? open : { orAll: [open, ...groups.map(allows)] };
  if (filter === undefined) return visible;
  const { andAll = [filter] } = filter as { readonly andAll?: readonly RetrievalFilter[] };
  return { andAll: [visible, ...andAll] };
}

const allows = (value: string) => ({ listContains: { key: ALLOWED_GROUPS, value } });

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isFiniteNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);

const isText = (value: unknown): boolean =>
  typeof value === 'string' && value.length > 0 && value.length <= LIMITS.text;
