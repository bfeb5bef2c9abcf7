import { setTimeout as delay } from 'node:timers/promises';
import type { ExecutionEnvironment } from './execution-environment';
import { runtimeExited, taskTimedOut, truncatedResponse } from './function-error';
import type { LocalAnswer } from './local-answer';
import { DEADLINE_MS, FUNCTION_ARN, REQUEST_ID } from './protocol';

export interface Invocation {
  readonly payload: Uint8Array;
  readonly requestId: string;
  readonly functionArn: string;
  readonly timeoutMs: number;
}

/** Milliseconds between a broken connection and the report that the process has ended. */
const ENDING_MS = 1_000;

/**
 * Sends one invocation to a process, and its response or its failure to `answer`.
 *
 * @param timedOut called on timeout: Lambda then ends the process
 */
export function send(
  environment: ExecutionEnvironment,
  { payload, requestId, functionArn, timeoutMs }: Invocation,
  answer: LocalAnswer,
  timedOut: () => void,
): void {
  const request = environment.post({
    [REQUEST_ID]: requestId,
    [FUNCTION_ARN]: functionArn,
    [DEADLINE_MS]: String(Date.now() + timeoutMs),
  });
  const timer = setTimeout(() => {
    answer.finish(taskTimedOut(requestId, timeoutMs / 1_000));
    timedOut();
  }, timeoutMs);
  const broken = async () => {
    const ended = environment.ended.then((how) => runtimeExited(requestId, how));
    const lives = delay(ENDING_MS, truncatedResponse(requestId), { ref: false });
    answer.finish(await Promise.race([ended, lives]));
  };
  answer.once('close', () => request.destroy());
  request
    .once('response', (response) => answer.receive(response, () => void broken()))
    .once('close', () => clearTimeout(timer))
    .on('error', () => void broken())
    .end(payload);
}
