import { spawnSync } from 'node:child_process';
import { OperatorError } from './command';

/**
 * Path of the newest Node of a major version, from the npm package `node`, which npx fetches once and keeps.
 *
 * @throws OperatorError if npx cannot fetch it
 */
export function nodeBinary(major: number): string {
  const known = binaries.get(major);
  if (known) return known;
  const { status, stdout, stderr, error } = spawnSync(
    'npx',
    ['--yes', `node@${major}`, '--print', 'process.execPath'],
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0) {
    throw new OperatorError(
      `Node ${major} could not be fetched: ${error?.message ?? stderr.trim().split('\n').at(-1)}`,
      `Look whether \`npx --yes node@${major} --version\` works: it needs the npm registry once.`,
    );
  }
  const path = stdout.trim();
  binaries.set(major, path);
  return path;
}

const binaries = new Map<number, string>();
