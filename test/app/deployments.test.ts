import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, Stage } from 'aws-cdk-lib';
import { readAssembly, readDeployments } from '../../cli/app/assembly-folder';
import { assemblyOf, deployedDeployment, plannedDeployment } from '../../cli/app/deployments';
import { RECORDS_FILE } from '../../domain/deployment/deployment-record';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { PrivateBedrock } from '../../lib/private-bedrock';
import { handMadeAssembly } from '../support/hand-made-assembly';

const ACME = { ...DEPLOYMENTS.sandbox, network: { cidr: '10.9.0.0/24' } };
const made: string[] = [];

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'records-'));
  made.push(path);
  return path;
}

/** An app of another team: two deployments at its top, one more in a stage, and a stack of its own. */
function otherApp(outdir = folder()): string {
  const app = new App({ outdir, analyticsReporting: false, builtinCloudFormationValidation: false });
  new PrivateBedrock(app, 'acme', ACME);
  new PrivateBedrock(app, 'globex', { ...ACME, network: { cidr: '10.8.0.0/24' } });
  new PrivateBedrock(new Stage(app, 'Prod'), 'acme', { ...ACME, network: { cidr: '10.7.0.0/24' } });
  new Stack(app, 'Other');
  app.synth();
  return outdir;
}

const other = otherApp();
const io = { cwd: folder(), env: process.env, stderr: process.stderr };

describe('the stage', () => {
  test('writes its row and its path into the assembly, one record for each deployment', () => {
    expect(readDeployments(other, '.').map(({ name, path }) => [name, path])).toEqual([
      ['acme', 'acme'],
      ['globex', 'globex'],
      ['acme', 'Prod/acme'],
    ]);
    expect(readDeployments(other, '.')[0]?.config).toEqual(JSON.parse(JSON.stringify(ACME)));
  });

  test('changes no template by it', () => {
    const templates = JSON.stringify(readAssembly(other, '.').stacks.map(({ template }) => template));
    expect(templates).not.toContain(RECORDS_FILE);
  });
});

describe('assemblyOf', () => {
  test('keeps the stacks of the deployment that is named, by its name or its path', () => {
    const { stacks, deployments } = assemblyOf({ app: other, deployment: 'globex' }, io);
    expect(deployments.map(({ name }) => name)).toEqual(['globex']);
    expect(new Set(stacks.map(({ id }) => id.split('/')[0]))).toEqual(new Set(['globex']));
    const nested = assemblyOf({ app: other, deployment: 'Prod/acme' }, io);
    expect(nested.stacks.map(({ id }) => id)).toContain('Prod/acme/Foundation');
    expect(nested.stacks).toHaveLength(stacks.length);
  });

  test.each([
    [{ deployment: 'initech' }, 'PB-APP-004', 'The assembly has no deployment initech.'],
    [{ deployment: 'Prod' }, 'PB-APP-004', 'The assembly has no deployment Prod.'],
    [{}, 'PB-APP-005', 'The assembly has several deployments.'],
  ])('%j lists those there are', (flags, code, message) => {
    expect(() => assemblyOf({ app: other, ...flags }, io)).toThrow(
      expect.objectContaining({
        code,
        message,
        remedy: expect.stringContaining('of: acme, globex, Prod/acme.'),
        exit: 2,
      }),
    );
  });

  test('an assembly without any is taken as it is, and has none to name', () => {
    const app = handMadeAssembly({ A: {}, B: {} });
    made.push(app);
    expect(assemblyOf({ app }, io).stacks).toHaveLength(2);
    expect(() => assemblyOf({ app, deployment: 'acme' }, io)).toThrow(expect.objectContaining({ code: 'PB-APP-003' }));
  });

  test('a deployment that an earlier app left in the folder is none', () => {
    const app = handMadeAssembly({ Other: {} });
    made.push(app);
    cpSync(join(other, RECORDS_FILE), join(app, RECORDS_FILE));
    expect(readDeployments(app, '.')).toEqual([]);
  });

  test('a format of tomorrow is an error with a remedy', () => {
    const app = folder();
    cpSync(other, app, { recursive: true });
    writeFileSync(join(app, RECORDS_FILE), '{ "format": 2, "rows": [] }');
    expect(() => assemblyOf({ app }, io)).toThrow(
      expect.objectContaining({ code: 'PB-TEMPLATE-003', message: expect.stringContaining('format 2') }),
    );
  });
});

