import { type Draft, makeDraft } from '../../../domain/clinical-note/draft';
import { draftKeys, jobName, outputKeys, parseAudioKey, type Recording } from '../../../domain/clinical-note/layout';
import { sentencesOf } from '../../../domain/clinical-note/note';
import { isNoteTemplate } from '../../../domain/clinical-note/note-templates';
import { OutputError, parseOutput } from '../../../domain/clinical-note/outputs/output-error';
import { readNote } from '../../../domain/clinical-note/outputs/read-note';
import { readTranscript } from '../../../domain/clinical-note/outputs/read-transcript';
import { readDraft } from '../../../domain/clinical-note/stored-files';
import type { AwaitSignatureRequest, MakeDraftRequest, MakeDraftResult, Source } from '../contract';
import type { Notes } from './notes';

/** The job is complete, and one of its files is not there. */
export class OutputsMissing extends Error {
  override readonly name = 'OutputsMissing';
}

/** A file of the job is not what HealthScribe documents. The message names a place in it, and quotes nothing. */
export class OutputsMalformed extends Error {
  override readonly name = 'OutputsMalformed';
}

/** Time at which a step runs, and time that drafts have. */
export interface DraftClock {
  readonly now: () => Date;
  readonly retentionSeconds: number;
}

/**
 * Makes the draft from the files of the job, checks its evidence, and stores it.
 *
 * @throws OutputsMissing, OutputsMalformed
 */
export async function draftStep(request: MakeDraftRequest, notes: Notes, clock: DraftClock): Promise<MakeDraftResult> {
  const recording = recordingOf(request);
  const { draft: key } = draftKeys(recording);
  const made = await draftOf(request, recording, notes, clock.now());
  if (await notes.create(key, JSON.stringify(made))) return resultOf(made, clock);
  // A retry after a lost answer: the stored draft is the one that its reviewer sees.
  const stored = readDraft(parseOutput('draft.json', (await notes.read(key))?.bytes ?? ''));
  if (!stored) throw new Error('The stored draft cannot be read.');
  return resultOf(stored, clock);
}

/** Stores the task token where only the clinician of the recording reads it. */
export async function awaitStep(request: AwaitSignatureRequest, notes: Notes): Promise<void> {
  await notes.write(draftKeys(recordingOf(request)).token, request.token);
}

/** Returns the recording of a request. Its key was checked before: any other is a mistake. */
export function recordingOf({ key }: Source): Recording {
  const recording = parseAudioKey(key);
  if (!recording) throw new Error('The key is not that of a recording.');
  return recording;
}

/** Returns the seconds during which a draft may still wait; 0 if its time is over. */
export const secondsLeft = (createdAt: string, { now, retentionSeconds }: DraftClock): number =>
  Math.max(0, Math.ceil(Date.parse(createdAt) / 1_000 + retentionSeconds - now().getTime() / 1_000));

async function draftOf(request: MakeDraftRequest, recording: Recording, notes: Notes, now: Date): Promise<Draft> {
  const { key, etag, seconds, template } = request;
  if (!isNoteTemplate(template)) throw new Error('The template is none of the API.');
  const files = outputKeys(jobName(key, etag));
  const [transcript, summary] = [await notes.read(files.transcript), await notes.read(files.summary)];
  if (!transcript || !summary) throw new OutputsMissing('HealthScribe has not written transcript and summary.');
  try {
    return makeDraft({
      consultation: recording.consultation,
      template,
      createdAt: now.toISOString(),
      audio: { key, seconds },
      transcript: readTranscript(parseOutput('transcript.json', transcript.bytes)),
      note: readNote(parseOutput('summary.json', summary.bytes)),
    });
  } catch (error) {
    if (!(error instanceof OutputError)) throw error;
    // Without a cause, which a logger could write out.
    const malformed = new OutputsMalformed(error.message);
    throw malformed;
  }
}

const resultOf = ({ evidence, note, createdAt }: Draft, clock: DraftClock): MakeDraftResult => ({
  status: evidence.status,
  sentences: sentencesOf(note).length,
  doubts: evidence.doubts.length,
  secondsLeft: secondsLeft(createdAt, clock),
});
