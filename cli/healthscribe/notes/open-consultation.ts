import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Argument, type Command, Option } from 'commander';
import { CONSULTATION_ID } from '../../../domain/clinical-note/layout';
import { usageError } from '../../command';
import type { Io } from '../../io';
import type { OpenConsultation } from '../consultation/consultation';

/** Options of a command that opens a consultation. */
export type StoreFlags = object;

export const storeOptions = (program: Command): Command => program;

export const consultationArgument = (): Argument =>
  new Argument(
    '<consultation>',
    'id of a consultation, or a folder with transcript.json, summary.json and the recording',
  );

export const languageOption = (): Option =>
  new Option('--language <language>', 'language of the page (default: that of the browser)').choices(['en', 'ko']);

/** Opens a consultation by its id, or the one of a folder. @throws OperatorError */
export async function openConsultation(
  name: string,
  _flags: StoreFlags,
  { cwd }: Io,
  _signal: AbortSignal,
): Promise<OpenConsultation> {
  const folder = resolve(cwd, name);
  if (!CONSULTATION_ID.test(name) && !isFolder(folder)) {
    throw usageError(
      'PB-NOTES-005',
      `'${name}' is neither the id of a consultation nor a folder.`,
      'Use an id of `notes list`, or a folder with the two files of HealthScribe.',
    );
  }
  const { openFolder } = await import('../consultation/consultation-folder');
  return openFolder(folder);
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
