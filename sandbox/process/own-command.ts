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

/**
 * Runs a command of this project about the deployment, as a person does. So it takes the real path, from stack outputs on.
 *
 * @param show receives the output as it arrives
 */
export async function runOwnCommand(
  { app, deployment, processes, env, signal }: OwnCommand,
  args: readonly string[],
  show: (text: string) => void,
): Promise<CommandEnd> {
  let stdout = '';
  const [name = '', ...others] = args;
  const { code, tail } = await processes.run(
    process.execPath,
    ['build/bin/private-bedrock.js', name, '--app', app, '--deployment', deployment, ...others],
    {
      env,
      signal,
      onText: (text, from) => {
        if (from === 'stdout') stdout += text;
        show(text);
      },
    },
  );
  return { code, stdout, tail };
}
