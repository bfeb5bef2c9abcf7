import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { readAssembly } from '../../cli/app/assembly-folder';
import { assumptionsOf } from '../../cli/cost/assumption-flags';
import { estimate, sum } from '../../cli/cost/estimate';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { validateDeployments } from '../../domain/deployment/validate-deployments';
import { PRICES } from '../../domain/prices/prices';
import * as lib from '../../lib/index';
import { constructsPage, type ExampleFacts } from './constructs-page';
import { exampleProgram } from './example-program';
import { exportedConstructs } from './exported-constructs';
import { expectPage } from './generated-page';

const FOLDER = 'build/docs/examples';
const constructs = exportedConstructs();
const concrete = constructs.filter(({ isAbstract }) => !isAbstract);
const adopting = readFileSync('docs/adopting.md', 'utf8');

/** Programs of docs/adopting.md, by the word in the comment before each. */
const programs = Object.fromEntries(
  [
    ...adopting.matchAll(
      /<!-- compiled and synthesized by test\/docs\/examples.test.ts: (\w+) -->\n```ts\n([\s\S]*?)```/g,
    ),
  ].map(([, name = '', text = '']) => [
    name,
    text.replace("'private-bedrock'", "'../../../lib'").replace("'private-bedrock/checks'", "'../../../lib/checks'"),
  ]),
);

beforeAll(() => {
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, text] of Object.entries(programs)) writeFileSync(join(FOLDER, `${name}.ts`), text);
  writeFileSync(join(FOLDER, 'constructs.ts'), exampleProgram(concrete, Object.keys(lib)));
  writeFileSync(
    join(FOLDER, 'tsconfig.json'),
    '{ "extends": "../../../tsconfig.json", "compilerOptions": { "noUnusedLocals": false }, "include": ["*.ts"] }',
  );
});

test('each row of docs/adopting.md is one that the configuration accepts', () => {
  const rows = [...adopting.matchAll(/<!-- a row that test\/docs\/examples.test.ts checks -->\n```ts\n([\s\S]*?)```/g)];
  expect(rows.length).toBeGreaterThan(2);
  for (const [, text] of rows) {
    const table = new Function(`return { ${text} }`)() as Record<string, DeploymentConfig>;
    expect(validateDeployments(table, new Date('2026-11-28'))).toEqual([]);
  }
});

test('each construct has a description, and an example unless it is a base class', () => {
  expect(constructs.length).toBeGreaterThan(18);
  for (const { name, text } of constructs) expect([name, text]).toEqual([name, expect.stringMatching(/\.$/)]);
  for (const { name, example } of concrete) expect([name, example]).toEqual([name, expect.stringMatching(/./)]);
});

test('the programs of docs/adopting.md and all examples compile', () => {
  expect(Object.keys(programs)).toEqual(['stage', 'single']);
  const tsc = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', FOLDER], { encoding: 'utf8' });
  expect(tsc.stdout).toBe('');
});

test.each(Object.keys(programs))('the program %s of docs/adopting.md has no open finding', async (name) => {
  // Without the CDK's own validator, which takes seconds.
  process.env.CDK_VALIDATION = 'false';
  process.env.CDK_OUTDIR = mkdtempSync(join(tmpdir(), 'example-'));
  await expect(import(resolve(FOLDER, `${name}.ts`))).resolves.toBeDefined();
  const report = JSON.parse(readFileSync(join(process.env.CDK_OUTDIR, 'validation-report.json'), 'utf8')) as {
    pluginReports: { violations: unknown[] }[];
  };
  expect(report.pluginReports.flatMap(({ violations }) => violations)).toEqual([]);
});

test('docs/constructs.md is what the constructs say and make (cp build/docs/constructs.md docs if this fails)', async () => {
  const { EXAMPLES } = (await import(resolve(FOLDER, 'constructs.ts'))) as {
    EXAMPLES: Record<string, (outdir: string) => App>;
  };
  const facts = Object.fromEntries(
    Object.entries(EXAMPLES)
      .filter(([name]) => name !== 'PrivateBedrockChecks')
      .map(([name, make]) => [name, factsOf(make)]),
  );
  expectPage('constructs.md', constructsPage(constructs, facts));
});

/** Resources that an example only speaks of stand in the scope Base. */
const isSpokenOf = (logicalId: string) => logicalId.startsWith('Base');

function factsOf(make: (outdir: string) => App): ExampleFacts {
  const folder = mkdtempSync(join(tmpdir(), 'example-'));
  make(folder).synth();
  const assembly = readAssembly(folder, '.');
  const types: Record<string, number> = {};
  for (const [id, { Type }] of assembly.stacks.flatMap(({ template }) => Object.entries(template.Resources))) {
    const type = Type.replace('AWS::', '');
    if (!isSpokenOf(id)) types[type] = (types[type] ?? 0) + 1;
  }
  const all = estimate(assembly, { assumptions: assumptionsOf({}), prices: PRICES }).lines;
  const lines = all.filter(({ resource }) => !isSpokenOf(resource));
  const of = (kind: 'fixed' | 'usage') => sum(lines.filter((line) => line.kind === kind));
  return { types, fixed: of('fixed'), usage: of('usage') };
}
