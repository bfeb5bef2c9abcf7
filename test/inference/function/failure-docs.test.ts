import { readFileSync } from 'node:fs';
import { FAILURE_ROWS, type FailureRow } from '../../../lambda/shared/failures/failure-rows';

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  '{model}': 'The model',
  '{region}': 'the Region',
  '{limit}': 'in the message',
  '{profile}': '`us.<model>`',
};

test('docs/inference.md has the table of failures: status, code, retry and text', () => {
  const rows = Object.entries<FailureRow>(FAILURE_ROWS).map(([code, { status, retryable, message }]) => {
    const text = message
      .replaceAll(/\{\w+\}/g, (name) => PLACEHOLDERS[name] ?? '')
      .replaceAll(/(?<!^|\. )The model/g, 'the model');
    return `| ${status} | \`${code}\` | ${retryable ? 'yes' : 'no'} | ${text} |`;
  });
  const page = readFileSync('docs/inference.md', 'utf8');
  const table = page.split('\n').filter((line) => /^\| \d{3} \| `/.test(line));
  expect(table).toEqual(rows);
});
