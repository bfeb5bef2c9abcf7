import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { formatRecords, RECORDS_FILE } from '../../domain/deployment/deployment-record';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { handMadeAssembly } from '../support/hand-made-assembly';
import { runMain } from '../support/run-main';
import { tableAssembly } from '../support/table-assembly';

test('npm run synth passes its arguments on, and finds the folder of the assembly in them', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  expect(scripts.synth).toBe('node tools/synth.mjs');
  const lines = [
    '',
    '--deployment acme',
    '--deployment=acme -o out',
    'acme/Access --output=out',
    '--outputs --deployment',
  ];
  const script = `
    import { cdkArguments, outputOf } from './tools/synth.mjs';
    const lines = ${JSON.stringify(lines)}.map((line) => cdkArguments(line.split(' ').filter(Boolean)));
    console.log(JSON.stringify(lines.map((args) => [args.join(' '), outputOf(args) ?? null])));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(JSON.parse(stdout)).toEqual([
    ['', null],
    ['-c deployment=acme', null],
    ['--context=deployment=acme -o out', 'out'],
    ['acme/Access --output=out', 'out'],
    ['--outputs -c deployment=', null],
  ]);
});

test.each(['--help', '-h'])('npm run synth -- %s prints its help, and synthesizes nothing', (flag) => {
  const cwd = mkdtempSync(join(tmpdir(), 'synth-help-'));
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('tools/synth.mjs'), '-o', cwd, flag], {
    encoding: 'utf8',
  });
  expect([status, stderr, readdirSync(cwd)]).toEqual([0, '', []]);
  for (const option of ['--deployment', '--output', '--help', 'npx cdk synth --help']) expect(stdout).toContain(option);
  rmSync(cwd, { recursive: true });
});

describe('the summary after it', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'synth-'));
  const production = handMadeAssembly({ 'production/Access': {} });
  beforeAll(() => {
    writeFileSync(join(cwd, 'cdk.json'), '{ "context": { "deployment": "sandbox" } }');
    const record = { name: 'production', path: 'production', config: DEPLOYMENTS.production };
    writeFileSync(join(production, RECORDS_FILE), formatRecords([record]));
  });
  afterAll(() => {
    for (const folder of [cwd, production]) rmSync(folder, { recursive: true });
  });
  const summary = async (app: string) => (await runMain(['summary', '--app', app], { cwd })).stdout;

  test('proposes commands for that same row', async () => {
    expect(await summary(production)).toMatch(
      /npx cdk synth production\/Access -c deployment=production\s.*npx cdk diff -c deployment=production\s.*npx cdk deploy --all -c deployment=production\s/s,
    );
  });

  test('names no row that cdk.json names', async () => {
    expect(await summary(tableAssembly())).toMatch(/ npx cdk diff\s/);
  });
});
