/** Exit code of a command that was interrupted: 128 and the number of SIGINT, as shells have it. */
export const INTERRUPTED = 130;

/**
 * What Ctrl-C aborts, with the exit code as the reason: the call is ended, and its cost with it. A second Ctrl-C finds
 * nobody who listens, and ends the process.
 */
export function stopOnInterrupt(): AbortController {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(INTERRUPTED));
  return stop;
}
