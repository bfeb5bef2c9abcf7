import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../../../domain/operator-error';
import { command, type Subcommand, wholeNumber } from '../../command';
import { type Io, print } from '../../io';
import { Progress } from '../../terminal/progress';
import { drawingFor } from '../../terminal/terminal';
import { openSource } from './open-source';
import { selectModel } from './select-model';
import { validateSources } from './validate-sources';
import { validationReport } from './validation-report';

const program = () =>
  command(
    'private-bedrock validate',
    'Checks labelled examples before a customization job.\nOnly reads: it starts no job and prints no example.',
  )
    .argument('<file>', 'JSON Lines on this machine, or s3://<bucket>/<key>; plain or gzip')
    .requiredOption('--model <id>', 'the base model, such as amazon.nova-lite-v1:0')
    .option('--validation <file>', 'the validation set, if the model takes one')
    .option(
      '--epochs <n>',
      'number of times that the job reads the training set (default: that of the model)',
      wholeNumber('--epochs'),
    )
    .option('--bucket <name>', 'bucket that must hold the images and videos (default: that of an s3:// file)')
    .option('--limit <n>', 'listed findings of each code; all are counted', wholeNumber('--limit'), 10)
    .option('--json', 'the report as JSON');

interface Flags {
  readonly model: string;
  readonly validation?: string;
  readonly epochs?: number;
  readonly bucket?: string;
  readonly limit: number;
  readonly json?: true;
}

async function run(program: Command, io: Io): Promise<ExitCode> {
  const { model: id, validation, epochs, limit, json, ...flags } = program.opts<Flags>();
  const model = selectModel(id, epochs);
  const training = await openSource(program.args[0] ?? '', io.cwd);
  // Both are opened before one is read.
  const held = validation && (await openSource(validation, io.cwd));
  const bucket = flags.bucket ?? training.bucket;
  const progress = new Progress(io.stderr, drawingFor(io.stderr));
  const report = await progress.step('validate', (note) =>
    validateSources(
      { sources: held ? [training, held] : [training], model, epochs, mediaIn: bucket && `${bucket}/`, limit },
      note,
    ),
  );
  print(io, json ? JSON.stringify(report, null, 2) : validationReport(report, drawingFor(io.stdout)));
  return report.ok ? EXIT.ok : EXIT.failed;
}

export const validateCommand: Subcommand = { program, run };
