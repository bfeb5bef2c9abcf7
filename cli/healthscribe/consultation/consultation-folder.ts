import { createReadStream } from 'node:fs';
import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { readAudioHeaders } from '../../../domain/clinical-note/audio/audio-headers';
import { type Draft, draftSha256, makeDraft } from '../../../domain/clinical-note/draft';
import { DEFAULT_NOTE_TEMPLATE } from '../../../domain/clinical-note/note-templates';
import { OutputError, parseOutput } from '../../../domain/clinical-note/outputs/output-error';
import { readNote } from '../../../domain/clinical-note/outputs/read-note';
import { readTranscript } from '../../../domain/clinical-note/outputs/read-transcript';
import type { SignedNote } from '../../../domain/clinical-note/signature';
import { readSignedNote } from '../../../domain/clinical-note/stored-files';
import { OperatorError } from '../../../domain/operator-error';
import { parseJson } from '../../functions/parse-json';
import { MEDIA_TYPES, type OpenConsultation, type Recording } from './consultation';
import { extensionOf, withRecording } from './local-recording';
import { StoredReview, type VersionedFile } from './stored-review';

/** Files of a consultation in a folder: the two that HealthScribe writes, and those of the review. */
export const FOLDER_FILES = {
  transcript: 'transcript.json',
  summary: 'summary.json',
  review: 'review.json',
  signed: 'signed.json',
} as const;

/**
 * Opens the consultation in a folder: HealthScribe's two files, and the recording if there is one.
 *
 * @throws OperatorError
 */
export async function openFolder(folder: string): Promise<OpenConsultation> {
  const audio = await findRecording(folder);
  const draft = await draftOf(folder, audio);
  const [review, signed] = await Promise.all([
    StoredReview.open(versionedFile(join(folder, FOLDER_FILES.review))),
    readOptional(join(folder, FOLDER_FILES.signed)),
  ]);
  const { username } = userInfo();
  return {
    draft,
    sha256: draftSha256(Buffer.from(JSON.stringify(draft))),
    isTemplateKnown: false,
    signer: { arn: `local:${username}`, name: username },
    recording: audio === undefined ? undefined : await recordingOf(audio),
    review,
    signed: readSignedNote(parseJson(signed ?? '')),
    afterSigning: 'stays',
    sign: (note: SignedNote) => writeOnce(join(folder, FOLDER_FILES.signed), note).then(() => note),
  };
}

/** Returns the path of the recording; undefined if there is none. @throws OperatorError for several */
export async function findRecording(folder: string): Promise<string | undefined> {
  const names = (await readdir(folder)).filter((name) => extensionOf(name) !== undefined).sort();
  if (names.length < 2) return names[0] === undefined ? undefined : join(folder, names[0]);
  throw new OperatorError(
    'PB-NOTES-002',
    `${folder} has ${names.length} recordings: ${names.join(', ')}.`,
    'Keep the one that the note was made from.',
  );
}

async function draftOf(folder: string, audio: string | undefined): Promise<Draft> {
  const transcript = await readOutput(folder, FOLDER_FILES.transcript, readTranscript);
  const note = await readOutput(folder, FOLDER_FILES.summary, readNote);
  const { mtime } = await stat(join(folder, FOLDER_FILES.summary));
  const end = transcript.segments.reduce((latest, segment) => Math.max(latest, segment.end), 0);
  const seconds = audio === undefined ? undefined : await lengthOf(audio);
  return makeDraft({
    consultation: basename(folder),
    // The outputs do not name it.
    template: DEFAULT_NOTE_TEMPLATE,
    createdAt: mtime.toISOString(),
    audio: { key: audio === undefined ? '' : basename(audio), seconds: seconds ?? end },
    transcript,
    note,
  });
}

async function readOutput<T>(folder: string, name: string, read: (json: unknown) => T): Promise<T> {
  const content = await readFile(join(folder, name)).catch((cause: NodeJS.ErrnoException) => {
    throw new OperatorError(
      'PB-NOTES-001',
      `${folder} has no ${name}: ${cause.code}.`,
      `A folder to review holds ${FOLDER_FILES.transcript} and ${FOLDER_FILES.summary} of HealthScribe, and the recording.`,
      { cause },
    );
  });
  try {
    return read(parseOutput(name, content));
  } catch (error) {
    throw error instanceof OutputError ? noOutput(join(folder, name), error) : error;
  }
}

const noOutput = (path: string, cause: OutputError) =>
  new OperatorError(
    'PB-NOTES-003',
    `${path} is not an output of HealthScribe: ${cause.where} ${cause.what}.`,
    'Download it again. A note is never reviewed against a part of its transcript.',
    { cause },
  );

async function lengthOf(audio: string): Promise<number | undefined> {
  const headers = await withRecording(audio, readAudioHeaders);
  return typeof headers === 'string' ? undefined : headers.seconds;
}

async function recordingOf(audio: string): Promise<Recording> {
  const { size } = await stat(audio);
  return {
    type: MEDIA_TYPES[extensionOf(audio) ?? 'wav'],
    bytes: size,
    read: (first, last) => Promise.resolve(createReadStream(audio, { start: first, end: last })),
  };
}

/** Content is the tag of a file. A crash leaves the old content or the new one, and never a half. */
function versionedFile(path: string): VersionedFile {
  const read = async () => {
    const text = await readOptional(path);
    return text === undefined ? undefined : { text, tag: text };
  };
  return {
    read,
    async replace(text, tag) {
      if ((await read())?.tag !== tag) return undefined;
      await writeFile(`${path}.new`, text, { mode: 0o600 });
      await rename(`${path}.new`, path);
      return text;
    },
  };
}

/** @throws OperatorError if the file exists */
export const writeOnce = (path: string, note: SignedNote): Promise<void> =>
  writeFile(path, `${JSON.stringify(note, null, 2)}\n`, { flag: 'wx', mode: 0o600 }).catch((cause) => {
    if (cause.code !== 'EEXIST') throw cause;
    throw new OperatorError('PB-NOTES-004', `${path} exists.`, 'A signed note is never replaced.', { cause });
  });

const readOptional = (path: string) => readFile(path, 'utf8').catch(() => undefined);
