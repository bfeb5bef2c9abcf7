import type { AudioExtension } from '../layout';
import type { UploadMetadata } from '../upload-metadata';
import { type AudioFile, type AudioHeaders, readAudioHeaders } from './audio-headers';
import type { AudioRejection } from './audio-rejections';

/** Limits of HealthScribe. Source: Amazon Transcribe endpoints and quotas, "AWS HealthScribe". */
export const AUDIO_LIMITS = {
  /** The quota says 2 GB: the smaller of its two meanings. */
  bytes: 2_000_000_000,
  minSeconds: 0.5,
  maxSeconds: 5_400,
  /** Hertz. */
  minSampleRate: 16_000,
} as const;

/** Channels that a job tells apart. */
const CHANNELS = 2;

/**
 * Checks a recording by its headers, before anything of it is sent or read further.
 *
 * @returns the reason to reject it, or what its headers tell
 * @throws error of `file`
 */
export async function checkRecording(
  file: AudioFile,
  extension: AudioExtension,
  { channels }: Pick<UploadMetadata, 'channels'>,
): Promise<AudioRejection | AudioHeaders> {
  if (file.size === 0) return 'Empty';
  if (file.size > AUDIO_LIMITS.bytes) return 'TooLarge';
  const headers = await readAudioHeaders(file);
  if (typeof headers === 'string') return headers;
  if (!headers.extensions.includes(extension)) return 'OtherFormat';
  if (headers.seconds < AUDIO_LIMITS.minSeconds) return 'TooShort';
  if (headers.seconds > AUDIO_LIMITS.maxSeconds) return 'TooLong';
  if (headers.sampleRate < AUDIO_LIMITS.minSampleRate) return 'LowSampleRate';
  if (channels !== undefined && headers.channels !== CHANNELS) return 'WrongChannels';
  return headers;
}
