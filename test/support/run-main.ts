import { Readable, Writable } from 'node:stream';
import type { Io } from '../../cli/io';
import { main } from '../../cli/main';

export interface MainRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `private-bedrock` inside this process, without a terminal. What the AWS SDK reads itself stays in process.env. */
export async function runMain(argv: readonly string[], changes: Partial<Io> & { readonly input?: string } = {}) {
  const { input, ...io } = changes;
  const stdout = new Collected();
  const stderr = new Collected();
  const status = await main(argv, {
    stdin: Readable.from(input === undefined ? [] : [input]),
    isPiped: input !== undefined,
    stdout,
    stderr,
    env: {},
    cwd: process.cwd(),
    onInterrupt: () => undefined,
    ...io,
  });
  return { status, stdout: stdout.text, stderr: stderr.text } satisfies MainRun;
}

class Collected extends Writable {
  text = '';

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
