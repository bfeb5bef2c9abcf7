import type { Environment, Processes } from './processes';

export interface OwnCommand {
  /** Folder of the assembly that is deployed. */
  readonly app: string;
  readonly deployment: string;
  readonly processes: Processes;
  readonly env: Environment;
  readonly signal: AbortSignal;
}

export interface CommandEnd {
  readonly code: number | string;
  readonly stdout: string;
  /** Last lines of both outputs. */
  readonly tail: readonly string[];
}

/** Acts of the person who runs the command. */
export interface CommandActs {
  /** Text that the person types. */
  readonly input?: string;
  /** Visits the address that the command prints first, then interrupts the command. */
  readonly visit?: (address: string) => Promise<void>;
}

/**
 * Runs a command of this project about the deployment, as a person does. So it takes the real path, from stack outputs on.
 *
 * @param show receives the output as it arrives
 */
export async function runOwnCommand(
  { app, deployment, processes, env, signal }: OwnCommand,
  args: readonly string[],
  show: (text: string) => void,
  { input, visit }: CommandActs = {},
): Promise<CommandEnd> {
  let stdout = '';
  let visited: Promise<void> | undefined;
  const interrupt = new AbortController();
  const { code, tail } = await processes.run(
    process.execPath,
    ['build/bin/private-bedrock.js', ...args, '--app', app, '--deployment', deployment],
    {
      ...{ env, signal, input, interrupt: interrupt.signal },
      onText: (text, from) => {
        if (from === 'stdout') stdout += text;
        show(text);
        if (visit && stdout.includes('\n')) {
          visited ??= visit(stdout.slice(0, stdout.indexOf('\n'))).finally(() => interrupt.abort());
          visited.catch(() => undefined);
        }
      },
    },
  );
  await visited;
  return { code, stdout, tail };
}
