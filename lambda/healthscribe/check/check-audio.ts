import type { AudioRejection } from '../../../domain/clinical-note/audio/audio-rejections';
import { checkRecording } from '../../../domain/clinical-note/audio/check-recording';
import { draftKeys, jobName, parseAudioKey } from '../../../domain/clinical-note/layout';
import type { NoteTemplate } from '../../../domain/clinical-note/note-templates';
import { type Channels, readUploadMetadata, type UploadMetadata } from '../../../domain/clinical-note/upload-metadata';
import type {
  AcceptedAudio,
  CheckAudioRequest,
  CheckAudioResult,
  ClaimRequest,
  ClaimResult,
  CompareAudioResult,
  Source,
} from '../contract';
import { RecordingReplaced, type Recordings } from './recordings';

/** Defaults of the row. */
export interface AudioSettings {
  readonly template: NoteTemplate;
  readonly speakers: number;
}

/** Checks the recording of an event by its headers, and claims its consultation for the execution. */
export async function checkAudio(
  request: CheckAudioRequest,
  recordings: Recordings,
  settings: AudioSettings,
): Promise<CheckAudioResult> {
  const size = await recordings.find(request);
  if (size === undefined) return { outcome: 'gone' };
  const recording = parseAudioKey(request.key);
  if (!recording) return rejected('UnknownKey');
  if (!(await recordings.claim(draftKeys(recording).claim, request.execution))) return { outcome: 'duplicate' };
  try {
    const upload = readUploadMetadata(await recordings.metadata(request));
    if (!upload) return rejected('UnexpectedMetadata');
    const headers = await checkRecording(recordings.open(request, size), recording.extension, upload);
    if (typeof headers === 'string') return rejected(headers);
    return {
      outcome: 'accepted',
      job: jobName(request.key, request.etag),
      consultation: recording.consultation,
      seconds: Math.round(headers.seconds * 1_000) / 1_000,
      template: upload.template ?? settings.template,
      ...separationOf(upload, settings),
    };
  } catch (error) {
    // The claim is this execution's, so that it also deletes what has come in the place of the recording.
    if (error instanceof RecordingReplaced) return rejected('Replaced');
    throw error;
  }
}

/** Claims the consultation of a recording for an execution that will purge it. A key of no consultation is of nobody else. */
export async function claimStep({ key, execution }: ClaimRequest, recordings: Recordings): Promise<ClaimResult> {
  const recording = parseAudioKey(key);
  const isOurs = !recording || (await recordings.claim(draftKeys(recording).claim, execution));
  return { outcome: isOurs ? 'claimed' : 'duplicate' };
}

/** Compares a recording with the one that was checked: HealthScribe reads it by its key, whenever it does. */
export async function compareAudio(request: Source, recordings: Recordings): Promise<CompareAudioResult> {
  return { same: (await recordings.find(request)) !== undefined };
}

const rejected = (reason: AudioRejection): CheckAudioResult => ({ outcome: 'rejected', reason });

const ROLES = {
  'clinician,patient': ['CLINICIAN', 'PATIENT'],
  'patient,clinician': ['PATIENT', 'CLINICIAN'],
} as const satisfies Readonly<Record<Channels, AcceptedAudio['roles']>>;

const separationOf = (
  { channels, speakers }: UploadMetadata,
  settings: AudioSettings,
): Pick<AcceptedAudio, 'roles' | 'separation' | 'speakers'> =>
  channels === undefined
    ? { separation: 'speakers', speakers: speakers ?? settings.speakers }
    : { separation: 'channels', roles: ROLES[channels] };
