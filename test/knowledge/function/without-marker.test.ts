import fc from 'fast-check';
import { NOT_IN_DOCUMENTS } from '../../../lambda/knowledge/prompt';
import { WithoutMarker } from '../../../lambda/knowledge/without-marker';

const ORNAMENT = fc.string({ unit: fc.constantFrom(' ', '\n', '"', "'", '`', '*'), maxLength: 8 });

/** Pieces in which a text could arrive. */
const pieces = (text: string) =>
  fc
    .array(fc.nat(Math.max(0, text.length)), { maxLength: 6 })
    .map((cuts) => [0, ...cuts.sort((one, other) => one - other), text.length])
    .map((cuts) => cuts.slice(1).map((to, index) => text.slice(cuts[index], to)));

/** Text that callers receive, piece by piece, and whether it was the marker. */
function received(parts: readonly string[]) {
  const filter = new WithoutMarker();
  const shown = [...parts.map((part) => filter.push(part)), filter.end()];
  return { text: shown.join(''), isMarker: filter.isMarker };
}

test('an answer that begins with the marker is removed, in whatever pieces and ornaments it arrives', () => {
  const answers = fc
    .tuple(ORNAMENT, fc.string({ maxLength: 40 }))
    .chain(([before, after]) => pieces(`${before}${NOT_IN_DOCUMENTS}${after}`));
  fc.assert(fc.property(answers, (parts) => expect(received(parts)).toEqual({ text: '', isMarker: true })));
});

test('any other answer passes as it is, with the marker further on too', () => {
  const answers = fc
    .tuple(
      ORNAMENT,
      fc.oneof(
        fc.string(),
        fc.nat(NOT_IN_DOCUMENTS.length - 1).map((length) => NOT_IN_DOCUMENTS.slice(0, length)),
        fc.string({ minLength: 1 }).map((text) => `a${text}${NOT_IN_DOCUMENTS}`),
      ),
    )
    .map((parts) => parts.join(''))
    .filter((text) => !text.replace(/^[\s"'`*]+/, '').startsWith(NOT_IN_DOCUMENTS))
    .chain(pieces);
  fc.assert(
    fc.property(answers, (parts) => expect(received(parts)).toEqual({ text: parts.join(''), isMarker: false })),
  );
});

test('only what can still become the marker is held back, and never much', () => {
  const shown = (...parts: readonly string[]) => {
    const filter = new WithoutMarker();
    return parts.map((part) => filter.push(part));
  };
  expect(shown('The notice', ' period')).toEqual(['The notice', ' period']);
  expect(shown('N', 'o', '.')).toEqual(['', 'No', '.']);
  const most = 2 * NOT_IN_DOCUMENTS.length;
  expect(shown(' '.repeat(most), ' ', ' ')).toEqual(['', ' '.repeat(most + 1), ' ']);
});
