import fc from 'fast-check';
import { HeldText } from '../../../lambda/knowledge/delegated/held-text';

const piece = fc.string({ unit: 'grapheme', maxLength: 8 });
const part = fc.record({ start: fc.nat(40), length: fc.nat(12), isTrue: fc.boolean(), hasSpan: fc.boolean() });

test('no text is let go before the citation of its part, and all of it in the end', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(piece, part), { maxLength: 8 }), (steps) => {
      const held = new HeldText();
      let pushed = '';
      let shown = '';
      let cited = 0;
      for (const [text, { start, length, isTrue, hasSpan }] of steps) {
        held.push(text);
        pushed += text;
        const quoted = pushed.slice(start, start + length);
        const end = start + (isTrue ? quoted.length : length);
        const span = hasSpan ? { start, end } : undefined;
        shown += held.upTo({ text: isTrue ? quoted : `${quoted}?`, span });
        if (hasSpan) cited = Math.max(cited, end);
        expect(pushed.startsWith(shown)).toBe(true);
        expect(shown.length).toBeLessThanOrEqual(cited);
      }
      expect(held.isEmpty).toBe(pushed === '');
      expect(shown + held.rest()).toBe(pushed);
    }),
  );
});

test.each([
  ['the text of the part, though the span ends before', { text: 'One.', span: { start: 0, end: 3 } }, 'One.'],
  ['the span, if the text is elsewhere', { text: 'Two.', span: { start: 0, end: 3 } }, 'One'],
  ['the span alone', { span: { start: 0, end: 3 } }, 'One'],
  ['nothing without a place', { text: 'One.' }, ''],
  ['no half of a character', { span: { start: 0, end: 6 } }, 'One. '],
  ['no more than there is', { span: { start: 0, end: 99 } }, 'One. 😀 Two.'],
])('lets go up to the end of %s', (_, cited, text) => {
  const held = new HeldText();
  held.push('One. 😀 Two.');
  expect(held.upTo(cited)).toBe(text);
});
