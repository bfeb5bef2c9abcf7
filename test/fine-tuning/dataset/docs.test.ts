import { readFileSync } from 'node:fs';
import { CODES } from '../../../domain/fine-tuning/dataset/dataset-finding';
import { BASE_MODELS } from '../../../domain/models/base-models';

const page = readFileSync('docs/fine-tuning.md', 'utf8');

test('docs/fine-tuning.md lists every code with its severity and remedy', () => {
  const expected = Object.entries(CODES).map(
    ([code, { severity, remedy }]) => `| \`${code}\` | ${severity} | ${remedy} |`,
  );
  expect(page.match(/^\| `[a-z\d-]+` \| (?:error|warning) \|.*$/gm)).toEqual(expected);
});

test.each(BASE_MODELS)('docs/fine-tuning.md has $id with its limits', ({ id, format, records, tokens, lifecycle }) => {
  const row = page.split('\n').find((line) => line.includes(`| \`${id}\``)) ?? '';
  const cells = row.split('|').map((cell) => cell.trim());
  expect(cells[2]).toBe(format);
  expect(cells[3]).toContain(`${records.min} to ${records.max?.toLocaleString('en-US') ?? 'not stated'}`);
  expect(cells[4]).toBe(tokens.record.toLocaleString('en-US'));
  if (lifecycle.status !== 'active') expect(cells[1]).toContain(lifecycle.endOfLife);
});
