import { readFileSync, writeFileSync } from 'node:fs';
import { RULES } from '../../domain/rule-pack/rules';
import { rulesPage } from './rules-page';

test('docs/rules.md is what the rules say (cp build/rules.md docs/rules.md if this fails)', () => {
  writeFileSync('build/rules.md', rulesPage(RULES));
  expect(readFileSync('docs/rules.md', 'utf8')).toBe(rulesPage(RULES));
});
