import type { FunctionErrorBody } from './protocol';

/** Failure of a function, with Lambda's own texts. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';

  constructor(readonly body: FunctionErrorBody) {
    super(`${body.errorType}: ${body.errorMessage}`);
  }
}

const failure = (errorType: string, errorMessage: string) => new FunctionError({ errorType, errorMessage, trace: [] });

/** @param ending reason for the end of the process, such as `exit status 1`; undefined on exit code 0 */
export const runtimeExited = (requestId: string, ending: string | undefined) =>
  failure(
    'Runtime.ExitError',
    `RequestId: ${requestId} Error: Runtime exited ${ending ? `with error: ${ending}` : 'without providing a reason'}`,
  );

export const taskTimedOut = (requestId: string, seconds: number) =>
  failure('Sandbox.Timedout', `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`);

export const initTimedOut = (seconds: number) =>
  failure('Sandbox.Timedout', `Error: The code did not load within ${seconds} seconds`);

export const responseTooLarge = (most: number) =>
  failure(
    'Function.ResponseSizeTooLarge',
    `Response payload size exceeded maximum allowed payload size (${most} bytes).`,
  );

export const truncatedResponse = (requestId: string) =>
  failure('Runtime.TruncatedResponse', `RequestId: ${requestId} Error: The answer was cut off before its end`);
