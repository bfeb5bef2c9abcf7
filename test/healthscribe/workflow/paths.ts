// The states that an execution enters, stretch by stretch.

export const CHECKED = ['Begin', 'Check audio', 'Is the audio accepted?'];
/** An execution that could not check its recording, and owns the consultation. */
export const NOT_CHECKED = ['Fail: audio not checked', 'Claim consultation', 'Is the consultation ours?'];
export const STARTED = [...CHECKED, 'Start job with speakers', 'Begin polling job'];
export const LOOK = ['Wait for job', 'Get job', 'Check job status'];
export const AGAIN = [...LOOK, 'Count look'];
export const COMPLETED = [...STARTED, ...AGAIN, ...LOOK, 'Compare audio', 'Is the audio the same?'];
export const DRAFTED = [
  ...COMPLETED,
  'Make draft',
  'Prepare notice of draft',
  'Publish draft',
  'Send notice of draft',
  'Is time left?',
];
export const SIGNED = [...DRAFTED, 'Await signature', 'Check signature', 'Is the draft signed?'];
export const OVER = [...DRAFTED, 'Await signature', 'Time is over', 'Check signature', 'Is the draft signed?'];
export const FIND = ['Find job record'];
export const RUNNING = [...FIND, 'Has the job ended?', 'Count look for job record', 'Wait until the job ends'];
const PURGE = ['Purge', 'Begin looking for job record'];
const RECORD = ['Record purge', 'Prepare notice of end', 'Publish end', 'Did the clinician end it?'];
/** Purge of a consultation whose job has ended. */
export const PURGED = [
  ...PURGE,
  ...FIND,
  'Has the job ended?',
  'Delete job record',
  'Job record is deleted',
  ...RECORD,
];
/** Purge of a consultation without a job. */
export const PURGED_WITHOUT_JOB = [...PURGE, ...FIND, 'Job record is absent', ...RECORD];
/** Purge of a consultation whose job was running when it began. */
export const PURGED_AFTER_JOB = [...PURGE, ...RUNNING, ...PURGED.slice(PURGE.length)];
export const TOLD = ['Send notice of end', 'Is it a failure?'];
export const FAILED = [...TOLD, 'Failed'];
export const PURGE_FAILED = ['Purge failed', 'Publish failed purge', 'Send notice of failed purge', 'PurgeFailed'];
