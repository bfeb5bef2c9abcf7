import { OperatorError } from '../../domain/operator-error';
import type { Environment, Processes } from './processes';

export interface Cdk {
  readonly processes: Processes;
  readonly env: Environment;
  readonly signal: AbortSignal;
  readonly onLine: (line: string) => void;
}

/** Pinned CDK CLI. */
const CLI = 'node_modules/aws-cdk/bin/cdk';

/**
 * Runs the real `cdk` to its end.
 *
 * @throws OperatorError with the last lines of its output
 */
export async function runCdk({ processes, env, signal, onLine }: Cdk, ...args: readonly string[]): Promise<void> {
  const { code, tail } = await processes.run(process.execPath, [CLI, ...args], { env, signal, onLine, name: 'cdk' });
  if (code === 0) return;
  throw new OperatorError(
    'PB-SANDBOX-009',
    `cdk ${args[0]} failed (${code}).\n${tail.slice(-8).join('\n')}`,
    'Its output is in .sandbox/logs/cdk.log, the output of the stand-in in .sandbox/logs/stand-in-aws.log.',
  );
}
