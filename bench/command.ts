import { spawnSync } from 'node:child_process';
import type { Bench, Environment } from './figure';

/** Runs a command in the project to its end, and gives what it wrote and how long it took. Throws if it failed. */
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
  if (status !== 0) throw new Error(`${[file, ...args].join(' ')} failed: ${error?.message ?? stderr}`);
  return { stdout, milliseconds };
}
