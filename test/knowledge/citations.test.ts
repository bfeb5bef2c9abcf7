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

test('an answer of a hundred thousand brackets and spaces is checked', () => {
  const { text } = check([' '.repeat(100_000), '['.repeat(100_000), '[1'.repeat(100_000)], 3);
  expect(text).toHaveLength(400_000);
});
