import { SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import { draftKeys } from '../../../domain/clinical-note/layout';
import { OperatorError } from '../../../domain/operator-error';
import { callAws } from '../../aws/call-aws';
import { clientConfig } from '../../aws/client-config';
import type { PatientObjects } from './patient-objects';

/** Reads the token with which the clinician ends the wait. @throws OperatorError if the workflow does not wait */
export async function taskToken(objects: PatientObjects, consultation: string): Promise<string> {
  const { folder, token: key } = draftKeys({ clinician: objects.store.clinician, consultation });
  const isThere = (await objects.list(folder)).some((object) => object.key === key);
  const token = isThere ? await objects.read(key) : undefined;
  if (token) return String(token);
  throw new OperatorError(
    'PB-NOTES-015',
    `The workflow does not wait for consultation ${consultation}.`,
    'It is still at work, or it has purged the consultation: see `notes list`, and run the command again.',
  );
}

/** Ends the wait of the workflow: it checks the signature, and purges the consultation. @throws OperatorError */
export async function endWait(objects: PatientObjects, taskToken: string): Promise<void> {
  const sfn = new SFNClient(clientConfig(objects.store.region));
  try {
    const command = new SendTaskSuccessCommand({ taskToken, output: '{}' });
    await callAws('states:SendTaskSuccess', () => sfn.send(command), { remedies: ENDED });
  } finally {
    sfn.destroy();
  }
}

const OVER = 'The time of the draft is over: see `notes list`. A note that was signed in time counts.';

const ENDED = { TaskTimedOut: OVER, TaskDoesNotExist: OVER, InvalidToken: OVER };
