import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../../../domain/operator-error';
import { command, type Subcommand, wholeNumber } from '../../command';
import { type Io, print } from '../../io';
import { Progress } from '../../terminal/progress';
import { drawingFor } from '../../terminal/terminal';
import { chosenModel } from './chosen-model';
import { openSource } from './dataset-file';
import { validateSources } from './validate-sources';
import { validationReport } from './validation-report';

const program = () =>
  command(
    'private-bedrock validate',
    'Says whether a customization job may be started with these labelled examples.\nReads, and does nothing else: no job is started, and no example is ever printed.',
  )
    .argument('<file>', 'JSON Lines on this machine, or s3://<bucket>/<key>; plain or gzip')
    .requiredOption('--model <id>', 'the base model, such as amazon.nova-lite-v1:0')
    .option('--validation <file>', 'the validation set, where the model takes one')
    .option(
      '--epochs <n>',
      'how often the job will read the training set (default: as the model does)',
      wholeNumber('--epochs'),
    )
    .option('--bucket <name>', 'bucket in which images and videos have to lie (default: that of an s3:// file)')
    .option('--limit <n>', 'findings of each code that are listed; all are counted', wholeNumber('--limit'), 10)
    .option(
      '--threads <n>',
      'threads for a large file on this machine',
      wholeNumber('--threads'),
      Math.min(availableParallelism(), 4),
    )
    .option('--json', 'the report as JSON (use npm run -s)');

interface Flags {
  readonly model: string;
  readonly validation?: string;
  readonly epochs?: number;
  readonly bucket?: string;
  readonly limit: number;
  readonly threads: number;
  readonly json?: true;
}

async function run(program: Command, io: Io): Promise<ExitCode> {
  const { model: id, validation, epochs, limit, threads, json, ...flags } = program.opts<Flags>();
  const model = chosenModel(id, epochs);
  const training = await openSource(program.args[0] ?? '', io.cwd);
  // Both are looked at before either is read.
  const held = validation && (await openSource(validation, io.cwd));
  const bucket = flags.bucket ?? training.bucket;
  const progress = new Progress(io.stderr, drawingFor(io.stderr));
  const report = await progress.step('validate', (note) =>
    validateSources(
      {
        sources: held ? [training, held] : [training],
        model,
        epochs,
        mediaIn: bucket && `${bucket}/`,
        limit,
      },
      { threads, program: join(io.programs, 'range-worker.js'), note },
    ),
  );
  print(io, json ? JSON.stringify(report, null, 2) : validationReport(report, drawingFor(io.stdout)));
  return report.ok ? EXIT.ok : EXIT.failed;
}

export const validateCommand: Subcommand = { program, run };
