import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Holds a page to its source. The page as it must be is in build/docs, to be copied after a look at what changed. */
export function expectPage(name: string, text: string): void {
  mkdirSync('build/docs', { recursive: true });
  writeFileSync(join('build/docs', name), text);
  expect(readFileSync(join('docs', name), 'utf8')).toBe(text);
}
