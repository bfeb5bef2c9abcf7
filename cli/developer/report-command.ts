import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../../domain/operator-error';
import { command, type Subcommand, wholeNumber } from '../command';
import { type Io, print } from '../io';
import { escapeControls } from '../terminal/escape-controls';
import { drawingFor } from '../terminal/terminal';
import { activityText } from './activity-text';
import { type ReadFlags, readActivity, withReadOptions } from './read-activity';

interface Flags extends ReadFlags {
  readonly weeks: number;
  readonly json?: true;
}

const program = () =>
  withReadOptions(
    command(
      'private-bedrock developer report',
      'Sums up usage reports of Amazon Q Developer (by_user_analytic) and Kiro (user_report): active users by week, lines, seats without use, what seats cost.\n' +
        'Only reads. For s3:// it needs s3:ListBucket, s3:GetObject and kms:Decrypt.\n' +
        'Never opens prompt logs, never reads e-mail addresses.',
    ),
  )
    .option('--weeks <n>', 'number of last weeks', wholeNumber('--weeks'), 12)
    .option('--json', 'the report as JSON')
    .addHelpText('after', '\nAlso exit code 1: a line or file does not count. The report names it.');

async function run(program: Command, io: Io): Promise<ExitCode> {
  const { weeks, json, ...flags } = program.opts<Flags>();
  const report = await readActivity(program.args, flags, weeks, io);
  const text = json ? JSON.stringify(report, null, 2) : activityText(report, drawingFor(io.stdout));
  print(io, escapeControls(text, io.stdout));
  return report.findings.some(({ loses }) => loses !== 'none') ? EXIT.failed : EXIT.ok;
}

export const reportCommand: Subcommand = { program, run };
