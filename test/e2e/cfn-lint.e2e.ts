import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { ODD_ROWS } from '../../proofs/rows/odd-rows';
import { withoutAws } from '../../sandbox/environment';
import { Processes } from '../../sandbox/process/processes';
import { pythonWithMoto } from '../../sandbox/stand-in/python';
import { rowAssembly } from '../support/row-assembly';

const FOLDER = '.sandbox';

interface Match {
  readonly Level: 'Error' | 'Informational' | 'Warning';
  readonly Rule: { readonly Id: string };
  readonly Message: string;
  readonly Filename: string;
}

/** Warnings that CDK makes and nobody here can avoid, by rule. */
const EXPECTED: Readonly<Record<string, string>> = {
  W3005: 'A construct of CDK names a role in DependsOn, which its GetAtt already implies.',
};

const rows: readonly (readonly [string, DeploymentConfig])[] = Object.entries({ ...DEPLOYMENTS, ...ODD_ROWS });
const env = withoutAws(process.env);
let python: string;

beforeAll(async () => {
  const processes = new Processes(join(FOLDER, 'logs'));
  const { signal } = new AbortController();
  const made = await pythonWithMoto({ folder: FOLDER, processes, env, signal, onLine: () => undefined });
  python = resolve(made);
});

/** Returns what cfn-lint finds in these templates by its own rules: it runs where no file configures it. */
function lint(files: readonly string[]): readonly Match[] {
  const cwd = mkdtempSync(join(tmpdir(), 'cfn-lint-'));
  const args = ['-c', 'import cfnlint.runner; cfnlint.runner.main()', '--format', 'json', '--template', ...files];
  const { stdout, stderr } = spawnSync(python, args, { cwd, env, encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

const templatesOf = (outdir: string) =>
  readdirSync(outdir)
    .filter((file) => file.endsWith('.template.json'))
    .map((file) => join(outdir, file));

test.each(rows)('cfn-lint finds no error in the templates of %s, and nothing is silenced', (name, row) => {
  const templates = templatesOf(rowAssembly(name, row));
  expect(templates.length).toBeGreaterThan(4);
  for (const file of templates) expect(readFileSync(file, 'utf8')).not.toMatch(/"cfn-lint"|"cfn_nag"/);
  const found = lint(templates).filter(({ Rule }) => !(Rule.Id in EXPECTED));
  expect(found.map(({ Rule, Message, Filename }) => `${Rule.Id} ${Message} ${Filename}`)).toEqual([]);
});

test('cfn-lint finds a misspelt action in a Deny', () => {
  const [file = ''] = templatesOf(rowAssembly('sandbox', DEPLOYMENTS.sandbox)).filter((one) => /Foundation/.test(one));
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('"bedrock:InvokeModelWithResponseStream"');
  const planted = join(mkdtempSync(join(tmpdir(), 'cfn-lint-')), 'planted.template.json');
  writeFileSync(
    planted,
    text.replace('"bedrock:InvokeModelWithResponseStream"', '"bedrock:InvokeModelWithResponseStraem"'),
  );
  expect(lint([planted])).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ Message: expect.stringContaining('invokemodelwithresponsestraem') }),
    ]),
  );
});
