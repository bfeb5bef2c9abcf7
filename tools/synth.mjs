// `npm run synth`: the CDK CLI synthesizes, then `private-bedrock summary` reports on that same assembly.
// Every argument is one of `cdk synth`; `--deployment <row>` is another way to write `-c deployment=<row>`.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @param {string[]} args */
export const cdkArguments = ([first, second, ...rest]) => {
  if (first === undefined) return [];
  if (first === '--deployment') return ['-c', `deployment=${second ?? ''}`, ...cdkArguments(rest)];
  const argument = first.replace(/^--deployment=/, '--context=deployment=');
  return [argument, ...cdkArguments(second === undefined ? [] : [second, ...rest])];
};

/** The folder of the assembly, if the arguments name one. @param {string[]} args */
export const outputOf = (args) => {
  const at = args.findIndex((argument) => /^(-o|--output)(=|$)/.test(argument));
  return at < 0 ? undefined : (args[at].split('=')[1] ?? args[at + 1]);
};

const HELP = `Usage: npm run synth -- [options] [stack...]

Writes the CloudFormation templates into cdk.out, checks them by the rule packs, and lists what is in them.

Options:
  --deployment <row>     row of lib/config/deployments.ts (default: that of cdk.json)
  -o, --output <folder>  folder for the templates (default: cdk.out)
  -h, --help             this text

Every other argument is one of the CDK CLI: npx cdk synth --help

Exit code: 0 success, 1 failure or open findings.
`;

/** The arguments ask what the command does. Then nothing is synthesized. @param {string[]} args */
export const asksForHelp = (args) => args.some((argument) => argument === '-h' || argument === '--help');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (asksForHelp(process.argv.slice(2))) {
    process.stdout.write(HELP);
    process.exit();
  }
  const args = cdkArguments(process.argv.slice(2));
  const cdk = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk');
  const cwd = join(dirname(fileURLToPath(import.meta.url)), '..');
  const { status } = spawnSync(process.execPath, [cdk, 'synth', '--quiet', ...args], { stdio: 'inherit', cwd });
  const output = outputOf(args);
  process.exitCode = status ?? 1;
  if (status === 0) {
    process.argv.splice(2, process.argv.length, 'summary', ...(output === undefined ? [] : ['--app', output]));
    await import('../build/bin/private-bedrock.js');
  }
}
