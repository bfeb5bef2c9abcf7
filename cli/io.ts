import type { Readable } from 'node:stream';

/** Stream that a command writes to: a terminal, a pipe or a file; a buffer in tests. */
export interface Output extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  hasColors?(): boolean;
}

/** Stream that a command reads from. */
export type Input = Readable & { readonly isTTY?: boolean };

/** Everything of its process that a command uses, so that a test can run it inside its own process. */
export interface Io {
  /** Opened at the first use, which costs time. */
  readonly stdin: Input;
  /** Another program or a file feeds `stdin`: a terminal and /dev/null do not. */
  readonly isPiped: boolean;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder that relative paths start from. */
  readonly cwd: string;
  /** Calls the listener at the next Ctrl-C, which then no longer ends the process. */
  readonly onInterrupt: (listener: () => void) => void;
}

/** Writes one line, or several, to standard output. */
export const print = ({ stdout }: Io, text: string): void => void stdout.write(`${text}\n`);
