import { errorCodes, errorsPage } from './errors-page';
import { expectPage } from './generated-page';

test('docs/errors.md is what the source says (cp build/docs/errors.md docs if this fails)', () => {
  expectPage('errors.md', errorsPage());
});

test('every code has a row', () => {
  const rows = errorsPage().match(/^\| PB-/gm) ?? [];
  expect(rows).toHaveLength(errorCodes().length);
});
