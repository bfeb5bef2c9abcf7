import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rawOutputs } from '../../sandbox/consultations/raw-outputs';
import { readConsultations, recordingOf } from '../../sandbox/consultations/write-consultations';

const consultations = readConsultations();

/** Writes a synthetic consultation into a new folder, as HealthScribe's bucket would have it. Returns its path. */
export function reviewFolder(name: string): string {
  const consultation = consultations.find((known) => known.name === name);
  if (!consultation) throw new Error(`No synthetic consultation ${name}`);
  const folder = mkdtempSync(join(tmpdir(), 'consultation-'));
  folders.push(folder);
  const { extension, content } = recordingOf(consultation);
  const { transcript, summary } = rawOutputs(consultation);
  writeFileSync(join(folder, `recording.${extension}`), content);
  writeFileSync(join(folder, 'transcript.json'), JSON.stringify(transcript));
  writeFileSync(join(folder, 'summary.json'), JSON.stringify(summary));
  return folder;
}

const folders: string[] = [];

/** Deletes the folders that a test file has written. */
export function removeReviewFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
