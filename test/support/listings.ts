import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Output of a command as a page of docs shows it, or a drawing. */
export interface Listing {
  readonly page: string;
  /** First line, which tells one listing of a page from the others. */
  readonly first: string;
  readonly lines: readonly string[];
}

/** Every block of docs without a language, or of text. */
export const LISTINGS: readonly Listing[] = readdirSync('docs', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md'))
  .flatMap((file) => {
    const blocks = readFileSync(join('docs', file), 'utf8').matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm);
    return [...blocks].flatMap(([, language = '', text = '']) => {
      const lines = text.trimEnd().split('\n');
      const page = file.replaceAll('\\', '/');
      return ['', 'text'].includes(language) ? [{ page, first: lines[0] ?? '', lines }] : [];
    });
  });

/** Returns the lines of one listing. @param first the beginning of its first line */
export function listing(page: string, first: string): readonly string[] {
  const found = LISTINGS.find((one) => one.page === page && one.first.startsWith(first));
  if (!found) throw new Error(`docs/${page} has no listing that begins with ${first}`);
  return found.lines;
}

/** Times, and the room for them, differ from run to run. */
const masked = (text: string) => text.replaceAll(/ *\d+ ms| *\d+\.\d s/g, ' <time>');

/** Expects every line, in any order: for a command that writes to two streams. */
export function expectEach(lines: readonly string[], printed: string): void {
  const output = masked(printed).split('\n');
  const missing = lines.map(masked).filter((line) => line !== '' && line !== '…' && !output.includes(line));
  expect(missing).toEqual([]);
}

/** Expects every line in this order. `…` stands for any others. */
export function expectShown(lines: readonly string[], printed: string): void {
  const output = masked(printed).trimEnd().split('\n');
  let at = 0;
  for (const line of lines.map(masked)) {
    if (line.trim() === '…') continue;
    const found = output.indexOf(line, at);
    expect([line, found < 0 ? output.slice(at, at + 30) : 'is printed']).toEqual([line, 'is printed']);
    at = found + 1;
  }
}
