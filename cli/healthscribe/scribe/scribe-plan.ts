import type { AudioHeaders } from '../../../domain/clinical-note/audio/audio-headers';
import type { UploadMetadata } from '../../../domain/clinical-note/upload-metadata';
import type { PatientStore } from '../store/patient-store';

/** Says what will be sent, and what it costs, before anything is sent. */
export function planLines(
  { seconds, sampleRate, channels }: Pick<AudioHeaders, 'seconds' | 'sampleRate' | 'channels'>,
  metadata: UploadMetadata,
  { settings }: Pick<PatientStore, 'settings'>,
): readonly string[] {
  const sound = `${channels === 1 ? '1 channel' : `${channels} channels`}, ${sampleRate / 1000} kHz`;
  const who = metadata.channels
    ? `channels ${metadata.channels}`
    : `up to ${metadata.speakers ?? settings.speakers} speakers`;
  return [
    `Recording: ${lengthOf(seconds)}, ${sound}.`,
    `Note: ${metadata.template ?? settings.template}, ${who}.`,
    `Price: ${priceOf(seconds, settings.pricePerMinute)}.`,
    `An unsigned draft is deleted after ${settings.retentionHours} hours.`,
  ];
}

/** AWS's price could not be verified, so that there is no default. */
function priceOf(seconds: number, pricePerMinute: number | undefined): string {
  if (pricePerMinute === undefined) return 'unknown; set healthScribe.pricePerMinute of the row from your bill';
  return `${((seconds / 60) * pricePerMinute).toFixed(2)} USD, at ${pricePerMinute} USD a minute as the row says`;
}

const lengthOf = (seconds: number): string => {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
};
