import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import fc from 'fast-check';
import { readIn } from '../../cli/app/assembly-folder';
import { assemblyOf, type DeploymentFlags, deployedDeployment, plannedDeployment } from '../../cli/app/deployments';
import { sourcesOf } from '../../domain/app-sources';
import { formatRecords, RECORDS_FILE } from '../../domain/deployment/deployment-record';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { handMadeAssembly } from '../support/hand-made-assembly';
import { runMain } from '../support/run-main';

const FILES = ['app.js', 'rows.js', 'cdk.context.json'] as const;
const SETTINGS = { app: 'node app.js', context: { deployment: 'sandbox', flag: true } };

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

/** Folder of an app: its files, and its assembly in cdk.out. */
function project(output = 'cdk.out') {
  const cwd = mkdtempSync(join(tmpdir(), 'stale-'));
  made.push(cwd);
  for (const file of FILES) writeFileSync(join(cwd, file), '{}');
  writeFileSync(join(cwd, 'cdk.json'), JSON.stringify({ ...SETTINGS, output }));
  const sources = sourcesOf(FILES, readIn(cwd));
  const records = (['sandbox', 'production'] as const).map((name) => ({
    ...{ name, path: name, config: DEPLOYMENTS[name], sources },
  }));
  const assembly = handMadeAssembly({ 'sandbox/Foundation': {}, 'production/Foundation': {} });
  made.push(assembly);
  writeFileSync(join(assembly, RECORDS_FILE), formatRecords(records));
  for (const folder of [output, 'other']) cpSync(assembly, join(cwd, folder), { recursive: true });
  return { cwd, records };
}

/** Standard error of what reads the deployment. */
function warningOf(read: (io: { cwd: string; env: object; stderr: Writable }) => unknown, cwd: string): string {
  const lines: string[] = [];
  const stderr = new Writable({
    write: (line: Buffer, _, done) => done(void lines.push(line.toString()) as undefined),
  });
  read({ cwd, env: {}, stderr });
  return lines.join('');
}

const deployed = ({ cwd }: { readonly cwd: string }, flags: DeploymentFlags = {}) =>
  warningOf((io) => deployedDeployment(flags, io as never), cwd);

test('names exactly the files that changed, and nothing while none did', () => {
  fc.assert(
    fc.property(fc.subarray([...FILES]), (changed) => {
      const app = project();
      for (const file of changed) writeFileSync(join(app.cwd, file), '{"other": 1}');
      const named = /^Warning: (.*) changed after cdk\.out was synthesized\./.exec(deployed(app))?.[1];
      expect(new Set(named?.split(', '))).toEqual(new Set(changed));
    }),
    { numRuns: 20 },
  );
});

test('a changed flag of cdk.json is a change; its default row and its layout are not', () => {
  const app = project();
  const write = (settings: object) =>
    writeFileSync(join(app.cwd, 'cdk.json'), JSON.stringify({ ...settings, output: 'cdk.out' }, null, 4));
  write({ ...SETTINGS, context: { flag: true, deployment: 'production' } });
  const reordered = deployed(app);
  write({ ...SETTINGS, context: { ...SETTINGS.context, flag: false } });
  expect([reordered, deployed(app)]).toEqual(['', expect.stringMatching(/^Warning: cdk\.json changed /)]);
});

test('tells how to synthesize the row that the command is about', () => {
  const app = project();
  writeFileSync(join(app.cwd, 'rows.js'), '');
  const remedy = /first run: (.*)\n$/;
  expect(remedy.exec(deployed(app))?.[1]).toBe('npx cdk synth --quiet -c deployment=sandbox');
  expect(remedy.exec(deployed(app, { deployment: 'production' }))?.[1]).toBe(
    'npx cdk synth --quiet -c deployment=production',
  );
});

describe('when rows.js has changed', () => {
  const app = project();
  const named = { deployment: 'sandbox' };
  beforeAll(() => writeFileSync(join(app.cwd, 'rows.js'), ''));

  test.each<[string, (io: never) => unknown]>([
    ['deployedDeployment', (io) => deployedDeployment(named, io)],
    ['deployedDeployment --app', (io) => deployedDeployment({ app: 'cdk.out', ...named }, io)],
    ['plannedDeployment --app', (io) => plannedDeployment({ app: './cdk.out', ...named }, io)],
    ['assemblyOf --app', (io) => assemblyOf({ app: join(app.cwd, 'cdk.out'), ...named }, io)],
  ])('%s warns once', (_, read) => {
    const warning = warningOf((io) => read(io as never), app.cwd);
    expect(warning).toMatch(/^Warning: rows\.js changed /);
    expect(warning.match(/Warning/g)).toHaveLength(1);
  });

  test.each([
    ['check', ['cdk.out']],
    ['summary', ['--app', 'cdk.out']],
    ['cost', ['--app', 'cdk.out', '--deployment', 'sandbox', '--json']],
  ])('%s warns on standard error only', async (command, args) => {
    const { stdout, stderr } = await runMain([command, ...args], { cwd: app.cwd });
    expect(stderr).toMatch(/^Warning: rows\.js changed /);
    expect(stdout).not.toContain('Warning: rows');
  });

  test('nothing is known about an assembly in another folder, nor about one of an older version', () => {
    expect(deployed(app, { app: 'other', ...named })).toBe('');
    const { cwd, records } = project();
    const older = records.map(({ sources: _, ...record }) => record);
    writeFileSync(join(cwd, 'cdk.out', RECORDS_FILE), formatRecords(older));
    writeFileSync(join(cwd, 'rows.js'), '');
    expect(deployed({ cwd })).toBe('');
  });
});
