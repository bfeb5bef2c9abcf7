import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { IAMClient } from '@aws-sdk/client-iam';
import type { Command } from 'commander';
import { clientConfig } from '../cli/aws/client-config';
import { command } from '../cli/command';
import { runProgram } from '../cli/process-io';
import { columns } from '../cli/terminal/columns';
import { Progress } from '../cli/terminal/progress';
import { drawingFor } from '../cli/terminal/terminal';
import { EXIT, type ExitCode, OperatorError } from '../domain/operator-error';
import { writeBounds } from './bounds/bound-file';
import { boundsOf } from './bounds/bounds';
import { systemOf } from './model/system';
import { NotModelledError } from './not-modelled';
import { prove } from './proving';
import { refreshPolicies } from './refresh-policies';
import { figures, PAGE, page } from './report/page';
import type { Proven } from './report/proven';
import { subjects } from './subjects';

const program = () =>
  command(
    'npm run prove --',
    `Decides on the synthesized templates who can do what and what can reach what, then weakens every control\nand sees whether it notices. Writes ${PAGE}. Needs no credentials.`,
  )
    .option('--check', `changes nothing; fails if ${PAGE} is out of date`)
    .option('--write-bounds', 'accepts what each role could be allowed now: read the diff, then commit it')
    .option('--refresh-policies', 'fetches the AWS managed policies anew and proves nothing (needs iam:GetPolicy)')
    .option('--add-policy <arn>', 'the same, with one more AWS managed policy');

interface Flags {
  readonly check?: true;
  readonly writeBounds?: true;
  readonly refreshPolicies?: true;
  readonly addPolicy?: string;
}

async function run(program: Command): Promise<ExitCode> {
  const { check, writeBounds: accepts, refreshPolicies: refreshes, addPolicy } = program.opts<Flags>();
  if (refreshes || addPolicy) return refresh(addPolicy);
  const progress = new Progress(process.stderr, drawingFor(process.stderr));
  try {
    const rows = await progress.step('synthesize', async () => subjects());
    if (accepts) writeBounds((await Promise.all(rows.map(({ templates }) => boundsOf(systemOf(templates))))).flat());
    const proven = await prove(rows, progress);
    process.stdout.write(
      `${columns(
        [{ heading: '' }, { heading: '', align: 'right' }],
        figures(proven).map(([words, count]) => [words, String(count)]),
      ).join('\n')}\n`,
    );
    process.stderr.write(`${progress.seconds.toFixed(1)} s in all\n`);
    return proven.broken.length > 0 ? fail(proven.broken) : publish(proven, check === true);
  } catch (error) {
    if (!(error instanceof NotModelledError)) throw error;
    const unread = new OperatorError('PB-PROOF-002', error.message, 'Nothing was proved, and nothing was written.', {
      cause: error,
    });
    throw unread;
  }
}

async function refresh(added: string | undefined): Promise<ExitCode> {
  for (const line of await refreshPolicies(new IAMClient(clientConfig('us-east-1')), added)) console.log(line);
  return EXIT.ok;
}

function fail(broken: readonly string[]): ExitCode {
  console.error(`\nNot so:\n${broken.map((says) => `  ✗ ${says}`).join('\n')}\n${PAGE} is as it was.`);
  return EXIT.failed;
}

function publish(proven: Proven, onlyCheck: boolean): ExitCode {
  const after = page(proven);
  const isCurrent = existsSync(PAGE) && readFileSync(PAGE, 'utf8') === after;
  if (isCurrent) {
    console.log(`Everything holds. ${PAGE} is up to date.`);
    return EXIT.ok;
  }
  if (onlyCheck) {
    console.error(`Everything holds, but ${PAGE} is out of date.\nRun \`npm run prove\` and look at what changed.`);
    return EXIT.failed;
  }
  writeFileSync(PAGE, after);
  console.log(`Everything holds. ${PAGE} is new: look at what changed.`);
  return EXIT.ok;
}

void runProgram({ program, run });
