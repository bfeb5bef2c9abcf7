import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';
import { EXIT, type ExitCode, OperatorError } from '../../../domain/operator-error';
import { command, type Subcommand } from '../../command';
import { type Io, print } from '../../io';
import { stopOnInterrupt } from '../../terminal/interrupt';
import type { OpenConsultation, Recording } from '../consultation/consultation';
import { filePage } from '../review/page-document';
import { reviewDataOf } from '../review/review-data-of';
import { ReviewSession } from '../review/review-session';
import { type StoreFlags, withStoreOptions } from '../store/patient-store';
import { consultationArgument, languageOption, withConsultation } from './open-consultation';

/** Bytes of the largest recording in a file: browsers read the file as a whole. */
const MAX_RECORDING = 256 * 1024 * 1024;

const program = () =>
  withStoreOptions(
    command(
      'private-bedrock notes export',
      'Writes the review page of a consultation as one HTML file that works without a\n' +
        'network. The file contains patient data: recording, transcript and note. It can\n' +
        'be read, played and printed, and not be signed.',
    ).addArgument(consultationArgument()),
  )
    .requiredOption('--output <file>', 'file to write; it must not exist')
    .option('--no-recording', 'leave the recording out')
    .addOption(languageOption())
    .option('--json', 'print the name of the file as JSON');

interface Flags extends StoreFlags {
  readonly output: string;
  readonly recording: boolean;
  readonly language?: 'en' | 'ko';
  readonly json?: true;
}

async function run(program: Command, io: Io): Promise<ExitCode> {
  const { output, ...flags } = program.opts<Flags>();
  const { signal } = stopOnInterrupt(io);
  await withConsultation(program.args[0] ?? '', flags, io, signal, async (consultation) =>
    write(resolve(io.cwd, output), await pageOf(consultation, flags)),
  );
  print(io, flags.json ? JSON.stringify({ output }) : output);
  io.stderr.write(
    'The file contains patient data, and only you can read it. Delete it when it has served its purpose.\n',
  );
  return EXIT.ok;
}

async function pageOf(consultation: OpenConsultation, flags: Omit<Flags, 'output'>): Promise<string> {
  const recording = flags.recording ? consultation.recording : undefined;
  const embedded = recording && { type: recording.type, content: await contentOf(recording) };
  const data = reviewDataOf(ReviewSession.unopened(consultation), {
    recording: embedded ? 'embedded' : 'absent',
    signing: { by: 'nobody' },
    language: flags.language,
  });
  return filePage(data, embedded);
}

/** @throws OperatorError */
async function contentOf(recording: Recording): Promise<Buffer> {
  const { bytes } = recording;
  if (bytes > MAX_RECORDING) {
    throw new OperatorError(
      'PB-NOTES-006',
      `The recording has ${bytes} bytes, and a file holds at most ${MAX_RECORDING}.`,
      'Add --no-recording, or use `notes review`.',
    );
  }
  return bytes === 0 ? Buffer.alloc(0) : buffer(await recording.read(0, bytes - 1));
}

/** @throws OperatorError if the file exists */
async function write(path: string, html: string): Promise<void> {
  await writeFile(path, html, { flag: 'wx', mode: 0o600 }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause;
    throw new OperatorError('PB-NOTES-007', `${path} exists.`, 'Name another file, or delete this one.', { cause });
  });
}

export const exportCommand: Subcommand = { program, run };
