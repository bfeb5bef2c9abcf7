import { CHECKED, FIND, NOT_CHECKED, PURGE_FAILED, PURGED, RUNNING, SIGNED, STARTED } from './paths';
import { make, type Scenario, times, troubled } from './scenario';

const END = [...SIGNED, 'End: signed'];
const PURGE = ['Purge', 'Begin looking for job record'];

/** Purges that fail. What is left then is told, and the lifecycle of the bucket deletes it. */
export const PURGE_SCENARIOS: readonly Scenario[] = [
  {
    name: 'a purge that fails, and then succeeds',
    standIn: troubled('purge', ...times(30, 'StepFailed')),
    ...{ end: 'Succeeded', states: [...END, ...PURGED, 'Done'] },
    record: { outcome: 'Signed' },
  },
  {
    name: 'a purge that takes too long, and then succeeds',
    standIn: troubled('purge', ...times(30, 'States.Timeout')),
    ...{ end: 'Succeeded', states: [...END, ...PURGED, 'Done'] },
  },
  {
    name: 'a purge that S3 denies for good, of recordings',
    standIn: make((it) => {
      it.s3.onRequest = (operation, key) => {
        if (operation !== 'DeleteObjects' || !key.startsWith('audio/')) return;
        throw Object.assign(new Error('MARKER-aws-7f3a'), { name: 'AccessDenied' });
      };
    }),
    ...{ end: 'PurgeFailed', states: [...END, 'Purge', ...PURGE_FAILED] },
    // All else is deleted, except the record of the job.
    left: [expect.stringMatching(/^audio\//), expect.stringMatching(/^scribe-[\da-f]{32}$/)],
  },
  {
    name: 'an object that comes during the purge',
    standIn: make((it) => {
      let deletes = 0;
      it.s3.onRequest = (operation, key) => {
        // Between the deletion and the second look, once.
        if (operation === 'DeleteObjects' && key.startsWith('signed/') && ++deletes === 1) {
          it.s3.put('patients', `${it.keys.folder}late.json`, 'MARKER-patient-7f3a');
        }
      };
    }),
    ...{ end: 'Succeeded', states: [...END, ...PURGED, 'Done'] },
  },
  {
    name: 'a record of the job that is denied for good',
    standIn: troubled('transcribe:deleteMedicalScribeJob', 'Transcribe.AccessDeniedException'),
    ...{
      end: 'PurgeFailed',
      states: [...END, ...PURGE, ...FIND, 'Has the job ended?', 'Delete job record', ...PURGE_FAILED],
    },
    left: [expect.stringMatching(/^scribe-/)],
  },
  {
    name: 'a job that never ends',
    standIn: make((it) => Object.assign(it.jobs, { looks: 100_000 })),
    end: 'PurgeFailed',
    states: [
      ...STARTED,
      ...Array.from({ length: 720 }, () => ['Wait for job', 'Get job', 'Check job status', 'Count look']).flat(),
      ...['Wait for job', 'Get job', 'Check job status', 'Fail: job timed out', ...PURGE],
      ...Array.from({ length: 720 }, () => RUNNING).flat(),
      ...[...FIND, 'Has the job ended?', ...PURGE_FAILED],
    ],
    left: [expect.stringMatching(/^scribe-/)],
  },
  {
    name: 'a record of the purge that cannot be written',
    standIn: troubled('record-purge', ...times(99, 'StepFailed')),
    end: 'PurgeFailed',
    states: [...END, ...PURGED.slice(0, PURGED.indexOf('Record purge') + 1), ...PURGE_FAILED],
  },
  {
    name: 'a job that AWS does not know by another error',
    standIn: make((it) => {
      it.troubles.set('check-audio', ['Runtime.ExitError']);
      it.troubles.set('transcribe:getMedicalScribeJob', ['Transcribe.BadRequestException']);
    }),
    end: 'AudioNotChecked',
    states: [
      ...[...CHECKED.slice(0, -1), ...NOT_CHECKED, ...PURGE, ...FIND, 'Job record is absent'],
      ...[...PURGED.slice(PURGED.indexOf('Record purge')), 'Send notice of end', 'Is it a failure?', 'Failed'],
    ],
  },
];
