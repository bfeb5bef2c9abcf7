import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Compares a page with its source. The expected page is in build/docs: review the changes and copy it. */
export function expectPage(name: string, text: string): void {
  mkdirSync('build/docs', { recursive: true });
  writeFileSync(join('build/docs', name), text);
  expect(readFileSync(join('docs', name), 'utf8')).toBe(text);
}
