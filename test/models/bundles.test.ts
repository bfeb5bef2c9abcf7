import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FINE_TUNING } from '../../domain/models/fine-tuning-table';
import { MODELS } from '../../domain/models/models';

const bundles = readdirSync('build/lambda').map((name) => join('build/lambda', name, 'index.js'));
const others = MODELS.filter(({ id, lifecycle }) => lifecycle.status === 'active' && !(id in FINE_TUNING));

test('there are functions, and models that none of them trains', () => {
  expect(bundles.length).toBeGreaterThan(1);
  expect(others.length).toBeGreaterThan(90);
});

test.each(bundles)('%s does not carry the catalogue of models', (file) => {
  const code = readFileSync(file, 'utf8');
  expect(others.filter(({ id }) => code.includes(id)).map(({ id }) => id)).toEqual([]);
});
