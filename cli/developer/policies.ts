import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { formatProblem } from '../../domain/deployment/config-error';
import { EXIT, type ExitCode, OperatorError } from '../../domain/operator-error';
import {
  MAX_CONTROL_POLICY,
  type OrganizationPolicy,
  organizationPolicies,
  policySize,
} from '../../domain/organization/organization-policies';
import { validateAdministrators } from '../../domain/organization/validate-organization';
import { command, type Subcommand, usageError } from '../command';
import { type Io, print } from '../io';

const program = () =>
  command(
    'private-bedrock developer policies',
    'Prints the policies that PrivateBedrockOrganization deploys: service control policies, and the AI services opt-out\n' +
      'policy. Paste each into AWS Organizations, in the management account. Needs no credentials without --look.',
  )
    .addOption(
      new Option(
        '--administrator <arn...>',
        'the only roles that give seats, buy and change profiles',
      ).makeOptionMandatory(),
    )
    .option('--deny-console-use', 'add a policy that denies Amazon Q in the console to everybody')
    .option('--folder <folder>', 'write a file for each policy, named after it; replaces none')
    .option(
      '--look',
      'first check that the credentials are of the management account and that the organization has the types of policies',
    )
    .option('--json', 'print the policies as one JSON object, by name');

interface Options {
  readonly administrator: readonly string[];
  readonly denyConsoleUse?: true;
  readonly folder?: string;
  readonly look?: true;
  readonly json?: true;
}

async function run(program: Command, io: Io): Promise<ExitCode> {
  const { administrator: administrators, denyConsoleUse = false, ...options } = program.opts<Options>();
  const [problem] = validateAdministrators(administrators);
  if (problem) throw usageError('PB-POLICIES-001', formatProblem({ ...problem, path: '--administrator' }));
  const policies = organizationPolicies({ administrators, denyConsoleUse });
  const looked = options.look ? await (await import('./look-organization')).lookOrganization(policies) : [];
  const written = options.folder === undefined ? [] : write(policies, resolve(io.cwd, options.folder));
  const contents = Object.fromEntries(policies.map(({ name, content }) => [name, content]));
  print(
    io,
    options.json ? JSON.stringify(contents, null, 2) : [...looked, ...textOf(policies, written), NOTE].join('\n'),
  );
  return EXIT.ok;
}

/** Limits of the policies, below each output. */
const NOTE =
  'These policies do not bind the management account, nor a developer with a Builder ID or the Free tier, who is no\n' +
  'principal of yours. docs/developer.md says what does: egress filters, device management, lists of extensions.';

function textOf(policies: readonly OrganizationPolicy[], written: readonly string[]): readonly string[] {
  if (written.length > 0) return [...written.map((file) => `Wrote ${file}`), ''];
  return policies.flatMap((policy) => {
    const limit = policy.type === 'SERVICE_CONTROL_POLICY' ? ` of ${MAX_CONTROL_POLICY}` : '';
    const title = `${policy.name}.json · ${policy.type} · ${policySize(policy)}${limit} characters`;
    return [title, policy.description, JSON.stringify(policy.content, null, 2), ''];
  });
}

/** Writes every file or none. */
function write(policies: readonly OrganizationPolicy[], folder: string): readonly string[] {
  const files = policies.map((policy) => ({ file: join(folder, `${policy.name}.json`), policy }));
  const there = files.filter(({ file }) => existsSync(file)).map(({ file }) => file);
  if (there.length > 0) {
    throw new OperatorError(
      'PB-POLICIES-002',
      `The folder has ${there.join(', ')} already. Nothing was written.`,
      'Name a new folder with --folder, compare, and replace the files yourself.',
    );
  }
  mkdirSync(folder, { recursive: true });
  for (const { file, policy } of files) writeFileSync(file, `${JSON.stringify(policy.content, null, 2)}\n`);
  return files.map(({ file }) => file);
}

export const policiesCommand: Subcommand = { program, run };
