import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeptResults } from '../../proofs/kept-results';

const folder = mkdtempSync(join(tmpdir(), 'kept-'));
const file = join(folder, 'below', 'results.json');
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(async () => {
  const kept = KeptResults.open(file, 'inputs');
  expect(kept.of('two', () => 2)).toBe(2);
  expect(await kept.ofPromise('list', () => Promise.resolve(['denied']))).toEqual(['denied']);
  kept.save();
});

/** The result `two` of a run with these inputs, which computes 3. */
const two = (inputs: string, options = {}) => {
  const kept = KeptResults.open(file, inputs, options);
  return { two: kept.of('two', () => 3), taken: kept.taken, count: kept.count };
};

test('a result for the same inputs is not computed again', async () => {
  expect(two('inputs')).toEqual({ two: 2, taken: 1, count: 1 });
  const compute = () => Promise.reject(new Error('computed again'));
  expect(await KeptResults.open(file, 'inputs').ofPromise('list', compute)).toEqual(['denied']);
});

test('results of other inputs are ignored', () => {
  expect(two('other inputs')).toEqual({ two: 3, taken: 0, count: 1 });
});

test('every result is computed again if earlier ones are to be ignored, and kept for the next run', () => {
  expect(two('inputs', { ignoresEarlier: true })).toEqual({ two: 3, taken: 0, count: 1 });
});

test('a run keeps nothing that only an earlier one has computed', () => {
  const kept = KeptResults.open(file, 'inputs');
  kept.of('two', () => 3);
  kept.save();
  expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')).results)).toEqual(['two']);
});

test.each<[string, (text: string) => string]>([
  ['was cut', (text) => text.slice(0, -9)],
  ['is empty', () => ''],
  ['holds something else', () => 'null'],
  ['holds a list', () => '[]'],
  ['holds no results', () => '{"inputs":"inputs"}'],
  ['was edited', (text) => text.replace('"two":2', '"two":4')],
])('a file that %s is ignored', (_, spoil) => {
  const before = readFileSync(file, 'utf8');
  expect(spoil(before)).not.toBe(before);
  writeFileSync(file, spoil(before));
  expect(two('inputs')).toEqual({ two: 3, taken: 0, count: 1 });
});

test('a name that every object has is no result', () => {
  expect(KeptResults.open(file, 'inputs').of('constructor', () => 'computed')).toBe('computed');
});
