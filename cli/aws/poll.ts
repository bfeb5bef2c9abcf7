import { setTimeout as pause } from 'node:timers/promises';
import { awsFailure } from './aws-failure';

export interface PollOptions {
  /** Seconds between two checks. */
  readonly every: number;
  /** Ends the waiting only. */
  readonly signal: AbortSignal;
}

/** Consecutive checks that may fail, for example while a laptop sleeps. What is waited for does not depend on them. */
const MAX_FAILURES = 20;

/**
 * Checks until a check returns a value. Failures that a later check may not have are tolerated.
 *
 * @param failed returns the error for a check that cannot be repeated
 * @throws what `failed` returns, or the reason of the signal
 */
export async function poll<T>(
  check: () => Promise<T | undefined>,
  { every, signal }: PollOptions,
  failed: (error: unknown) => unknown,
): Promise<T> {
  for (let failures = 0; ; await pause(every * 1000, undefined, { signal })) {
    try {
      const found = await check();
      if (found !== undefined) return found;
      failures = 0;
    } catch (error) {
      failures += 1;
      if (signal.aborted) throw error;
      if (failures > MAX_FAILURES || !isTransient(error)) throw failed(error);
    }
  }
}

function isTransient(error: unknown): boolean {
  const { kind } = awsFailure(error);
  return kind === 'throttled' || kind === 'unreachable' || (error as { $fault?: string }).$fault === 'server';
}
