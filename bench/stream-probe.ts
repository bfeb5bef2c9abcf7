import { median } from './alternate';
import type { ScriptedAnswer } from './scripted-answer';

/** What a process observed of the answers that it streamed. */
export interface Observed {
  /** Median, milliseconds from the call to the first piece of text. */
  readonly firstToken: number;
  /** Milliseconds of this process's CPU, for all measured answers. */
  readonly cpu: number;
  /** MiB, the most that this process ever held. */
  readonly peakMemory: number;
}

export interface Probe {
  readonly answer: ScriptedAnswer;
  /** Answers that are not measured: they open the connection and warm the code. */
  readonly warmUps: number;
  readonly calls: number;
}

/** Streams one answer to its end; calls `onToken` when the first piece of text is there. */
export type Stream = (onToken: () => void) => Promise<void>;

/** Runs in the process that is measured, and prints what it observed as the last line of its output. */
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
