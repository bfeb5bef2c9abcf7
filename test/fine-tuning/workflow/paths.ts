// The states that an execution enters, stretch by stretch.

export const CHECKED = ['Check the dataset', 'Is it fit?', 'Look for the job'];
export const NOT_STARTED = ['Start the job', 'Job was not started', 'Look for the job of another execution'];
export const STARTED = [...CHECKED, 'Start the job', 'Begin to wait for the job'];
export const LOOK = ['Wait for the job', 'Look at the job', 'Has it ended?'];
export const AGAIN = [...LOOK, 'Count the wait for the job'];
export const TRAINED = [...STARTED, ...AGAIN, ...AGAIN, ...LOOK, 'Read the metrics', 'Is it good?'];
export const DEPLOYED = [...TRAINED, 'Look for the deployment', 'Deploy the model', 'Begin to wait for the deployment'];
export const PEEK = ['Wait for the deployment', 'Look at the deployment', 'Is it active?'];
export const PEEK_AGAIN = [...PEEK, 'Count the wait for the deployment'];
export const ASKED = [...DEPLOYED, ...PEEK_AGAIN, ...PEEK, 'Ask the model'];
export const MADE_HERE = ['Did this execution make it?', 'Delete the deployment'];
export const FAILED = ['Tell of the failure', 'Failed'];
export const LOST_SIGHT = [
  'Wait for the job',
  'Look at the job',
  'Job was lost sight of',
  'Did this execution start it?',
];
