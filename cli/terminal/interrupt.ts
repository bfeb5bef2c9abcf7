import { EXIT } from '../../domain/operator-error';
import type { Io } from '../io';

/**
 * Aborts at Ctrl-C, with the exit code as the reason: the call is ended, and its cost with it. A second Ctrl-C finds
 * no listener, and ends the process.
 */
export function stopOnInterrupt(io: Io): AbortController {
  const stop = new AbortController();
  io.onInterrupt(() => stop.abort(EXIT.interrupted));
  return stop;
}
