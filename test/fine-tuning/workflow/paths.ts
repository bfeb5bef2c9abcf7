// The states that an execution enters, stretch by stretch.

export const CHECKED = ['Check dataset', 'Is the dataset valid?', 'Find job'];
export const NOT_STARTED = ['Reserve job', 'Start job', 'Job not started', 'Find job of another execution'];
export const STARTED = [...CHECKED, 'Reserve job', 'Start job', 'Begin polling job'];
export const LOOK = ['Wait for job', 'Get job', 'Check job status'];
export const AGAIN = [...LOOK, 'Count job polls'];
export const TRAINED = [...STARTED, ...AGAIN, ...AGAIN, ...LOOK, 'Read metrics', 'Is the model good enough?'];
export const DEPLOYED = [...TRAINED, 'Find deployment', 'Deploy model', 'Begin polling deployment'];
export const PEEK = ['Wait for deployment', 'Get deployment', 'Check deployment status'];
export const PEEK_AGAIN = [...PEEK, 'Count deployment polls'];
export const ASKED = [...DEPLOYED, ...PEEK_AGAIN, ...PEEK, 'Test model'];
export const MADE_HERE = ['Is the deployment new?', 'Delete deployment'];
export const FAILED = ['Publish failure', 'Failed'];
export const LOST_SIGHT = ['Wait for job', 'Get job', 'Fail: job not readable', 'Is the job new?'];
