/** Kept back from the invocation's time, to say that it ran out instead of being cut off. */
export const ANSWER_MARGIN_MS = 500;

/** Why work upstream is no longer wanted. The last one frees the connection when the answer has failed otherwise. */
type Reason = 'DeadlineError' | 'CallerGoneError' | 'AnswerFailedError';

export interface Limit {
  /** Aborts everything upstream; its reason is an error of one of those names. */
  readonly signal: AbortSignal;
  readonly abort: (reason: Reason) => void;
  readonly clear: () => void;
}

/** Bounds one invocation, retries and their waits included, by what is left of its time. */
export const startLimit = (remainingMs: number): Limit => {
  const controller = new AbortController();
  const abort = (name: Reason) => controller.abort(Object.assign(new Error(name), { name }));
  const left = remainingMs - ANSWER_MARGIN_MS;
  if (left <= 0) abort('DeadlineError');
  const timer = setTimeout(abort, Math.max(left, 0), 'DeadlineError');
  return { signal: controller.signal, abort, clear: () => clearTimeout(timer) };
};
