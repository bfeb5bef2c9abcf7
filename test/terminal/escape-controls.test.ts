import fc from 'fast-check';
import type { Output } from '../../cli/io';
import { escapeControls } from '../../cli/terminal/escape-controls';

const TERMINAL = { isTTY: true } as Output;

describe('text of others on a terminal', () => {
  test('has no control, direction, invisible or tag character left, whatever it was', () => {
    const hostile = fc.oneof(
      fc.constantFrom(
        '\u001b[8m',
        '\u001b]0;title\u0007',
        '\u001b[2J',
        '\r',
        '\u009b31m',
        '\u202e',
        '\u2066',
        '\u200b',
        '\u2028',
        '\ufeff',
      ),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(hostile), (parts) => {
        const shown = escapeControls(parts.join(''), TERMINAL);
        expect(shown).not.toMatch(/[^\P{Cc}\n\t]|[\p{Bidi_Control}\p{Zl}\p{Zp}\u200b\u2060\ufeff]/u);
      }),
    );
  });

  test('shows a code that JSON reads as the same value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(JSON.parse(escapeControls(JSON.stringify(text), TERMINAL))).toBe(text);
      }),
    );
    expect(escapeControls('\u001b[8m\u{e0041}', TERMINAL)).toBe('\\u001b[8m\\udb40\\udc41');
  });

  test('keeps letters of every script, joiners, lines and tabs', () => {
    const text = 'a\tb\n진료 기록 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 👩\u200d⚕️ é\n';
    expect(escapeControls(text, TERMINAL)).toBe(text);
  });

  test('is as it is in a pipe or a file', () => {
    expect(escapeControls('\u001b[1m', {} as Output)).toBe('\u001b[1m');
  });
});
