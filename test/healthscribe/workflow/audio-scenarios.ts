import { flac, recording, wav } from '../../support/audio-files';
import { MARK } from '../../support/markers';
import { ScribingStandIn } from '../../support/scribing/scribing-stand-in';
import { CHECKED, COMPLETED, FAILED, NOT_CHECKED, PURGED, PURGED_WITHOUT_JOB } from './paths';
import { GOOD, make, type Scenario, times, troubled } from './scenario';

const REJECTED = [...CHECKED, 'Fail: audio rejected', ...PURGED_WITHOUT_JOB, ...FAILED];

/** Makes a scenario of a recording that is rejected for one reason. */
const rejected = (
  name: string,
  reason: string,
  content: string | Buffer | Promise<Buffer>,
  upload: Parameters<ScribingStandIn['record']>[1] = {},
): Scenario => ({
  ...{ name, end: 'AudioRejected', states: REJECTED },
  standIn: async () => new ScribingStandIn().record(await content, upload),
  record: { outcome: 'AudioRejected', reason, jobRecord: 'absent', deleted: { audio: 1 } },
});

/** Recordings that are refused before anything is sent, or that change. */
export const AUDIO_SCENARIOS: readonly Scenario[] = [
  rejected('MP3 renamed to WAV', 'OtherFormat', recording('mp3', { seconds: 1 })),
  rejected('8 kHz', 'LowSampleRate', wav({ seconds: 1, sampleRate: 8_000 })),
  rejected('91 minutes', 'TooLong', flac({ seconds: 91 * 60 }), { extension: 'flac' }),
  rejected('a tenth of a second', 'TooShort', wav({ seconds: 0.1 })),
  rejected('mono with channel identification', 'WrongChannels', GOOD, {
    metadata: { channels: 'clinician,patient' },
  }),
  rejected('zero bytes', 'Empty', ''),
  rejected('a zip', 'NotAudio', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(5_000)])),
  rejected('AMR', 'Unsupported', Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(500)]), { extension: 'amr' }),
  rejected('a name in the metadata', 'UnexpectedMetadata', GOOD, { metadata: { patient: MARK.patient } }),
  rejected('a name as template', 'UnexpectedMetadata', GOOD, { metadata: { template: MARK.patient } }),
  rejected('a key that is no consultation’s', 'UnknownKey', GOOD, { key: 'audio/c0ffee-0042/monday.wav' }),
  {
    name: 'a function that dies of a recording',
    standIn: troubled('check-audio', 'Runtime.ExitError'),
    end: 'AudioNotChecked',
    states: ['Begin', 'Check audio', ...NOT_CHECKED, ...PURGED_WITHOUT_JOB, ...FAILED],
    record: { outcome: 'AudioNotChecked', deleted: { audio: 1 } },
  },
  {
    name: 'a recording that is gone',
    standIn: make((it) => it.s3.remove('patients', it.input.key)),
    end: 'Succeeded',
    states: [...CHECKED, 'Gone'],
  },
  {
    name: 'a file that is replaced while it is checked',
    standIn: make((it) => {
      it.s3.onRequest = (operation, key) => {
        if (operation === 'HeadObject') it.s3.put('patients', key, wav({ seconds: 2 }));
      };
    }),
    ...{ end: 'AudioRejected', states: REJECTED },
    record: { reason: 'Replaced', deleted: { audio: 1, drafts: 1 } },
  },
  {
    name: 'a file that is replaced while the job runs',
    standIn: make((it) => {
      it.onCall = (call) => {
        if (call !== 'transcribe:getMedicalScribeJob') return;
        it.s3.put('patients', it.input.key, wav({ seconds: 2 }));
        it.onCall = () => undefined;
      };
    }),
    end: 'AudioReplaced',
    states: [...COMPLETED, 'Fail: audio replaced', ...PURGED, ...FAILED],
    record: { outcome: 'AudioReplaced', deleted: { audio: 1, outputs: 2, drafts: 1 } },
  },
  {
    name: 'a comparison that fails',
    standIn: troubled('compare-audio', ...times(99, 'StepFailed')),
    end: 'AudioNotChecked',
    states: [...COMPLETED.slice(0, -1), ...NOT_CHECKED, ...PURGED, ...FAILED],
  },
];
