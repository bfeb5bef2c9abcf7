/** Reasons to reject a recording, each with its remedy. */
export const AUDIO_REJECTIONS = {
  UnknownKey: 'Upload to audio/<clinician id>/<random UUID>.<extension>.',
  UnexpectedMetadata: 'Upload with no metadata but template, and speakers or channels.',
  Replaced: 'Upload the recording once more, and only once: it was replaced while it was checked.',
  Empty: 'Record again: the file has no bytes.',
  TooLarge: 'Upload at most 2 GB.',
  NotAudio: 'Upload FLAC, M4A, MP3, MP4, Ogg, WebM or WAV: the file begins as none of them.',
  Unsupported: 'Convert the recording to FLAC or WAV: this project does not read the headers of AMR.',
  OtherFormat: 'Name the file after the format of its contents.',
  UnknownLength: 'Convert the recording to FLAC or WAV: its headers do not tell how long it is.',
  TooShort: 'Upload a recording of at least half a second.',
  TooLong: 'Upload at most 90 minutes.',
  LowSampleRate: 'Record with at least 16 kHz.',
  WrongChannels: 'Record two channels, or name speakers instead of channels.',
} as const;

export type AudioRejection = keyof typeof AUDIO_REJECTIONS;
