import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { AudioHeaders } from '../../../domain/clinical-note/audio/audio-headers';
import { AUDIO_REJECTIONS } from '../../../domain/clinical-note/audio/audio-rejections';
import { checkRecording } from '../../../domain/clinical-note/audio/check-recording';
import { type AudioExtension, audioKey } from '../../../domain/clinical-note/layout';
import { NOTE_TEMPLATES, type NoteTemplate } from '../../../domain/clinical-note/note-templates';
import { type Channels, SPEAKERS, type UploadMetadata } from '../../../domain/clinical-note/upload-metadata';
import { EXIT, type ExitCode, OperatorError } from '../../../domain/operator-error';
import { command, type Subcommand, usageError, wholeNumber } from '../../command';
import { commandLine } from '../../command-line';
import { type Io, print } from '../../io';
import { confirm } from '../../terminal/confirm';
import { stopOnInterrupt } from '../../terminal/interrupt';
import { Progress } from '../../terminal/progress';
import { drawingFor } from '../../terminal/terminal';
import { extensionOf, withRecording } from '../consultation/local-recording';
import type { PatientObjects } from '../store/patient-objects';
import { type PatientStore, type StoreFlags, withStoreOptions } from '../store/patient-store';
import { withObjects } from '../store/with-objects';
import { planLines } from './scribe-plan';

const program = () =>
  withStoreOptions(
    command(
      'private-bedrock scribe',
      'Makes a draft note from the recording of a consultation: checks the file, says its\n' +
        'length and price, asks, uploads it under a random id, follows the workflow and\n' +
        'prints the draft with its evidence. The name of the file is not sent.',
    ).argument('<audio>', 'recording of at most 90 minutes: FLAC, M4A, MP3, MP4, Ogg, WebM or WAV'),
  )
    .addOption(
      new Option('--template <template>', 'layout of the note (default: that of the row)').choices(
        Object.keys(NOTE_TEMPLATES),
      ),
    )
    .addOption(
      new Option('--speakers <n>', 'most speakers (default: that of the row)')
        .argParser(speakers)
        .conflicts('channels'),
    )
    .addOption(
      new Option('--channels <roles>', 'roles on the two channels').choices(['clinician,patient', 'patient,clinician']),
    )
    .option('--yes', 'upload without asking')
    .option('--dry-run', 'check the file and say its length and price, and send nothing')
    .option('--no-wait', 'end after the upload, which starts the workflow')
    .option('--every <seconds>', 'seconds between two looks for the draft', wholeNumber('--every'), 15)
    .option('--json', 'print the draft as JSON');

interface Flags extends StoreFlags {
  readonly template?: NoteTemplate;
  readonly speakers?: number;
  readonly channels?: Channels;
  readonly yes?: true;
  readonly dryRun?: true;
  readonly wait: boolean;
  readonly every: number;
  readonly json?: true;
}

function speakers(value: string): number {
  const count = wholeNumber('--speakers', SPEAKERS.min)(value);
  if (count <= SPEAKERS.max) return count;
  throw usageError(
    'PB-SCRIBE-001',
    `--speakers '${value}' is more than ${SPEAKERS.max}.`,
    'HealthScribe tells at most 30 speakers apart.',
  );
}

async function run(program: Command, io: Io): Promise<ExitCode> {
  const flags = program.opts<Flags>();
  const path = resolve(io.cwd, program.args[0] ?? '');
  const { template, speakers: most, channels } = flags;
  const metadata: UploadMetadata = {
    ...(template && { template }),
    ...(most !== undefined && { speakers: most }),
    ...(channels && { channels }),
  };
  const { extension, headers } = await checkFile(path, metadata);
  const { signal } = stopOnInterrupt(io);
  return withObjects(flags, io, signal, async (objects) => {
    const { store } = objects;
    for (const line of planLines(headers, metadata, store)) io.stderr.write(`${line}\n`);
    if (flags.dryRun) {
      print(io, flags.json ? JSON.stringify({ dryRun: true, ...headers }) : 'Nothing was sent: this is a dry run.');
      return EXIT.ok;
    }
    if (!flags.yes) await confirmUpload(store, io);
    return transcribe(objects, { path, extension, metadata, flags, io, signal });
  });
}

/** Checks the file as the workflow does, so that nothing is sent that it would reject. @throws OperatorError */
async function checkFile(
  path: string,
  metadata: UploadMetadata,
): Promise<{ extension: AudioExtension; headers: AudioHeaders }> {
  const extension = extensionOf(path);
  const headers =
    extension === undefined
      ? 'NotAudio'
      : await withRecording(path, (file) => checkRecording(file, extension, metadata));
  if (extension !== undefined && typeof headers !== 'string') return { extension, headers };
  const reason = typeof headers === 'string' ? headers : 'NotAudio';
  throw new OperatorError(
    'PB-SCRIBE-002',
    `The recording is rejected: ${reason}. Nothing was sent.`,
    AUDIO_REJECTIONS[reason],
  );
}

interface Transcribing {
  readonly path: string;
  readonly extension: AudioExtension;
  readonly metadata: UploadMetadata;
  readonly flags: Flags;
  readonly io: Io;
  readonly signal: AbortSignal;
}

async function transcribe(
  objects: PatientObjects,
  { path, extension, metadata, flags, io, signal }: Transcribing,
): Promise<ExitCode> {
  const { uploadRecording } = await import('./upload');
  const { awaitDraft } = await import('./await-draft');
  const { draftText } = await import('./draft-text');
  const consultation = randomUUID();
  const key = audioKey({ clinician: objects.store.clinician, consultation, extension });
  const progress = new Progress(io.stderr, drawingFor(io.stderr));
  // Before the upload: whatever its answer is, the consultation can be followed and purged.
  io.stderr.write(`Consultation ${consultation}\n`);
  await progress.step('upload the recording', (note) =>
    uploadRecording(objects, { path, key, metadata, signal }, note),
  );
  if (!flags.wait) {
    print(io, flags.json ? JSON.stringify({ consultation }) : consultation);
    return EXIT.ok;
  }
  try {
    const draft = await progress.step('wait for the draft', () =>
      awaitDraft(objects, consultation, { every: flags.every, signal }),
    );
    const review = commandLine('notes', `review ${consultation}`);
    print(io, flags.json ? JSON.stringify({ consultation, draft }, null, 2) : draftText(draft, review));
    return EXIT.ok;
  } catch (error) {
    if (!signal.aborted) throw error;
    io.stderr.write('\nInterrupted. The workflow goes on: see notes list.\n');
    return EXIT.interrupted;
  }
}

/** @throws OperatorError unless a person answers yes */
async function confirmUpload({ account, region, clinician }: PatientStore, { stdin, stderr }: Io): Promise<void> {
  if (!stdin.isTTY) {
    throw new OperatorError(
      'PB-SCRIBE-003',
      'Nothing was sent: this command asks first, and standard input is not a terminal.',
      'Run it in a terminal, or add --yes.',
    );
  }
  const question = `Send the recording to account ${account} in ${region}, as clinician ${clinician}?`;
  if (await confirm(question, stdin, stderr)) return;
  throw new OperatorError('PB-SCRIBE-004', 'Nothing was sent.', 'Run it again to send the recording.');
}

export const scribeCommand: Subcommand = { program, run };
