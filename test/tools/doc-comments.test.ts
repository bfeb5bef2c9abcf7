import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Runs the script in a folder with these sources. */
function docComments(sources: Readonly<Record<string, string>>) {
  const cwd = mkdtempSync(join(tmpdir(), 'doc-comments-'));
  mkdirSync(join(cwd, 'fresh'));
  for (const [name, source] of Object.entries(sources)) writeFileSync(join(cwd, 'fresh', name), source);
  const script = resolve('tools/doc-comments.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script], { cwd, encoding: 'utf8' });
  rmSync(cwd, { recursive: true });
  return { status, lines: stderr.split('\n') };
}

test('a doc comment that begins with an inverted clause is refused, with its file and line', () => {
  const openings = ['What', 'Whatever', 'Of', 'By', 'Who', 'Whoever', 'Whether', 'How', 'In which', 'The one that'];
  const short = Object.fromEntries(openings.map((word, at) => [`${at}.ts`, `const a = 1;\n/** ${word} it is. */`]));
  const { status, lines } = docComments({ ...short, 'long.ts': '/**\n * What it is,\n * and more.\n */' });
  expect(status).toBe(1);
  expect(lines).toEqual(expect.arrayContaining(openings.map((word, at) => `fresh/${at}.ts:2  ${word} it is.`)));
  expect(lines).toContain('fresh/long.ts:2  What it is,');
  expect(lines).toContain('11 doc comments begin with an inverted clause.');
});

test('one that begins with a verb or a noun is accepted, and other comments are not read', () => {
  const comments = [
    '/** Returns what it is. */',
    '/** Whole number. */',
    '/** Bytes of it. */',
    '/* What */',
    '// What',
  ];
  expect(docComments({ 'a.ts': comments.join('\n') })).toEqual({ status: 0, lines: [''] });
});
