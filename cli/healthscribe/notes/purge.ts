import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { EXIT, type ExitCode, OperatorError } from '../../../domain/operator-error';
import { command, type Subcommand, wholeNumber } from '../../command';
import { type Io, print } from '../../io';
import { confirm } from '../../terminal/confirm';
import { stopOnInterrupt } from '../../terminal/interrupt';
import { type StoreFlags, withStoreOptions } from '../store/patient-store';
import { withObjects } from '../store/with-objects';
import { consultationArgument, placeOf } from './open-consultation';

const program = () =>
  withStoreOptions(
    command(
      'private-bedrock notes purge',
      'Deletes a consultation without a signature: recording, transcript, draft and the\n' +
        'outputs of HealthScribe. Waits for the record of the purge. In a folder, the files\n' +
        'of the consultation are deleted, and a signed note stays. Asks first.',
    ).addArgument(consultationArgument()),
  )
    .option('--yes', 'delete without asking')
    .option('--no-wait', 'end when the workflow is told')
    .option('--every <seconds>', 'seconds between two looks for the record', wholeNumber('--every'), 5)
    .option('--json', 'print the record of the purge as JSON');

interface Flags extends StoreFlags {
  readonly yes?: true;
  readonly wait: boolean;
  readonly every: number;
  readonly json?: true;
}

async function run(program: Command, io: Io): Promise<ExitCode> {
  const flags = program.opts<Flags>();
  const name = program.args[0] ?? '';
  const place = placeOf(name, io);
  const { signal } = stopOnInterrupt(io);
  if (!flags.yes) await confirmPurge(name, io);
  const outcome =
    'folder' in place ? await purgeFolder(place.folder) : await purgeStored(place.consultation, flags, io, signal);
  print(io, flags.json ? JSON.stringify(outcome.json, null, 2) : outcome.text);
  return EXIT.ok;
}

interface Outcome {
  readonly json: unknown;
  readonly text: string;
}

async function purgeFolder(folder: string): Promise<Outcome> {
  const { FOLDER_FILES, findRecording } = await import('../consultation/consultation-folder');
  const { transcript, summary, review } = FOLDER_FILES;
  const recording = await findRecording(folder);
  const files = [...[transcript, summary, review].map((file) => join(folder, file)), ...(recording ? [recording] : [])];
  for (const file of files) await rm(file, { force: true });
  return { json: { deleted: files }, text: `Deleted: ${files.join(', ')}.` };
}

async function purgeStored(consultation: string, flags: Flags, io: Io, signal: AbortSignal): Promise<Outcome> {
  const { endWait, taskToken } = await import('../store/end-wait');
  const { awaitPurge, purgeLine } = await import('../store/purge-record');
  return withObjects(flags, io, signal, async (objects) => {
    await endWait(objects, await taskToken(objects, consultation));
    if (!flags.wait) return { json: { consultation }, text: `The workflow purges consultation ${consultation}.` };
    const record = await awaitPurge(objects, consultation, { every: flags.every, signal });
    return { json: record, text: purgeLine(record) };
  });
}

/** @throws OperatorError unless a person answers yes */
async function confirmPurge(name: string, { stdin, stderr }: Io): Promise<void> {
  if (!stdin.isTTY) {
    throw new OperatorError(
      'PB-NOTES-017',
      'Nothing was deleted: this command asks first, and standard input is not a terminal.',
      'Run it in a terminal, or add --yes.',
    );
  }
  if (await confirm(`Delete consultation ${name} without a signature?`, stdin, stderr)) return;
  throw new OperatorError('PB-NOTES-018', 'Nothing was deleted.', 'Run it again to delete the consultation.');
}

export const purgeCommand: Subcommand = { program, run };
