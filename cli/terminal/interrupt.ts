import { EXIT } from '../../domain/operator-error';
import type { Io } from '../io';

/**
 * Returns a controller that Ctrl-C aborts, with the exit code as the reason. This ends the call, and its cost. A second
 * Ctrl-C finds no listener and ends the process.
 */
export function stopOnInterrupt(io: Io): AbortController {
  const stop = new AbortController();
  io.onInterrupt(() => stop.abort(EXIT.interrupted));
  return stop;
}
