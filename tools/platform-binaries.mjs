// Some packages have a binary for each platform, as optional dependencies. `npm ci --omit=optional` leaves it out, and a
// node_modules of another machine has the wrong one. This program says so before a tool fails with a stack trace.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Tools of contributors: linter, transform and resolver of jest, type check. */
export const REQUIRED = ['@biomejs/biome', '@swc/core', 'typescript', 'unrs-resolver'];

/** Package → the one that replaces it on every platform, slower. */
export const REPLACED = { esbuild: 'esbuild-wasm' };

/** @typedef {{ folder: string, platform: string, arch: string }} Machine */

/** @type {Machine} */
const here = { folder: root, platform: process.platform, arch: process.arch };

/** @param {string} name @param {Machine} machine */
export const hasBinary = (name, { folder, platform, arch } = here) => {
  const manifestOf = (/** @type {string} */ other) => {
    try {
      return JSON.parse(readFileSync(join(folder, 'node_modules', other, 'package.json'), 'utf8'));
    } catch {
      return {};
    }
  };
  return Object.keys(manifestOf(name).optionalDependencies ?? {})
    .map(manifestOf)
    .some(({ os = [], cpu = [] }) => os.includes(platform) && cpu.includes(arch));
};

/** Returns the error of missing binaries. @param {Machine} machine */
export const missingBinaries = (machine = here) => {
  const missing = REQUIRED.filter((name) => !hasBinary(name, machine));
  if (missing.length === 0) return undefined;
  return (
    `node_modules has no binary for ${machine.platform}-${machine.arch} of: ${missing.join(', ')}.\n` +
    'Run `npm ci --include=optional` on this machine. Only the commands for contributors require them (docs/machines.md).'
  );
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const message = missingBinaries();
  if (message) {
    console.error(message);
    process.exitCode = 1;
  }
}
