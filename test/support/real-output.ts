import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Line of a page of docs below which everything is output of an e2e test. */
const MARKER = /^<!-- real output: written by \S+ -->\n/m;

/** Compares the end of a page with what commands printed. The expected page is in build/docs: review and copy it. */
export function expectOutput(page: string, output: string): void {
  const text = readFileSync(page, 'utf8');
  const marker = MARKER.exec(text);
  if (!marker) throw new Error(`${page} has no line <!-- real output: … -->`);
  const expected = `${text.slice(0, marker.index)}${marker[0]}\n${withoutChance(output)}`;
  mkdirSync('build/docs', { recursive: true });
  writeFileSync(join('build/docs', basename(page)), expected);
  expect(text).toBe(expected);
}

/** Puts examples in place of the ids that the stand-in draws by lot. */
const withoutChance = (output: string) =>
  output
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '1234abcd-12ab-34cd-56ef-1234567890ab')
    .replaceAll(/(accesslogs[0-9a-f]{8})-[0-9a-z]{12}\b/g, '$1-1example2345');
