import { readFile, rm, writeFile } from 'node:fs/promises';
import { type Consultation, draftKeys, signedKey } from '../../../domain/clinical-note/layout';
import type { SignedNote } from '../../../domain/clinical-note/signature';
import { OperatorError } from '../../../domain/operator-error';
import { writeOnce } from '../consultation/consultation-folder';
import { endWait, taskToken } from './end-wait';
import type { PatientObjects } from './patient-objects';

/** Note of this session that is stored, or the fact that another one is, or that nothing was found. */
type Found = SignedNote | 'other' | 'unconfirmed';

/** Content of the copy on this machine. */
const copyOf = (note: SignedNote): string => `${JSON.stringify(note, null, 2)}\n`;

/**
 * Signing of one draft in the store. The answer of S3 can be lost after the note is stored, and the SDK then repeats the
 * request and learns only that a note exists. So whatever S3 answers, the stored note is read: the copy on this machine is
 * deleted only if another note was found in its place.
 */
export class Signing {
  /** Notes of this session whose storing was not confirmed. One of them can still arrive. */
  private readonly unconfirmed: SignedNote[] = [];

  /**
   * @param output file for the signed note; needed if the row does not keep signed notes
   * @param noDraft tells why there is no draft
   */
  constructor(
    private readonly objects: PatientObjects,
    private readonly id: Consultation,
    private readonly output: string | undefined,
    private readonly noDraft: () => Promise<OperatorError>,
  ) {}

  /**
   * Stores a note and ends the wait of the workflow.
   *
   * @returns the note that counts: an earlier attempt of this session can have arrived
   * @throws OperatorError
   */
  async sign(note: SignedNote): Promise<SignedNote> {
    const { objects, id, output } = this;
    if (!objects.store.settings.keepSignedNotes && output === undefined) {
      throw new OperatorError(
        'PB-NOTES-010',
        'This deployment keeps no signed note, and no file was named for it.',
        'Run the command again with --output <file>.',
      );
    }
    // The purge may have run since the draft was opened: a note that comes after it would stay.
    const { folder, draft } = draftKeys(id);
    const present = (await objects.list(folder)).map(({ key }) => key);
    if (!present.includes(draft)) throw await this.noDraft();
    const token = await taskToken(objects, id.consultation);
    if (output !== undefined) await this.writeCopy(output, note);
    const stored = await this.store(note);
    // If this call is lost, the workflow finds the signature when the time of the draft is over.
    await endWait(objects, token).catch(() => undefined);
    return stored;
  }

  /** The copy of an unconfirmed note of this session makes room for the next one: `store` tells which of them counts. */
  private async writeCopy(output: string, note: SignedNote): Promise<void> {
    const copy = await readFile(output, 'utf8').catch(() => '');
    if (this.unconfirmed.some((one) => copyOf(one) === copy)) await writeFile(output, copyOf(note));
    else await writeOnce(output, note);
  }

  private async store(note: SignedNote): Promise<SignedNote> {
    const { objects, id, output } = this;
    try {
      await objects.write(signedKey(id), note, { once: true });
      return note;
    } catch (cause) {
      const found = await this.find(note);
      if (typeof found === 'object') {
        if (output !== undefined) await writeFile(output, copyOf(found));
        return found;
      }
      if (found === 'other') {
        // A file of a note that does not count must not look like a signed one.
        if (output !== undefined) await rm(output, { force: true });
        throw alreadySigned(cause);
      }
      this.unconfirmed.push(note);
      throw this.notConfirmed(cause);
    }
  }

  /** Looks for the note that is stored. No failure here may hide why the note was not stored. */
  private async find(note: SignedNote): Promise<Found> {
    try {
      const stored = await storedNote(this.objects, this.id);
      if (stored === undefined) return 'unconfirmed';
      return [note, ...this.unconfirmed].find((one) => JSON.stringify(one) === stored) ?? 'other';
    } catch {
      return 'unconfirmed';
    }
  }

  private notConfirmed(cause: unknown): OperatorError {
    const copy = this.output === undefined ? '' : ` Keep ${this.output}: it is the only copy if the note was stored.`;
    return new OperatorError(
      'PB-NOTES-019',
      `Amazon S3 did not confirm the signature: ${cause instanceof Error ? cause.message : 'no answer'}`,
      `See \`notes list\`: if it does not say signed, sign again.${copy}`,
      { cause },
    );
  }
}

/** Reads the signed note: handed over, or kept by a workflow that has checked and purged meanwhile. @throws OperatorError */
export async function storedNote(objects: PatientObjects, id: Consultation): Promise<string | undefined> {
  const { patients, keptNotes } = objects.store;
  const key = signedKey(id);
  for (const bucket of [patients, ...(keptNotes === undefined ? [] : [keptNotes])]) {
    const isThere = (await objects.list(key, bucket)).some((object) => object.key === key);
    const content = isThere ? await objects.read(key, bucket) : undefined;
    if (content) return String(content);
  }
  return undefined;
}

const alreadySigned = (cause: unknown) =>
  new OperatorError(
    'PB-NOTES-011',
    'The note is signed already, in another session.',
    'See `notes list`. The note of that session counts, and its file is the copy.',
    { cause },
  );