describe('without --app', () => {
  /** A CDK app that needs nothing: it copies an assembly that is there, and writes down how it was called. */
  function project(cdkJson: object): string {
    const cwd = folder();
    const script = `
      const { cpSync, writeFileSync } = require('node:fs');
      const { CDK_OUTDIR, CDK_CONTEXT_JSON } = process.env;
      if (JSON.parse(CDK_CONTEXT_JSON).fails) { console.error('no such row'); process.exit(1); }
      writeFileSync('called.json', CDK_CONTEXT_JSON);
      cpSync(${JSON.stringify(other)}, CDK_OUTDIR, { recursive: true });`;
    writeFileSync(join(cwd, 'app.js'), script);
    writeFileSync(join(cwd, 'cdk.json'), JSON.stringify({ app: 'node app.js', ...cdkJson }));
    return cwd;
  }
  const called = (cwd: string) => JSON.parse(readFileSync(join(cwd, 'called.json'), 'utf8')) as object;

  test('the build and the app of cdk.json run, with their context and the row', () => {
    const cwd = project({ build: 'node build.js', context: { a: 1, deployment: 'acme' } });
    writeFileSync(join(cwd, 'build.js'), "require('node:fs').writeFileSync('built', '')");
    writeFileSync(join(cwd, 'cdk.context.json'), '{ "looked:up": [2] }');
    expect(plannedDeployment({ deployment: 'globex' }, { ...io, cwd }).name).toBe('globex');
    expect(called(cwd)).toEqual({ a: 1, 'looked:up': [2], deployment: 'globex' });
    expect(readFileSync(join(cwd, 'built'), 'utf8')).toBe('');
  });

  test('the context value deployment of cdk.json is the default', () => {
    const cwd = project({ context: { deployment: 'globex' } });
    expect(assemblyOf({}, { ...io, cwd }).deployments.map(({ name }) => name)).toEqual(['globex']);
  });

  test('what the app says is said, with the command that failed', () => {
    const cwd = project({ context: { fails: true } });
    expect(() => assemblyOf({ deployment: 'acme' }, { ...io, cwd })).toThrow(
      expect.objectContaining({
        code: 'PB-APP-002',
        message: expect.stringMatching(/`node app\.js` failed\.\nno such row$/),
      }),
    );
  });

  test('a folder without cdk.json is told to be none', () => {
    expect(() => assemblyOf({}, io)).toThrow(expect.objectContaining({ code: 'PB-APP-001' }));
  });

  test('a deployed one is read from the last synthesis, and its app is not run', () => {
    const cwd = project({ context: { deployment: 'globex' } });
    cpSync(other, join(cwd, 'cdk.out'), { recursive: true });
    expect(deployedDeployment({}, { ...io, cwd }).name).toBe('globex');
    expect(deployedDeployment({ deployment: 'Prod/acme' }, { ...io, cwd }).path).toBe('Prod/acme');
    expect(() => called(cwd)).toThrow(/ENOENT/);
  });

  test('a deployed one that the last synthesis does not have is asked of the app', () => {
    const cwd = project({ output: 'elsewhere', context: { deployment: 'globex' } });
    const last = handMadeAssembly({ Other: {} });
    cpSync(last, join(cwd, 'elsewhere'), { recursive: true });
    expect(deployedDeployment({}, { ...io, cwd }).name).toBe('globex');
    expect(called(cwd)).toEqual({ deployment: 'globex' });
  });
});
