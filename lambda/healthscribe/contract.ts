/**
 * Contract between the constructs, the three functions for consultations and their workflow: environment variables, steps,
 * results. Imports neither CDK nor SDK, so that all sides compile against this file.
 *
 * No request and no result has text of a recording, a transcript or a note: Step Functions keeps both for 90 days.
 */

/** Environment variables of the functions. The constructs set them. */
export const ENV = {
  /** Bucket of recordings, outputs of HealthScribe, drafts, and signed notes until they are checked. */
  patientBucket: 'PATIENT_BUCKET',
  /** Bucket of signed notes that are kept. Absent if the row keeps none. */
  signedNotesBucket: 'SIGNED_NOTES_BUCKET',
  /** Bucket of the records of purges. */
  purgeRecordsBucket: 'PURGE_RECORDS_BUCKET',
  /** Template of a recording that names none. */
  template: 'NOTE_TEMPLATE',
  /** Speakers of a recording that names neither speakers nor channels. */
  speakers: 'SPEAKERS',
  /** Seconds during which a draft waits for its signature. */
  retentionSeconds: 'RETENTION_SECONDS',
} as const;

/** Recording that an execution works on, as the event of S3 names it. */
export interface Source {
  /** Key below `audio/`. */
  readonly key: string;
  /** ETag of the object, without quotes. */
  readonly etag: string;
}

// Function `check-audio`

/** Request to check a recording and to claim it for the execution. */
export interface CheckAudioRequest extends Source {
  readonly step: 'check-audio';
  /** ARN of the execution. */
  readonly execution: string;
}

/** Request to claim the consultation of a recording whose check failed. Nothing parses the recording. */
export interface ClaimRequest extends Source {
  readonly step: 'claim';
  /** ARN of the execution. */
  readonly execution: string;
}

/** Request to compare the recording with the one that was checked, once the job has read it. */
export interface CompareAudioRequest extends Source {
  readonly step: 'compare-audio';
}

export type CheckRequest = CheckAudioRequest | ClaimRequest | CompareAudioRequest;

/** Recording that a job may read. */
export interface AcceptedAudio {
  readonly outcome: 'accepted';
  /** Name of the job. */
  readonly job: string;
  readonly consultation: string;
  /** Length of the recording. */
  readonly seconds: number;
  /** One of the templates of the API. */
  readonly template: string;
  /** Means by which the job tells who speaks: the state machine has one state for each. */
  readonly separation: 'speakers' | 'channels';
  /** Most speakers. With `separation: 'speakers'` only. */
  readonly speakers?: number;
  /** Role on channel 0, then on channel 1. With `separation: 'channels'` only. */
  readonly roles?: readonly ['CLINICIAN', 'PATIENT'] | readonly ['PATIENT', 'CLINICIAN'];
}

export type CheckAudioResult =
  | AcceptedAudio
  /** Its reason is one of AUDIO_REJECTIONS of the domain. */
  | { readonly outcome: 'rejected'; readonly reason: string }
  /** Another execution works on the consultation. */
  | { readonly outcome: 'duplicate' }
  /** The object of the event does not exist any more. */
  | { readonly outcome: 'gone' };

export interface ClaimResult {
  /** `duplicate` if another execution has claimed the consultation: only that one may delete anything of it. */
  readonly outcome: 'claimed' | 'duplicate';
}

export interface CompareAudioResult {
  readonly same: boolean;
}

// Function `make-draft`

/** Request to make the draft from the outputs of the job. */
export interface MakeDraftRequest extends Source {
  readonly step: 'make-draft';
  /** One of the templates of the API. */
  readonly template: string;
  /** Length of the recording. */
  readonly seconds: number;
}

export interface MakeDraftResult {
  readonly status: 'READY' | 'NEEDS_REVIEW';
  readonly sentences: number;
  /** Sentences with doubts. */
  readonly doubts: number;
  /** Seconds during which the draft may wait for its signature. */
  readonly secondsLeft: number;
}

/** Request to store the task token with which the clinician ends the wait. */
export interface AwaitSignatureRequest extends Source {
  readonly step: 'await-signature';
  readonly token: string;
}

/** Request to check the signature, when the clinician or the time has ended the wait. */
export interface CheckSignatureRequest extends Source {
  readonly step: 'check-signature';
}

export type DraftRequest = MakeDraftRequest | AwaitSignatureRequest | CheckSignatureRequest;

export type CheckSignatureResult =
  | { readonly outcome: 'signed'; readonly draftSha256: string; readonly signedAt: string }
  | { readonly outcome: 'unsigned' }
  /** Its reason is one of SIGNATURE_REFUSALS of the domain. */
  | { readonly outcome: 'refused'; readonly reason: string; readonly secondsLeft: number };

/** Errors of `make-draft` that the state machine knows by name. */
export const DRAFT_ERRORS = ['OutputsMissing', 'OutputsMalformed'] as const;

// Function `purge`. It cannot read any object.

/** Request to delete everything of a consultation. */
export interface PurgeRequest extends Source {
  readonly step: 'purge';
  /** ARN of the execution. */
  readonly execution: string;
}

export interface PurgeResult {
  /** Id of the consultation; an id made from the execution if the key is of no consultation. */
  readonly consultation: string;
  /** Name of the job. */
  readonly job: string;
  /** Numbers of deleted objects. */
  readonly deleted: {
    readonly audio: number;
    readonly outputs: number;
    readonly drafts: number;
    readonly signed: number;
  };
}

/** Request to delete a signed note that was refused, so that the clinician can sign again. */
export interface WithdrawSignatureRequest extends Source {
  readonly step: 'withdraw-signature';
}

/** Request to delete what has come since the purge, and to write the record. */
export interface RecordPurgeRequest extends Source {
  readonly step: 'record-purge';
  /** ARN of the execution. */
  readonly execution: string;
  /** Name of the end of the execution, and a code that says why, if there is one. */
  readonly outcome: { readonly name: string; readonly reason: string | null };
  readonly purged: PurgeResult;
  /** Record of the job at HealthScribe. */
  readonly jobRecord: 'deleted' | 'absent';
  /** Result of `check-signature`, if there is one. */
  readonly signature: CheckSignatureResult | null;
}

export type PurgeStepRequest = PurgeRequest | WithdrawSignatureRequest | RecordPurgeRequest;
