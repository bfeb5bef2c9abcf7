import { dirname } from 'node:path';
import { explanationsOf } from '../../../proofs/code/explained';
import { mutantsOfCode, mutated, nameOf } from '../../../proofs/code/operators';
import { mutantsOfTarget, TARGETS, testsOf } from '../../../proofs/code/targets';
import type { CodeAnswer } from '../../../proofs/code/verdict';

/** Code that each mutant of a kind makes. */
const made = (kind: string, code: string) =>
  mutantsOfCode('x.ts', code)
    .filter((mutant) => mutant.kind === kind)
    .map((mutant) => mutated(code, mutant));

test.each([
  ['property dropped', 'f({ a, b: 1 });', ['f({ ...{}, b: 1 });', 'f({ a, ...{} });']],
  ['item dropped', 'const a = [b, ...c];', ['const a = [...[], ...c];', 'const a = [b, ...[]];']],
  ['comparison turned round', 'const a = b === c;', ['const a = (b !== c);']],
  ['one side alone', 'const a = b && c;', ['const a = (b);', 'const a = (c);']],
  ['one branch alone', 'const a = b ? c : d;', ['const a = (c);', 'const a = (d);']],
  ['condition decided', 'if (a) b();', ['if (true) b();', 'if (false) b();']],
  [
    'literal changed',
    "f(true, 1, 'x', '*');",
    ["f(false, 1, 'x', '*');", "f(true, (1 + 1), 'x', '*');", "f(true, 1, '*', '*');", "f(true, 1, 'x', 'x');"],
  ],
  ['negation dropped', 'const a = !b;', ['const a = (b);']],
  ['call dropped', 'this.refuse(a);', [';']],
  ['step of a chain dropped', 'const a = b.withConditions(c);', ['const a = b;']],
])('%s', (kind, code, expected) => {
  expect(made(kind, code)).toEqual(expected);
});

test.each([
  ["import { a } from 'b';"],
  ["new Group(this, 'Id', description, 'Functions: reach the endpoints, nothing else');"],
  ["type A = 'b' | true;"],
  ["throw new Error('a', { cause });"],
  ["acknowledge(this, { rule: 'a', reason: 'b' });"],
  ["new Key(this, 'Key');"],
])('leaves alone what decides nothing: %s', (code) => {
  expect(mutantsOfCode('x.ts', code).filter(({ kind }) => kind !== 'call dropped')).toEqual([]);
});

test('every target has mutants of each of its folders, and tests or proofs that judge them', () => {
  for (const target of TARGETS) {
    const all = mutantsOfTarget(target);
    for (const folder of target.folders) expect(all.some(({ file }) => dirname(file) === folder)).toBe(true);
    expect(testsOf(target).length).toBeGreaterThan(0);
    expect(all.length).toBeGreaterThan(1_000);
  }
});

test.each([
  'lib/access/boundary/bedrock-permissions-boundary.ts',
  'lib/knowledge/knowledge-base.ts',
  'lib/knowledge/ingestion/sync.ts',
  'lib/workflow/workflow.ts',
  'lib/workflow/states.ts',
  'lambda/fine-tuning/job-request.ts',
  'lambda/inference/request/request.ts',
  'lambda/ingestion/documents.ts',
  'lambda/knowledge/retrieve.ts',
  'lambda/shared/failures/failures.ts',
])('%s is attacked, by one target', (file) => {
  const attacking = TARGETS.filter((target) => mutantsOfTarget(target).some((mutant) => mutant.file === file));
  expect(attacking).toHaveLength(1);
});

describe('a share of the mutants', () => {
  const [target] = TARGETS;
  if (!target) throw new Error('there is no target');
  const all = mutantsOfTarget(target);
  const share = mutantsOfTarget(target, 30);

  test('is part of every larger one, and no more than was asked for', () => {
    expect(all.slice(0, share.length)).toEqual(share);
    expect(share.length / all.length).toBeGreaterThan(0.25);
    expect(share.length / all.length).toBeLessThan(0.35);
  });

  test('has mutants of every kind', () => {
    const kinds = (mutants: typeof all) => [...new Set(mutants.map(({ kind }) => kind))].sort();
    expect(kinds(share)).toEqual(kinds(all));
  });
});

test('a survivor is explained or a failure, and so is a reason without a survivor', () => {
  const [mutant] = mutantsOfCode('x.ts', 'const a = !b;');
  if (!mutant) throw new Error('there is no mutant');
  const answers: readonly CodeAnswer[] = [{ mutant, verdict: {} }];
  const name = nameOf(mutant);
  expect(name).toBe('x.ts: negation dropped: !b → (b)');
  expect(explanationsOf(answers, true, [])).toEqual({ survivors: [name], explained: [], stale: [] });
  const because = 'both are the same';
  expect(explanationsOf(answers, true, [{ mutants: /negation/, because }])).toMatchObject({
    survivors: [],
    explained: [{ name, because }],
  });
  const stale = (all: readonly CodeAnswer[], isWhole: boolean, mutants: RegExp) =>
    explanationsOf(all, isWhole, [{ mutants, because }]).stale;
  expect(stale(answers, true, /else/)).toEqual(['/else/']);
  // A share may leave out what a reason is about.
  expect(stale(answers, false, /else/)).toEqual([]);
});
