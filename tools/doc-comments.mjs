// Fails on a doc comment that begins with a word of an inverted clause ("What …", "Of …"): a doc comment begins with a
// verb or with the thing itself. Part of `npm run verify`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const INVERTED = /^(What(ever)?|Of|By|Who(ever|m|se)?|Whether|How|In which|The ones? that)\b/;

const IGNORED = new Set(['node_modules', 'build', 'cdk.out', 'coverage', '.git', '.ci', 'dist', 'reports']);

/**
 * Returns the first text of each doc comment that begins badly, with its line.
 *
 * @param {string} source
 * @returns {{ line: number, text: string }[]}
 */
const invertedComments = (source) =>
  [...source.matchAll(/\/\*\*[\s*]*(\S[^\n]*)/g)].flatMap(({ index, 0: comment, 1: text = '' }) => {
    const line = source.slice(0, index + comment.length - text.length).split('\n').length;
    return INVERTED.test(text) ? [{ line, text: text.replace(/\s*\*\/.*$/, '') }] : [];
  });

const sourcesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (IGNORED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesIn(path);
    return /\.(ts|mts|cts)$/.test(entry.name) ? [path] : [];
  });

const found = sourcesIn('.').flatMap((path) =>
  invertedComments(readFileSync(path, 'utf8')).map(
    ({ line, text }) => `${path.replaceAll('\\', '/')}:${line}  ${text}`,
  ),
);
if (found.length > 0) {
  console.error(found.join('\n'));
  console.error(`${found.length} doc comments begin with an inverted clause.`);
  console.error('Begin with a verb or with the thing itself: "Returns the ARNs that …", "Role that …".');
  process.exitCode = 1;
}
