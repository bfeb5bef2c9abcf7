import { MINUTE } from '../../workflow/states';
import { checkStates } from './check';
import { draftStates } from './draft';
import { endStates } from './ends';
import { jobStates } from './job';
import { purgeStates } from './purge';
import type { ScribingProps } from './scribing-props';
import { signatureStates } from './signature';

/** Longest execution. Each wait and each retry in it has a limit, whose sum is less. */
export const LONGEST_EXECUTION = 4 * 24 * 60 * MINUTE;

/**
 * Defines the state machine that makes a draft note from a recording, waits for its signature, and deletes everything.
 * Input: `{ "key": "audio/…", "etag": "…" }`, as the event of S3 says.
 *
 * Every way through it that has touched a consultation goes through `Purge`. No state keeps what AWS says of an error, and no
 * result of a function has text of a recording, a transcript or a note.
 */
export function defineScribing(props: ScribingProps): object {
  return {
    Comment: 'From the recording of a consultation to a signed note, with nothing left behind',
    StartAt: 'Begin',
    TimeoutSeconds: LONGEST_EXECUTION,
    States: {
      ...checkStates(props),
      ...jobStates(props),
      ...draftStates(props),
      ...signatureStates(props),
      ...purgeStates(props),
      ...endStates(props),
    },
  };
}
