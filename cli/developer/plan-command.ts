import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { leavingPlan } from '../../domain/developer/usage/leaving-plan';
import { EXIT, type ExitCode } from '../../domain/operator-error';
import { isoDay } from '../../domain/usage/usage';
import { command, type Subcommand, usageError } from '../command';
import { type Io, print } from '../io';
import { escapeControls } from '../terminal/escape-controls';
import { END, planPage } from './plan-page';
import { type ReadFlags, readActivity, seatPrices, withReadOptions } from './read-activity';

interface Flags extends ReadFlags {
  readonly until: string;
  readonly out?: string;
  readonly force?: true;
  readonly json?: true;
}

const program = () =>
  withReadOptions(
    command(
      'private-bedrock developer plan',
      'Plans the way from Amazon Q Developer to Kiro from usage reports, as Markdown with checkboxes: who moves when, what seats cost on both sides, what to switch off.\n' +
        'Changes nothing in AWS.',
    ),
  )
    .option('--until <day>', 'last day of Amazon Q Developer', END)
    .option('--out <file>', 'file to write (default: standard output)')
    .option('--force', 'replace the file if it exists')
    .option('--json', 'print the plan as JSON');

async function run(program: Command, io: Io): Promise<ExitCode> {
  const { until, out, force, json, ...flags } = program.opts<Flags>();
  const today = isoDay(new Date());
  assertDay(until, today);
  if (out && !force && existsSync(resolve(io.cwd, out))) {
    throw usageError('PB-REPORT-006', `${out} exists.`, 'Choose another file, or replace it with --force.');
  }
  const plan = leavingPlan(await readActivity(program.args, flags, 1, io), seatPrices(flags, io), today, until);
  const page = planPage(plan, flags.names === true);
  if (out) writeWhole(resolve(io.cwd, out), page);
  if (json) print(io, escapeControls(JSON.stringify(plan, null, 2), io.stdout));
  else print(io, out ? `Wrote ${out}.` : escapeControls(page.trimEnd(), io.stdout));
  return EXIT.ok;
}

function assertDay(until: string, today: string): void {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(until) && new Date(`${until}T00:00:00Z`).toJSON()?.startsWith(until);
  if (isDay && until >= today && until.slice(0, 4) <= LAST_YEAR) return;
  throw usageError(
    'PB-REPORT-005',
    `--until '${until}' is not a day from ${today} to ${LAST_YEAR}-12-31.`,
    `Write for example --until ${END}.`,
  );
}

/** Nobody plans seats for longer. */
const LAST_YEAR = '2035';

/** Writes beside the file and renames: a plan is there whole or not at all. */
function writeWhole(path: string, text: string): void {
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, path);
}

export const planCommand: Subcommand = { program, run };
