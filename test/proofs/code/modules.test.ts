import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { KeptVerdicts } from '../../../proofs/code/kept-verdicts';
import { Modules } from '../../../proofs/code/modules';
import { SourceFiles } from '../../../proofs/code/source-files';
import { mutantsOfTarget, TARGETS } from '../../../proofs/code/targets';

let folder: string;
beforeEach(() => {
  folder = relative(process.cwd(), mkdtempSync(join(tmpdir(), 'modules-')));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (files: Readonly<Record<string, string>>) => {
  for (const [name, code] of Object.entries(files)) writeFileSync(join(folder, name), code);
};

/** A loads B, and both load C, which counts how often it ran. */
const THREE = {
  'a.ts': "import { b } from './b';\nimport { c } from './c';\nexport const a: unknown = { b, c };",
  'b.ts': "import type { C } from './types';\nexport const b: C = { own: 'b' };",
  'c.ts': "import data from './data.json';\nexport const c = { data };",
  'data.json': '{ "x": 1 }',
};

test('a changed module and its users run anew, the others stay, and afterwards all is as it was', async () => {
  write(THREE);
  const modules = new Modules();
  const load = () => (modules.load(join(folder, 'a.ts')) as { a: { b: unknown; c: unknown } }).a;
  const before = load();
  const meanwhile = await modules.with(join(folder, 'b.ts'), "export const b = 'other';", async () => load());
  expect(meanwhile).toEqual({ b: 'other', c: { data: { x: 1 } } });
  expect(meanwhile.c).toBe(before.c);
  expect(load()).toEqual(before);
});

test('a module that fails to load is tried again', async () => {
  write(THREE);
  const modules = new Modules();
  const file = join(folder, 'a.ts');
  const broken = modules.with(join(folder, 'c.ts'), "throw new Error('broken');", async () => modules.load(file));
  await expect(broken).rejects.toThrow('broken');
  expect(modules.load(file)).toHaveProperty('a.c.data.x', 1);
});

test('a file depends on what it loads, data too, and on no type', () => {
  write(THREE);
  const files = new SourceFiles();
  const names = [...files.closure(join(folder, 'a.ts'))].map((path) => relative(folder, path)).sort();
  expect(names).toEqual(['a.ts', 'b.ts', 'c.ts', 'data.json']);
});

describe('verdicts of a run that was stopped', () => {
  const [policies, requests] = TARGETS;
  if (!policies || !requests) throw new Error('there is no target');
  const [mutant] = mutantsOfTarget(requests, 1);
  if (!mutant) throw new Error('there is no mutant');
  const test1 = 'test/contracts/requests.test.ts';
  const seen = { killer: 'a test', says: 'no', by: test1 };

  /** Each file is compiled once for all tests. */
  const asTheyAre = new SourceFiles();

  /** Files as they are, but one that has other code. */
  const changed = (path: string) => {
    const files = new SourceFiles();
    files.of = (one) => ({ ...asTheyAre.of(one), ...(one === path && { hash: 'other' }) });
    return files;
  };
  const kept = (files = asTheyAre, options = {}) => new KeptVerdicts(join(folder, 'kept'), files, options);

  test('count again, except a line that was cut', () => {
    kept().keep(requests, { mutant, verdict: seen });
    const lines = readFileSync(join(folder, 'kept'), 'utf8');
    writeFileSync(join(folder, 'kept'), `${lines}${lines.slice(0, 40)}`);
    expect(kept().of(requests, mutant)).toEqual(seen);
    expect(kept(undefined, { ignoresEarlier: true }).of(requests, mutant)).toBeUndefined();
  });

  test('count no more when the attacked file or the test that saw it is another', () => {
    kept().keep(requests, { mutant, verdict: seen });
    for (const file of [mutant.file, test1]) expect(kept(changed(file)).of(requests, mutant)).toBeUndefined();
    expect(kept(changed('test/contracts/markers.test.ts')).of(requests, mutant)).toEqual(seen);
  });

  test.each([
    ['a request that nothing saw', requests, {}, test1],
    ['a policy that nothing saw', policies, {}, 'proofs/decisions/decisions.ts'],
    ['a policy that no row shows', policies, { killer: 'none' }, 'proofs/rows/odd-rows.ts'],
  ])('of %s count no more when any judge is another', (_, target, verdict, judge) => {
    const [one] = mutantsOfTarget(target, 1);
    if (!one) throw new Error('there is no mutant');
    kept().keep(target, { mutant: one, verdict });
    expect(kept().of(target, one)).toEqual(verdict);
    expect(kept(changed(judge)).of(target, one)).toBeUndefined();
  });

  test('of a policy that a proof saw count while its code is the same', () => {
    const [policy] = mutantsOfTarget(policies, 1);
    if (!policy) throw new Error('there is no mutant');
    kept().keep(policies, { mutant: policy, verdict: { killer: 'decisions', by: 'odd' } });
    expect(kept(changed('proofs/decisions/decisions.ts')).of(policies, policy)).toBeDefined();
    expect(kept(changed(policy.file)).of(policies, policy)).toBeUndefined();
  });
});
