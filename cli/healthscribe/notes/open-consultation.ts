import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Argument, Option } from 'commander';
import { CONSULTATION_ID } from '../../../domain/clinical-note/layout';
import { usageError } from '../../command';
import type { Io } from '../../io';
import type { OpenConsultation } from '../consultation/consultation';
import type { StoreFlags } from '../store/patient-store';
import { withObjects } from '../store/with-objects';

export const consultationArgument = (): Argument =>
  new Argument(
    '<consultation>',
    'id of a consultation, or a folder with transcript.json, summary.json and the recording',
  );

export const languageOption = (): Option =>
  new Option('--language <language>', 'language of the page (default: that of the browser)').choices(['en', 'ko']);

export const outputOption = (): Option =>
  new Option('--output <file>', 'write the signed note into this new file; needed if the deployment keeps none');

/** Place of a consultation: the store of a deployment, or a folder. */
export type Place = { readonly folder: string } | { readonly consultation: string };

/** @throws OperatorError if it is neither the id of a consultation nor a folder */
export function placeOf(name: string, { cwd }: Pick<Io, 'cwd'>): Place {
  if (CONSULTATION_ID.test(name)) return { consultation: name };
  const folder = resolve(cwd, name);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return { folder };
  throw usageError(
    'PB-NOTES-005',
    `'${name}' is neither the id of a consultation nor a folder.`,
    'Use an id of `notes list`, or a folder with the two files of HealthScribe.',
  );
}

interface Opening extends StoreFlags {
  readonly output?: string;
}

/** Works on a consultation while its store is open. @throws OperatorError */
export async function withConsultation<T>(
  name: string,
  flags: Opening,
  io: Io,
  signal: AbortSignal,
  work: (consultation: OpenConsultation) => Promise<T>,
): Promise<T> {
  const place = placeOf(name, io);
  if ('folder' in place) {
    const { openFolder } = await import('../consultation/consultation-folder');
    return work(await openFolder(place.folder));
  }
  const output = flags.output === undefined ? undefined : resolve(io.cwd, flags.output);
  return withObjects(flags, io, signal, async (objects) => {
    const { openStored } = await import('../store/stored-consultation');
    return work(await openStored(objects, place.consultation, output));
  });
}
