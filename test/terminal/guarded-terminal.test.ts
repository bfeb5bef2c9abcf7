import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import fc from 'fast-check';
import type { Output } from '../../cli/io';
import { confirm } from '../../cli/terminal/confirm';
import { guarded, guardedIo } from '../../cli/terminal/guarded-terminal';
import { Progress } from '../../cli/terminal/progress';
import { drawingFor, type Style } from '../../cli/terminal/terminal';

const terminal = (isTTY = true) => {
  const stream = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY, columns: 80, hasColors: () => true });
  return { stream: stream as unknown as Output, shown: () => String(stream.read() ?? '') };
};

const HOSTILE = fc.oneof(
  fc.constantFrom(
    '\u001b[8m',
    '\u001b[0m',
    '\u001b]0;title\u0007',
    '\u001b[2J',
    '\r',
    '\u009b31m',
    '\u202e',
    '\u2066',
    '\u2069',
  ),
  fc.string({ unit: 'binary' }),
);
const STYLES: readonly Style[] = ['bold', 'dim', 'red', 'green', 'yellow'];
const OURS = /\p{Cc}\[(?:[12]|22|31|32|33|39)m/gu;
const CONTROL = /[^\P{Cc}\n\t]|[\p{Bidi_Control}\p{Zl}\p{Zp}\u200b\u2060\ufeff]/u;

describe('a guarded terminal', () => {
  test('shows no control character but those of a style, whatever is painted or written around it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.option(fc.constantFrom(...STYLES)), HOSTILE)), (parts) => {
        const { stream, shown } = terminal();
        const { paint } = drawingFor(guarded(stream));
        guarded(stream).write(parts.map(([style, text]) => (style ? paint(style, text) : text)).join(''));
        const text = shown();
        const painted = parts.filter(([style]) => style).length;
        expect(text.match(OURS) ?? []).toHaveLength(painted * 2);
        expect(text.replaceAll(OURS, '')).not.toMatch(CONTROL);
      }),
    );
  });

  test('cannot be styled by text that was shown on it before', () => {
    const { stream, shown } = terminal();
    const output = guarded(stream);
    output.write(drawingFor(output).paint('red', 'a'));
    const before = shown();
    output.write(before);
    expect(shown()).toBe('\\u001b[31ma\\u001b[39m');
  });

  test('shows a question and the title and note of a step without them, too', async () => {
    const { stream, shown } = terminal();
    const output = guarded(stream);
    await confirm('Delete \u001b[8m?', Readable.from(['y\n']), output);
    const progress = new Progress(output, drawingFor(output));
    await progress.step('read \u001b[8m', async (note) => note('\u001b[2Jnow'));
    expect(shown()).not.toMatch(/\p{Cc}\[(?:8m|2J)/u);
  });

  test('is the same stream otherwise: events, width, and no second guard', () => {
    const { stream } = terminal();
    const output = guarded(stream);
    const heard = jest.fn();
    output.once('drain', heard);
    stream.emit('drain');
    expect([heard.mock.calls.length, output.columns, guarded(output) === output]).toEqual([1, 80, true]);
  });

  test('is made of terminals only, and leaves the input unopened', () => {
    const stdin = jest.fn();
    const [tty, pipe] = [terminal().stream, terminal(false).stream];
    const io = { stdout: tty, stderr: pipe };
    Object.defineProperty(io, 'stdin', { get: stdin });
    const safe = guardedIo(io as never);
    expect([safe.stdout === tty, safe.stderr === pipe, stdin.mock.calls]).toEqual([false, true, []]);
  });
});

test('no command knows the streams of its process', () => {
  const files = readdirSync('cli', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const naming = files.filter((file) =>
    /process\.(?:stdout|stderr)|console\.(?:log|error|warn|info)\(|['"]node:console['"]/.test(
      readFileSync(join('cli', file), 'utf8'),
    ),
  );
  expect(naming).toEqual(['process-io.ts']);
});
