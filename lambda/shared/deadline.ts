/** Milliseconds reserved to report the end of the time, before Lambda ends the process. */
export const ANSWER_MARGIN_MS = 500;

/** Reason to abort the call to Bedrock. The last one frees the connection after another failure. */
type Reason = 'DeadlineError' | 'CallerGoneError' | 'AnswerFailedError';

export interface Limit {
  /** Aborts the call to Bedrock. Its reason is an error with one of these names. */
  readonly signal: AbortSignal;
  readonly abort: (reason: Reason) => void;
  /** Rejects with the reason when the signal aborts. */
  readonly reached: Promise<never>;
  readonly clear: () => void;
}

/** Limits one invocation to its remaining time, including retries and their delays. */
export const startLimit = (remainingMs: number): Limit => {
  const controller = new AbortController();
  const abort = (name: Reason) => controller.abort(Object.assign(new Error(name), { name }));
  const left = remainingMs - ANSWER_MARGIN_MS;
  if (left <= 0) abort('DeadlineError');
  const reached = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
    if (controller.signal.aborted) reject(controller.signal.reason);
  });
  // Nobody has to wait for it.
  reached.catch(() => undefined);
  const timer = setTimeout(abort, Math.max(left, 0), 'DeadlineError');
  return { signal: controller.signal, abort, reached, clear: () => clearTimeout(timer) };
};
