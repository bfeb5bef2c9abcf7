import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDeployments } from '../../cli/app/assembly-folder';
import { context } from '../support/synth';

/** The built app, as the CDK CLI starts it. */
function runApp(chosen: Record<string, unknown>) {
  const outdir = join(mkdtempSync(join(tmpdir(), 'app-')), 'cdk.out');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['build/bin/app.js'], {
    encoding: 'utf8',
    env: { ...process.env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify({ ...context, ...chosen }) },
  });
  return { status, output: stdout + stderr, outdir };
}

let first: ReturnType<typeof runApp> | undefined;

/** The first run for the row of cdk.json. */
function firstRun() {
  first ??= runApp({});
  return first;
}

/** The real CDK CLI, which transpiles first: without credentials, as on a machine that has none. */
function cdk(...args: string[]) {
  const output = mkdtempSync(join(tmpdir(), 'cli-'));
  const { AWS_PROFILE: _, AWS_ACCESS_KEY_ID: __, ...env } = process.env;
  const run = spawnSync(process.execPath, ['node_modules/aws-cdk/bin/cdk', ...args, '--output', output], {
    encoding: 'utf8',
    env: { ...env, AWS_EC2_METADATA_DISABLED: 'true', AWS_SHARED_CREDENTIALS_FILE: '/dev/null', CI: 'true' },
  });
  return { ...run, output };
}

describe('the app', () => {
  test.each([
    ['sandbox', 7],
    ['production', 10],
  ])('synthesizes %s without a word', (deployment, stacks) => {
    const { status, output, outdir } = deployment === context.deployment ? firstRun() : runApp({ deployment });
    expect({ status, output }).toEqual({ status: 0, output: '' });
    expect(readdirSync(outdir).filter((file) => file.endsWith('.template.json'))).toHaveLength(stacks);
    expect(existsSync(join(outdir, 'validation-report.json'))).toBe(true);
  });

  test('lists the deployments there are when it is given another, and writes nothing', () => {
    const { status, output, outdir } = runApp({ deployment: 'prod' });
    expect(status).toBe(1);
    expect(output).toMatch(
      /^PB-CONFIG-001 1 problem .*PB-CONFIG-015 'prod': .*one of sandbox, production.*\nCorrect the row: /s,
    );
    expect(output).not.toMatch(/\bat .*\.js:\d/);
    expect(existsSync(join(outdir, 'manifest.json'))).toBe(false);
  });

  test('is the same on a second run: nothing in a template depends on time or chance', () => {
    const folders = [firstRun().outdir, runApp({}).outdir];
    expect(spawnSync('diff', ['-r', '-x', 'validation-report.json', ...folders]).stdout.toString()).toBe('');
  });
});

describe('the CDK CLI', () => {
  test('lists the stacks of a deployment', () => {
    const { status, stdout, stderr } = cdk('ls', '-c', 'deployment=production');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.trim().split('\n')).toEqual(
      [
        ...['Foundation', 'Network', 'Storage', 'Knowledge', 'Endpoints'],
        ...['Inference', 'Asking', 'FineTuning', 'Access', 'Observability'],
      ].map((unit) => `production/${unit} (private-bedrock-production-${unit.toLowerCase()})`),
    );
  });

  test('prints the template of one stack, without warnings, and writes down what it was made from', () => {
    const { status, stdout, stderr, output } = cdk('synth', 'sandbox/Inference');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Description: "Private Bedrock: the function that calls bedrock-runtime/);
    expect(stderr).not.toMatch(/warn|error|deprecat|not configured/i);
    // Commands compare these files to tell whether the assembly is stale.
    expect(Object.keys(readDeployments(output, '.')[0]?.sources ?? {}).sort()).toEqual(
      [
        'build/bin/app.js',
        ...readdirSync('build/lambda').map((name) => `build/lambda/${name}/index.js`),
        'build/cdk-nag.js',
        'cdk.json',
      ].sort(),
    );
  });
});
