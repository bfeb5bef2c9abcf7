import { readFile } from 'node:fs/promises';
import { EVERYONE, NOBODY } from '../../../domain/knowledge/audience';
import { documentOf, readSidecar, SIDECAR_SUFFIX } from '../../../domain/knowledge/sidecar';
import { OperatorError } from '../../../domain/operator-error';
import { counted } from '../../terminal/counted';
import { inParallel } from '../in-parallel';
import type { DocumentsClient } from './documents-client';
import type { SyncPlan, WantedObject } from './sync-plan';
import { readSidecarText } from './sync-run';

/** Sidecars that are read at the same time. */
const READS = 16;

/** Documents that the message names. */
const NAMED = 5;

/**
 * Refuses a plan after which everybody sees a document that only some groups see now. A sidecar that is missing in the
 * folder says that everybody may see its document, and it can be missing by mistake.
 *
 * @throws OperatorError
 */
export async function refuseToOpen(documents: DocumentsClient, { changed }: SyncPlan): Promise<void> {
  const sidecars = changed.filter(({ key }) => key.endsWith(SIDECAR_SUFFIX));
  const opened = await inParallel(sidecars, READS, async (sidecar) => {
    if (!isOpen(await textOf(sidecar))) return [];
    return isRestricted(await readSidecarText(documents, sidecar.key)) ? [documentOf(sidecar.key)] : [];
  });
  const keys = opened.flat();
  if (keys.length === 0) return;
  const more = keys.length > NAMED ? `, and ${keys.length - NAMED} more` : '';
  const named = keys.slice(0, NAMED).join(', ') + more;
  throw new OperatorError(
    'PB-KNOWLEDGE-024',
    `Nothing is uploaded: everybody would see ${counted(keys.length, 'document')} that only some groups see now: ${named}.`,
    'Put back the sidecar with allowedGroups, or repeat the command with --open.',
  );
}

const textOf = ({ text, path }: WantedObject): Promise<string> =>
  text === undefined ? readFile(path ?? '', 'utf8') : Promise.resolve(text);

const groupsOf = (text: string): readonly string[] | undefined => {
  const sidecar = readSidecar(text);
  return 'code' in sidecar ? [] : sidecar.groups;
};

/** A sidecar without groups becomes one for everybody. */
const isOpen = (text: string): boolean => groupsOf(text)?.includes(EVERYONE) ?? true;

const isRestricted = (text: string | undefined): boolean => {
  const groups = (text === undefined ? undefined : groupsOf(text)) ?? [];
  return !groups.includes(EVERYONE) && groups.some((group) => group !== NOBODY);
};
