import { runCommand } from './command';
import type { Bench } from './figure';

/** Path of the newest Node of a major version, from the npm package `node`; npx is asked once, so that it is not measured. */
export function nodeBinary(bench: Bench, major: number): string {
  const known = binaries.get(major);
  if (known) return known;
  const { stdout } = runCommand(bench, ['npx', '--yes', `node@${major}`, '--print', 'process.execPath']);
  const path = stdout.trim();
  binaries.set(major, path);
  return path;
}

const binaries = new Map<number, string>();
