import { median } from './alternate';
import type { ScriptedAnswer } from './scripted-answer';

/** Observations of a process that streamed answers. */
export interface Observed {
  /** Median milliseconds from the call to the first text. */
  readonly firstToken: number;
  /** CPU milliseconds of this process for all measured answers. */
  readonly cpu: number;
  /** Peak memory of this process, MiB. */
  readonly peakMemory: number;
}

export interface Probe {
  readonly answer: ScriptedAnswer;
  /** Number of answers before the measurement: they open the connection and warm up the code. */
  readonly warmUps: number;
  readonly calls: number;
}

/** Streams one answer to its end. Calls `onToken` on the first text. */
export type Stream = (onToken: () => void) => Promise<void>;

/** Runs in the measured process. Prints its observations as the last line of output. */
export async function probe(stream: Stream, { warmUps, calls }: Probe): Promise<void> {
  for (let call = 0; call < warmUps; call++) await stream(() => undefined);
  const before = process.cpuUsage();
  const firstTokens: number[] = [];
  for (let call = 0; call < calls; call++) {
    const start = performance.now();
    await stream(() => firstTokens.push(performance.now() - start));
  }
  const { user, system } = process.cpuUsage(before);
  const observed: Observed = {
    firstToken: median(firstTokens),
    cpu: (user + system) / 1000,
    peakMemory: process.resourceUsage().maxRSS / 1024,
  };
  process.stdout.write(`${JSON.stringify(observed)}\n`);
}
