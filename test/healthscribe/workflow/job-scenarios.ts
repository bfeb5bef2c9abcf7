import { wav } from '../../support/audio-files';
import { ScribingStandIn } from '../../support/scribing/scribing-stand-in';
import {
  AGAIN,
  CHECKED,
  COMPLETED,
  DRAFTED,
  FAILED,
  LOOK,
  PURGED,
  PURGED_AFTER_JOB,
  PURGED_WITHOUT_JOB,
  SIGNED,
  STARTED,
} from './paths';
import { make, type Scenario, times, troubled } from './scenario';

const START = [...CHECKED, 'Start job with speakers'];
const DRAFT = [...COMPLETED, 'Make draft'];
const SUCCEEDED = [...SIGNED, 'End: signed', ...PURGED, 'Done'];

/** From the start of the job to the draft. */
export const JOB_SCENARIOS: readonly Scenario[] = [
  {
    name: 'happy path',
    standIn: make(() => undefined),
    ...{ end: 'Succeeded', states: SUCCEEDED },
    record: { outcome: 'Signed', jobRecord: 'deleted', deleted: { audio: 1, outputs: 2, drafts: 4, signed: 1 } },
  },
  {
    name: 'two channels',
    standIn: () =>
      new ScribingStandIn().record(wav({ seconds: 1, channels: 2 }), { metadata: { channels: 'patient,clinician' } }),
    end: 'Succeeded',
    states: SUCCEEDED.map((state) => (state === 'Start job with speakers' ? 'Start job with channels' : state)),
  },
  {
    name: 'five speakers',
    standIn: () => new ScribingStandIn().record(wav({ seconds: 1 }), { metadata: { speakers: '5' } }),
    ...{ end: 'Succeeded', states: SUCCEEDED },
  },
  {
    name: 'an account that runs five jobs already, for a while',
    standIn: troubled('transcribe:startMedicalScribeJob', ...times(9, 'Transcribe.LimitExceededException')),
    ...{ end: 'Succeeded', states: SUCCEEDED },
  },
  {
    name: 'an account that runs five jobs already, for hours',
    standIn: troubled('transcribe:startMedicalScribeJob', ...times(99, 'Transcribe.LimitExceededException')),
    end: 'Throttled',
    states: [...START, 'Fail: throttled', ...PURGED_WITHOUT_JOB, ...FAILED],
    record: { outcome: 'Throttled', jobRecord: 'absent' },
  },
  {
    name: 'lasting throttling at the start of the job',
    standIn: troubled('transcribe:startMedicalScribeJob', ...times(99, 'Transcribe.ThrottlingException')),
    end: 'Throttled',
    states: [...START, 'Fail: throttled', ...PURGED_WITHOUT_JOB, ...FAILED],
  },
  {
    name: 'a job that is denied',
    standIn: troubled('transcribe:startMedicalScribeJob', 'Transcribe.AccessDeniedException'),
    end: 'JobNotStarted',
    states: [...START, 'Fail: job not started', ...PURGED_WITHOUT_JOB, ...FAILED],
  },
  {
    name: 'a job whose start has been answered, and the answer lost',
    standIn: make((it) => {
      it.onCall = (call) => {
        if (call !== 'transcribe:startMedicalScribeJob' || it.jobs.all.size > 0) return;
        it.jobs.start(`scribe-${'0'.repeat(32)}`);
        it.troubles.set(call, ['Transcribe.ConflictException']);
        it.onCall = () => undefined;
      };
    }),
    end: 'JobNotFollowed',
    states: [...STARTED, 'Wait for job', 'Get job', 'Fail: job not followed', ...PURGED_WITHOUT_JOB, ...FAILED],
    left: [`scribe-${'0'.repeat(32)}`],
  },
  {
    name: 'a job that fails',
    standIn: make((it) => Object.assign(it.jobs, { ending: 'FAILED' })),
    end: 'JobFailed',
    states: [...STARTED, ...AGAIN, ...LOOK, 'Fail: job failed', ...PURGED, ...FAILED],
    record: { outcome: 'JobFailed', jobRecord: 'deleted', deleted: { outputs: 0 } },
  },
  {
    name: 'a job whose status is not readable while it runs',
    standIn: make((it) => {
      it.jobs.looks = 2;
      it.troubles.set('transcribe:getMedicalScribeJob', ['Transcribe.AccessDeniedException']);
    }),
    end: 'JobNotFollowed',
    states: [...STARTED, 'Wait for job', 'Get job', 'Fail: job not followed', ...PURGED_AFTER_JOB, ...FAILED],
    // The job has written its outputs after the first purge.
    record: { outcome: 'JobNotFollowed', deleted: { audio: 1, outputs: 2 } },
  },
  {
    name: 'a job that takes longer than six hours',
    standIn: make((it) => Object.assign(it.jobs, { looks: 723 })),
    end: 'JobTimedOut',
    states: [
      ...STARTED,
      ...Array.from({ length: 720 }, () => AGAIN).flat(),
      ...LOOK,
      'Fail: job timed out',
      ...PURGED_AFTER_JOB,
      ...FAILED,
    ],
  },
  {
    name: 'outputs that are missing',
    standIn: make((it) => Object.assign(it.jobs, { outputs: {} })),
    end: 'OutputsMissing',
    states: [...DRAFT, 'Fail: outputs missing', ...PURGED, ...FAILED],
  },
  {
    name: 'summary before transcript',
    standIn: make((it) => {
      const { transcript = '', ...summary } = it.jobs.outputs;
      Object.assign(it.jobs, { outputs: summary });
      let tries = 0;
      it.onCall = (call) => {
        if (call === 'make-draft' && ++tries === 3) it.jobs.write(it.jobName, { transcript });
      };
    }),
    ...{ end: 'Succeeded', states: SUCCEEDED },
  },
  {
    name: 'summary without transcript',
    standIn: make((it) => {
      const { transcript: _, ...summary } = it.jobs.outputs;
      Object.assign(it.jobs, { outputs: summary });
    }),
    end: 'OutputsMissing',
    states: [...DRAFT, 'Fail: outputs missing', ...PURGED, ...FAILED],
    record: { deleted: { outputs: 1 } },
  },
  ...['transcript', 'summary'].map((file) => ({
    name: `a ${file} that is cut in half`,
    standIn: make((it) => {
      const text = it.jobs.outputs[file] ?? '';
      Object.assign(it.jobs, { outputs: { ...it.jobs.outputs, [file]: text.slice(0, text.length / 2) } });
    }),
    end: 'OutputsMalformed',
    states: [...DRAFT, 'Fail: outputs malformed', ...PURGED, ...FAILED],
  })),
  {
    name: 'a transcript of another kind of job',
    standIn: make((it) => Object.assign(it.jobs, { outputs: { ...it.jobs.outputs, transcript: '{"results":{}}' } })),
    end: 'OutputsMalformed',
    states: [...DRAFT, 'Fail: outputs malformed', ...PURGED, ...FAILED],
  },
  {
    name: 'a draft that cannot be stored',
    standIn: troubled('make-draft', ...times(99, 'StepFailed')),
    end: 'DraftNotMade',
    states: [...DRAFT, 'Fail: draft not made', ...PURGED, ...FAILED],
  },
  {
    name: 'a notice that cannot be sent',
    standIn: make((it) => {
      it.troubles.set('events:putEvents', ['EventBridge.AccessDeniedException']);
      it.troubles.set('sns:publish', ['Sns.AuthorizationErrorException']);
    }),
    ...{ end: 'Succeeded', states: SUCCEEDED },
  },
  {
    name: 'a draft whose time is over before it waits',
    standIn: make((it) => {
      it.onCall = (call) => {
        // A retry finds the draft of an hour ago.
        if (call === 'sns:publish') it.time += 3_600_000;
        if (call === 'make-draft') it.retentionSeconds = 0;
      };
    }),
    end: 'Succeeded',
    states: [
      ...[...DRAFTED, 'Time is over', 'Check signature', 'Is the draft signed?', 'End: expired'],
      ...[...PURGED, 'Send notice of end', 'Is it a failure?', 'Done'],
    ],
    record: { outcome: 'Expired' },
  },
];
