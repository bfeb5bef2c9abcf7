import { isNoteTemplate, type NoteTemplate } from './note-templates';

/** Speakers of a recording with two channels, that of channel 0 first. */
export type Channels = 'clinician,patient' | 'patient,clinician';

/** Limits of the API for the number of speakers. */
export const SPEAKERS = { min: 2, max: 30, default: 2 } as const;

/** Settings that an upload brings with it. All are optional: the row has defaults. */
export interface UploadMetadata {
  readonly template?: NoteTemplate;
  /** Excludes `channels`. */
  readonly speakers?: number;
  readonly channels?: Channels;
}

/** Keys of object metadata (`x-amz-meta-`) that an upload may have. Any other could contain a name. */
export const UPLOAD_METADATA = ['template', 'speakers', 'channels'] as const;

/**
 * Reads the object metadata of an upload. It knows no key but `UPLOAD_METADATA` and no free text.
 *
 * @returns undefined for an unknown key, an invalid value, or speakers together with channels
 */
export function readUploadMetadata(metadata: Readonly<Record<string, string>>): UploadMetadata | undefined {
  if (!Object.keys(metadata).every((key) => UPLOAD_METADATA.some((known) => known === key))) return undefined;
  const { template, speakers, channels } = metadata;
  if (template !== undefined && !isNoteTemplate(template)) return undefined;
  if (speakers !== undefined && (channels !== undefined || !isSpeakers(speakers))) return undefined;
  if (channels !== undefined && !isChannels(channels)) return undefined;
  return {
    ...(template !== undefined && { template }),
    ...(speakers !== undefined && { speakers: Number(speakers) }),
    ...(channels !== undefined && { channels }),
  };
}

const isSpeakers = (value: string): boolean =>
  /^[1-9]\d?$/.test(value) && Number(value) >= SPEAKERS.min && Number(value) <= SPEAKERS.max;

const isChannels = (value: string): value is Channels => value === 'clinician,patient' || value === 'patient,clinician';
