import { existsSync } from 'node:fs';
import { win32 } from 'node:path';

interface Machine {
  readonly platform: NodeJS.Platform;
  /** Path of Node. */
  readonly execPath: string;
  readonly exists: (path: string) => boolean;
}

const HERE: Machine = { platform: process.platform, execPath: process.execPath, exists: existsSync };

/**
 * Returns the program and first arguments that start npx without a shell. On Windows, npx is a script of the shell, and a
 * path with spaces needs its quotes: Node runs the JavaScript behind it instead.
 */
export function npxProgram(
  env: Readonly<Record<string, string | undefined>>,
  { platform, execPath, exists }: Machine = HERE,
): readonly [string, ...string[]] {
  if (platform !== 'win32') return ['npx'];
  // npm sets the first for what it runs. The second is where the installer of Node puts npm.
  const folders = [
    ...(env.npm_execpath ? [win32.dirname(env.npm_execpath)] : []),
    win32.join(win32.dirname(execPath), 'node_modules/npm/bin'),
  ];
  const script = folders.map((folder) => win32.join(folder, 'npx-cli.js')).find(exists);
  return script ? [execPath, script] : ['npx'];
}
