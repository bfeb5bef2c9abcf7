import fc from 'fast-check';
import { CitationChecker } from '../../domain/knowledge/citations';

/** Streams a text in pieces. */
function check(pieces: readonly string[], passages: number) {
  const checker = new CitationChecker(passages);
  const text = pieces.map((piece) => checker.push(piece)).join('') + checker.end();
  return { text, cited: checker.cited, removed: checker.removed };
}

test.each([
  ['A fact [1].', 'A fact [1].', [1], 0],
  ['A fact[2][3].', 'A fact[2][3].', [2, 3], 0],
  ['A fact [1, 3].', 'A fact [1, 3].', [1, 3], 0],
  ['A fact [1-3].', 'A fact [1-3].', [1, 2, 3], 0],
  ['A fact [7].', 'A fact.', [], 1],
  ['A fact [1, 7].', 'A fact [1].', [1], 1],
  ['A fact [2-7] and [0].', 'A fact and.', [], 2],
  ['A fact [3-1].', 'A fact.', [], 1],
  ['A fact [ 2 ].', 'A fact [2].', [2], 0],
  ['A fact [99999999999999999999].', 'A fact.', [], 1],
  ['A list: [a], [1a], [] and [', 'A list: [a], [1a], [] and [', [], 0],
  ['사실 [2]입니다.', '사실 [2]입니다.', [2], 0],
])('%s with 3 passages is shown as %s', (answer, text, cited, removed) => {
  expect(check([answer], 3)).toEqual({ text, cited, removed });
});

test('the pieces in which an answer arrives change nothing', () => {
  const part = fc.constantFrom('[', ']', '1', '2', '9', ',', '-', ' ', '\n', 'a', '한', '[3]', ' [1, 8]');
  const cuts = fc.array(fc.nat(30), { maxLength: 8 });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), cuts, (parts, at) => {
      const answer = parts.join('');
      const places = [...new Set(at)].sort((one, other) => one - other);
      const pieces = [0, ...places].map((start, index) => answer.slice(start, [...places, answer.length][index]));
      expect(check(pieces, 3)).toEqual(check([answer], 3));
    }),
  );
});

test('no shown citation leads to a passage that was not retrieved', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(12), { maxLength: 10 }), fc.nat(5), (numbers, passages) => {
      const { text } = check([numbers.map((number) => `fact [${number}]`).join(' ')], passages);
      for (const [, number] of text.matchAll(/\[(\d+)\]/g)) {
        expect(Number(number)).toBeGreaterThanOrEqual(1);
        expect(Number(number)).toBeLessThanOrEqual(passages);
      }
    }),
  );
});

/** Functions that read text, with the number of characters that one call reads. */
const READERS = {
  charAt: () => 1,
  indexOf: (text: string, [, from = 0]: readonly number[], found: number) =>
    (found < 0 ? text.length : found + 1) - from,
  lastIndexOf: (text: string) => text.length,
  slice: (_: string, __: unknown, part: string) => part.length,
  split: (text: string) => text.length,
  includes: (text: string) => text.length,
  replace: (text: string) => text.length,
} as const;

/** Counts the characters that are read while an answer is checked. */
function workFor(pieces: readonly string[]): number {
  let work = 0;
  const counting = (owner: object, name: string, count: (self: never, args: never, result: never) => number) => {
    const original = (owner as never)[name] as (...args: unknown[]) => never;
    return jest.spyOn(owner as never, name as never).mockImplementation(function (this: never, ...args: never[]) {
      const result = original.apply(this, args);
      work += count(this, args as never, result);
      return result;
    } as never);
  };
  const spies = [
    ...Object.entries(READERS).map(([name, count]) => counting(String.prototype, name, count)),
    counting(RegExp.prototype, 'exec', (_, [text]: readonly string[]) => text?.length ?? 0),
  ];
  const checker = new CitationChecker(3);
  for (const piece of pieces) checker.push(piece);
  checker.end();
  for (const spy of spies) spy.mockRestore();
  return work;
}

test.each([
  ['blanks', ' '],
  ['blanks in a bracket', '[', ' '],
  ['blanks after a number', '[1', ' '],
  ['blanks before a number', '[1,', ' '],
  ['digits', '[', '1'],
  ['numbers', '[1', ',1'],
  ['open brackets', '['],
  ['open brackets with a number', '[1'],
  ['citations', ' [1]'],
  ['citations that fail at their end', '[1 ', ' x'],
])('the work for %s grows with their number, in one piece and in many', (_, first, more = first) => {
  const COUNT = 2_000;
  const pieces = (count: number) => [first, ...Array<string>(count).fill(more)];
  const grown = (make: (count: number) => readonly string[]) => workFor(make(2 * COUNT)) / workFor(make(COUNT));
  expect(grown(pieces)).toBeLessThan(2.2);
  expect(grown((count) => [pieces(count).join('')])).toBeLessThan(2.2);
});

test('an answer of a hundred thousand brackets and spaces is checked', () => {
  const { text } = check([' '.repeat(100_000), '['.repeat(100_000), '[1'.repeat(100_000)], 3);
  expect(text).toHaveLength(400_000);
});
