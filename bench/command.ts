import { spawnSync } from 'node:child_process';
import { OperatorError } from '../domain/operator-error';
import type { Bench, Environment } from './figure';

/** Runs a command in the project to its end. Returns its output and its duration. @throws OperatorError if it fails */
export function runCommand(
  { root, env }: Bench,
  [file, ...args]: readonly [string, ...string[]],
  added: Environment = {},
): { readonly stdout: string; readonly milliseconds: number } {
  const start = performance.now();
  const { status, stdout, stderr, error } = spawnSync(file, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...env, ...added },
    maxBuffer: 2 ** 26,
  });
  const milliseconds = performance.now() - start;
  if (status !== 0) {
    throw new OperatorError(
      'PB-BENCH-001',
      `${[file, ...args].join(' ')} failed (${status}): ${error?.message ?? stderr}`,
      'Run only this command to see the reason.',
    );
  }
  return { stdout, milliseconds };
}
