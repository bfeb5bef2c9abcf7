import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { IAMClient } from '@aws-sdk/client-iam';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { clientConfig } from '../cli/aws/client-config';
import { command } from '../cli/command';
import { runProgram } from '../cli/process-io';
import { columns } from '../cli/terminal/columns';
import { Progress } from '../cli/terminal/progress';
import { drawingFor } from '../cli/terminal/terminal';
import { EXIT, type ExitCode } from '../domain/operator-error';
import { accountSubjects } from './account/account-subject';
import { committedReview, type Review, reviewOf, writeReview } from './bounds/bound-file';
import { boundsOf, changesSince } from './bounds/bounds';
import { proveCode } from './code/run-code';
import { hashOfFiles, KeptResults, sha256 } from './kept-results';
import { systemOf } from './model/system';
import type { Subject } from './proof';
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
    .addOption(
      new Option(
        '--write-bounds',
        'if everything else holds, accepts what each role could be allowed now: read the diff, then commit it',
      ).conflicts('check'),
    )
    .option('--refresh-policies', 'fetches the AWS managed policies anew and proves nothing (needs iam:GetPolicy)')
    .option('--add-policy <arn>', 'the same, with one more AWS managed policy')
    .option('--rows <n>', 'random rows that are proved beside those of the table', whole, 40)
    .option('--seed <n>', 'seed of the random rows (default: the inputs decide it)', whole)
    .option('--code', 'changes the code in place of the templates, writes docs/code-mutants.md and proves nothing else')
    .option('--percent <n>', 'with --code: share of the mutants, chosen by a hash', whole, 100)
    .option('--judged', 'with --code: judges nothing more, and writes the page of the share that is judged')
    .option('--no-cache', `decides everything again, also what ${KEPT} knows, or with --code build/code-mutants.jsonl`);

interface Flags {
  readonly check?: true;
  readonly writeBounds?: true;
  readonly refreshPolicies?: true;
  readonly addPolicy?: string;
  readonly rows: number;
  readonly seed?: number;
  readonly cache: boolean;
  readonly code?: true;
  readonly percent: number;
  readonly judged?: true;
}

function whole(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Write a whole number, such as 40.');
}

async function run(program: Command): Promise<ExitCode> {
  const {
    check,
    writeBounds: accepts,
    refreshPolicies: refreshes,
    addPolicy,
    cache,
    code: attacksCode,
    percent,
    judged,
    ...random
  } = program.opts<Flags>();
  if (refreshes || addPolicy) return refresh(addPolicy);
  const progress = new Progress(process.stderr, drawingFor(process.stderr));
  if (attacksCode) return proveCode({ percent, ignoresEarlier: !cache, onlyJudged: judged === true }, progress);
  const rows = await progress.step('synthesize', async () => subjects());
  const review = accepts ? reviewOf(await boundsOfRows([...rows, ...accountSubjects()])) : committedReview();
  const code = hashOfFiles(['build/proofs', 'build/lambda', 'package-lock.json', 'proofs/managed-policies']);
  const kept = KeptResults.open(KEPT, inputsOf(code, rows, review), { ignoresEarlier: !cache });
  // Other rows after each change, and the same ones for the same code, so that nothing turns red by itself.
  const seed = random.seed ?? Number.parseInt(code.slice(0, 7), 16);
  const proven = await prove(rows, review, { seed, count: random.rows }, kept, progress).finally(() => kept.save());
  process.stdout.write(
    `${columns(
      [{ heading: '' }, { heading: '', align: 'right' }],
      figures(proven).map(([words, count]) => [words, String(count)]),
    ).join('\n')}\n`,
  );
  for (const { name, notClaimed } of proven.rows) for (const words of notClaimed) console.log(`${name}: ${words}`);
  console.log(`${random.rows} random rows, and as many of accounts, --seed ${seed}`);
  process.stderr.write(`${progress.seconds.toFixed(1)} s in all\n`);
  if (kept.taken > 0) process.stderr.write(`${takenFrom(kept)}\n`);
  if (proven.broken.length > 0) return fail(proven, review);
  if (accepts) for (const line of writeReview(review)) console.log(line);
  return publish(proven, check === true);
}

/** Results of earlier runs. */
const KEPT = 'build/proven.json';

/** Everything that a result depends on: code, functions, packages, policies of AWS, reviewed bounds, templates. */
const inputsOf = (code: string, rows: readonly Subject[], review: Review): string =>
  sha256([code, process.version, JSON.stringify([rows, Object.entries(review).sort()])].join('\n'));

const takenFrom = ({ taken, count }: KeptResults) =>
  `${taken} of ${count} results come from ${KEPT}: an earlier run decided them for the same inputs.\n` +
  'npm run prove -- --no-cache decides them again.';

const boundsOfRows = async (rows: readonly Subject[]) =>
  (await Promise.all(rows.map(({ templates }) => boundsOf(systemOf(templates))))).flat();

async function refresh(added: string | undefined): Promise<ExitCode> {
  for (const line of await refreshPolicies(new IAMClient(clientConfig('us-east-1')), added)) console.log(line);
  return EXIT.ok;
}

function fail({ broken, bounds, rows }: Proven, review: Review): ExitCode {
  console.error(`\nNot so:\n${broken.map((says) => `  ✗ ${says}`).join('\n')}`);
  console.error(`Nothing was written: ${PAGE} and the bounds are as they were.`);
  const boundsOfRow = (row: string) => bounds.filter(({ deployment }) => deployment === row);
  if (rows.some(({ name }) => changesSince(review, boundsOfRow(name)).length > 0))
    console.error('If the bounds are meant to be so: npm run test:update, then read the diff.');
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
    console.error(`Everything holds, but ${PAGE} is out of date.\nRun \`npm run prove\` and review the changes.`);
    return EXIT.failed;
  }
  writeFileSync(PAGE, after);
  console.log(`Everything holds. ${PAGE} is updated. Review the changes.`);
  return EXIT.ok;
}

void runProgram({ program, run });
