import { createHash } from 'node:crypto';

/** Prefixes of the patient bucket, and `purges` of the bucket for purge records. */
export const CLINICAL_PREFIXES = {
  /** Recordings that clinicians upload. */
  audio: 'audio/',
  /** Drafts of notes, with the task token and the review of each. */
  drafts: 'drafts/',
  /** Signed notes. */
  signed: 'signed/',
  /** Beginning of each job name. HealthScribe writes its outputs below the job name, in the root of the bucket. */
  jobs: 'scribe-',
  /** Records of purges, without patient data. */
  purges: 'purges/',
} as const;

/** File name extensions of the formats that HealthScribe accepts. */
export const AUDIO_EXTENSIONS = ['amr', 'flac', 'm4a', 'mp3', 'mp4', 'ogg', 'webm', 'wav'] as const;

export type AudioExtension = (typeof AUDIO_EXTENSIONS)[number];

/** Opaque id of a clinician, never a name. It has no `/`, so that the folder of a clinician contains no other folder. */
export const CLINICIAN_ID = /^[a-z0-9][a-z0-9-]{7,63}$/;

/** Random id of a consultation: a UUID of version 4 in lower case. */
export const CONSULTATION_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * Patterns of policies for the keys of a clinician's recordings: `?` is any character. They admit a random id with an
 * extension of three or four letters, and so neither a name nor a date nor a folder.
 */
export const recordingPatterns = (clinician: string): readonly string[] =>
  ['???', '????'].map((extension) => `audio/${clinician}/????????-????-4???-????-????????????.${extension}`);

/** Name of a job of this project. */
export const JOB_NAME = /^scribe-[0-9a-f]{32}$/;

/** One recording of a patient's visit, and the clinician whose it is. */
export interface Consultation {
  /** See `CLINICIAN_ID`. */
  readonly clinician: string;
  /** See `CONSULTATION_ID`. */
  readonly consultation: string;
}

/** Parts of the key of a recording. */
export interface Recording extends Consultation {
  readonly extension: AudioExtension;
}

/** Returns the key of a recording, such as `audio/c0ffee-0042/6f9619ff-8b86-4d01-b42d-00cf4fc964ff.wav`. */
export const audioKey = ({ clinician, consultation, extension }: Recording): string =>
  `${CLINICAL_PREFIXES.audio}${clinician}/${consultation}.${extension}`;

/**
 * Reads the key of a recording. Every other key below `audio/` could contain a name, a date of birth or a record number.
 *
 * @returns undefined if the key is not that of a recording
 */
export function parseAudioKey(key: string): Recording | undefined {
  const [, clinician = '', consultation = '', extension = ''] = /^audio\/([^/]+)\/([^/.]+)\.([^/.]+)$/.exec(key) ?? [];
  const isKnown = AUDIO_EXTENSIONS.some((known) => known === extension);
  if (!isKnown || !CLINICIAN_ID.test(clinician) || !CONSULTATION_ID.test(consultation)) return undefined;
  return { clinician, consultation, extension: extension as AudioExtension };
}

/** Keys of everything about the draft of one consultation. `folder` contains all of them. */
export function draftKeys({ clinician, consultation }: Consultation) {
  const folder = `${CLINICAL_PREFIXES.drafts}${clinician}/${consultation}/`;
  return {
    folder,
    /** Execution that works on the consultation. */
    claim: `${folder}claim.json`,
    draft: `${folder}draft.json`,
    /** Task token with which the clinician ends the wait for the signature. */
    token: `${folder}token`,
    review: `${folder}review.json`,
  } as const;
}

/** Reads the key of a draft. @returns undefined if the key is not that of a draft */
export function parseDraftKey(key: string): Consultation | undefined {
  const [, clinician = '', consultation = ''] = /^drafts\/([^/]+)\/([^/]+)\/draft\.json$/.exec(key) ?? [];
  return CLINICIAN_ID.test(clinician) && CONSULTATION_ID.test(consultation) ? { clinician, consultation } : undefined;
}

/** Key of a signed note, alike in the patient bucket and in the bucket for signed notes. */
export const signedKey = ({ clinician, consultation }: Consultation): string =>
  `${CLINICAL_PREFIXES.signed}${clinician}/${consultation}.json`;

/** Reads the key of a signed note. @returns undefined if the key is not that of a signed note */
export function parseSignedKey(key: string): Consultation | undefined {
  const [, clinician = '', consultation = ''] = /^signed\/([^/]+)\/([^/]+)\.json$/.exec(key) ?? [];
  return CLINICIAN_ID.test(clinician) && CONSULTATION_ID.test(consultation) ? { clinician, consultation } : undefined;
}

/** Clinician of a recording whose key is of nobody. Too short for a clinician id. */
export const NOBODY = 'nobody';

/**
 * Folder of the records of purges of one consultation: those of a clinician are below the id of that clinician, so that a
 * recording of another clinician under the same consultation id has no record there.
 */
export const purgeFolder = ({ clinician, consultation }: Consultation): string =>
  `${CLINICAL_PREFIXES.purges}${clinician}/${consultation}/`;

/** Key of the record that one execution writes. The digest is of its ARN, whose last part a caller can choose. */
export const purgeKey = (id: Consultation, execution: string): string =>
  `${purgeFolder(id)}${createHash('sha256').update(execution).digest('hex').slice(0, 32)}.json`;

/**
 * Name of the job of a recording. The same object gives the same name, so that a repeated event starts no second job; a
 * replaced object gives another. S3 returns an ETag in quotes, and its events contain it without them.
 */
export function jobName(key: string, etag: string): string {
  const digest = createHash('sha256')
    .update(`${key}\n${etag.replaceAll('"', '')}`)
    .digest('hex');
  return `${CLINICAL_PREFIXES.jobs}${digest.slice(0, 32)}`;
}

/** Keys of the files that HealthScribe writes for a job. The API has no parameter for them. */
export const outputKeys = (job: string) =>
  ({ folder: `${job}/`, transcript: `${job}/transcript.json`, summary: `${job}/summary.json` }) as const;
