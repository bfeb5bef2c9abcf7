import fc from 'fast-check';
import { ALLOWED_GROUPS, EVERYONE, isVisible } from '../../domain/knowledge/audience';
import { audienceFilter, filterIssues, type RetrievalFilter } from '../../domain/knowledge/filter';

const equals = (key: string, value: unknown) => ({ equals: { key, value } });
const year = equals('year', 2026);

test.each<[string, unknown, string]>([
  ['null', null, 'filter must be an object'],
  ['a list', [year], 'filter must be an object'],
  ['no operator', {}, 'filter must have exactly one operator'],
  ['two operators', { ...year, in: { key: 'a', value: ['b'] } }, 'filter must have exactly one operator'],
  ['an unknown operator', { matches: { key: 'a', value: 'b' } }, 'filter must have one of these operators: equals'],
  [
    'an operator of another store',
    { startsWith: { key: 'a', value: 'b' } },
    'filter must have one of these operators: equals',
  ],
  ['an inherited name', { toString: { key: 'a', value: 'b' } }, 'filter must have one of these operators: equals'],
  ['no key', { equals: { value: 1 } }, 'filter.equals.key must be a string of 1 to 100 characters'],
  ['a long key', equals('k'.repeat(101), 1), 'filter.equals.key must be a string of 1 to 100 characters'],
  ['a number as key', { equals: { key: 1, value: 1 } }, 'filter.equals.key must be a string'],
  ['no value', { equals: { key: 'a' } }, 'filter.equals.value must be a string'],
  ['text for a number', { greaterThan: { key: 'a', value: '1' } }, 'filter.greaterThan.value must be a number'],
  ['text for a list', { in: { key: 'a', value: 'b' } }, 'filter.in.value must be a list'],
  ['an empty list', { notIn: { key: 'a', value: [] } }, 'filter.notIn.value must be a list'],
  [
    'another member',
    { equals: { key: 'a', value: 1, or: 1 } },
    'filter.equals must have no members except key and value',
  ],
  ['a list of one', { andAll: [year] }, 'filter.andAll must be a list of 2 to 4 filters'],
  ['a list of five', { andAll: Array(5).fill(year) }, 'filter.andAll must be a list of 2 to 4 filters'],
  ['a list of six', { orAll: Array(6).fill(year) }, 'filter.orAll must be a list of 2 to 5 filters'],
  ['a mistake below', { andAll: [year, equals('', 1)] }, 'filter.andAll[1].equals.key must be a string'],
  [
    'and in or',
    { orAll: [year, { andAll: [year, year] }] },
    'filter.orAll[1] must have one of these operators: equals',
  ],
  [
    'and in and',
    { andAll: [year, { andAll: [year, year] }] },
    'filter.andAll[1] must have one of these operators: equals',
  ],
  ['the groups', equals(ALLOWED_GROUPS, 'board'), 'filter.equals.key must not be allowedGroups'],
  [
    'the groups below',
    { orAll: [year, { notIn: { key: ALLOWED_GROUPS, value: ['x'] } }] },
    'filter.orAll[1].notIn.key must not be allowedGroups',
  ],
])('%s is refused', (_, filter, message) => {
  expect(filterIssues(filter).map((issue) => `${issue.path} ${issue.message}`)).toEqual([
    expect.stringContaining(message),
  ]);
});

test('filters of the API are accepted', () => {
  const comparisons = [year, { lessThanOrEquals: { key: 'a', value: 0.5 } }, { in: { key: 'a', value: ['b', 1] } }];
  expect(filterIssues({ andAll: [...comparisons, { orAll: comparisons }] })).toEqual([]);
});

type Metadata = Readonly<Record<string, unknown>>;

/** Decides a filter as Retrieve does. A comparison with an attribute that is absent does not match. */
function matches(filter: RetrievalFilter, metadata: Metadata): boolean {
  const [[operator, operand] = []] = Object.entries(filter);
  if (operator === 'andAll') return (operand as RetrievalFilter[]).every((each) => matches(each, metadata));
  if (operator === 'orAll') return (operand as RetrievalFilter[]).some((each) => matches(each, metadata));
  const { key, value } = operand as { key: string; value: unknown };
  const has = Object.hasOwn(metadata, key);
  if (operator === 'equals') return has && metadata[key] === value;
  if (operator === 'notEquals') return has && metadata[key] !== value;
  if (operator === 'listContains') return has && (metadata[key] as unknown[]).includes(value);
  throw new Error(`${operator} is not generated`);
}

const group = fc.constantFrom('board', 'finance', 'legal');
const groups = fc.uniqueArray(group, { maxLength: 3 });
const attribute = fc.constantFrom('year', 'topic');
const value = fc.constantFrom(1, 2, 'a');
const leaf = fc
  .record({ operator: fc.constantFrom('equals', 'notEquals'), key: attribute, value })
  .map(({ operator, ...operand }): RetrievalFilter => ({ [operator]: operand }));
const list = (operator: string, each: fc.Arbitrary<RetrievalFilter>, maxLength: number) =>
  fc.array(each, { minLength: 2, maxLength }).map((filters): RetrievalFilter => ({ [operator]: filters }));
const anyOf = list('orAll', leaf, 5);
const clientFilter = fc.oneof(leaf, anyOf, list('andAll', fc.oneof(leaf, anyOf), 4));
const document = fc.record({
  [ALLOWED_GROUPS]: fc.uniqueArray(fc.oneof(group, fc.constant(EVERYONE)), { minLength: 1, maxLength: 3 }),
  year: value,
  topic: value,
});

test("no filter of a caller widens the audience, and filter and function's own check agree", () => {
  fc.assert(
    fc.property(groups, fc.option(clientFilter, { nil: undefined }), document, (seen, filter, metadata) => {
      expect(filter === undefined ? [] : filterIssues(filter)).toEqual([]);
      const found = matches(audienceFilter(seen, filter), metadata);
      expect(found).toBe(isVisible({ metadata }, seen) && (filter === undefined || matches(filter, metadata)));
    }),
  );
});

test.each([
  ['no metadata', undefined],
  ['no groups', { year: 2026 }],
  ['an empty list', { [ALLOWED_GROUPS]: [] }],
  ['a number', { [ALLOWED_GROUPS]: 1 }],
  ['an object', { [ALLOWED_GROUPS]: { 0: EVERYONE } }],
])('a passage with %s is hidden from all', (_, metadata) => {
  expect(isVisible({ metadata }, ['board', 'undefined'])).toBe(false);
});
