import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeploymentCommands } from '../../cli/app/deployment-commands';
import { functionAnsweredError, invokeRemedies, notDeployed } from '../../cli/functions/function-failure';
import { FAILURE_ROWS } from '../../lambda/shared/failures/failure-rows';
import { faultyCommands, quoted } from '../support/printed-commands';

const record = { name: 'acme', path: 'acme' } as Parameters<typeof DeploymentCommands.of>[0];

describe('a printed command is about the deployment of the message', () => {
  const commands = new DeploymentCommands('acme', '-c deployment=acme');

  test('after every error of the function and of Lambda', async () => {
    const answered = Object.keys(FAILURE_ROWS).map((code) =>
      functionAnsweredError({ code, message: '', requestId: 'r', retryable: false, status: 400 }, commands),
    );
    const remedies = [...answered.map(({ remedy }) => remedy), ...Object.values(invokeRemedies(commands))];
    const printed = remedies.flatMap(quoted);
    expect(printed).toContain('npm run preflight -- --deployment acme');
    expect(printed).toContain('npx cdk deploy "acme/*" -c deployment=acme');
    expect(await faultyCommands(printed, 'acme')).toEqual([]);
  });

  test('also if it was chosen from an assembly, and without the context of a table elsewhere', () => {
    const given = DeploymentCommands.of(record, { app: 'cdk.out' }, process.cwd());
    expect(given.cdk('deploy')).toBe('npx cdk deploy --app cdk.out');
    expect(given.own('preflight', '--fix')).toBe('npm run preflight -- --deployment acme --app cdk.out --fix');
    const elsewhere = DeploymentCommands.of({ ...record, path: 'Prod/acme' }, {}, '/nonexistent');
    expect(notDeployed(elsewhere)).toMatch(/^Deploy it \(`npx cdk deploy "Prod\/acme\/\*"`\)/);
    expect(notDeployed(undefined)).toMatch(/^Deploy it, or/);
  });

  test('and a wrong one is found', async () => {
    expect(
      await faultyCommands(
        [
          'npm run preflight',
          'npm run preflight --deployment acme',
          'npm run preflight -- --deployment acme --fxi',
          'npm run plans -- --deployment acme',
          'npx cdk deploy --all -c deployment=acme',
          'npx cdk import acme/Store -c deployment=acme',
          'npx cdk import acme/Storage',
          'npx cdk import acme/Storage -c deployment=acme',
          'aws sts get-caller-identity',
        ],
        'acme',
      ),
    ).toEqual([
      expect.stringMatching(/^npm run preflight: not about acme/),
      expect.stringMatching(/npm needs --/),
      expect.stringMatching(/unknown option '--fxi'/),
      expect.stringMatching(/no command plans/),
      expect.stringMatching(/every stack of the app/),
      expect.stringMatching(/no stack acme\/Store/),
      expect.stringMatching(/import acme\/Storage: not about acme/),
    ]);
  });

  test('and no command writes one by hand', () => {
    const allowed = [
      'cli/app/deployment-commands.ts',
      'cli/command-line.ts',
      // Its own test runs what it prints; a bootstrap is for an account, not for a row; the others name no row.
      'cli/summary/assembly-report.ts',
      'cli/preflight/inspections/bootstrap.ts',
      'cli/check/read-templates.ts',
      'cli/diagram/page.ts',
    ];
    const written = readdirSync('cli', { recursive: true, encoding: 'utf8' })
      .map((file) => join('cli', file))
      .filter((file) => file.endsWith('.ts') && !allowed.includes(file))
      .filter((file) =>
        /npx cdk|npm run|npx private-bedrock/.test(readFileSync(file, 'utf8').replace(/^\s*(\*|\/\/|\/\*\*).*$/gm, '')),
      );
    expect(written).toEqual([]);
  });
});
