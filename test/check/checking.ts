import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMain } from '../support/run-main';

/** Runs `private-bedrock check`. */
export const check = (...args: readonly string[]) => runMain(['check', ...args]);
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Makes a folder that is removed after the file of tests. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'check-'));
  folders.push(path);
  return path;
}

/** Writes a file into a folder of its own. */
export function write(name: string, content: unknown): string {
  const file = join(folder(), name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

interface Found {
  readonly findings: readonly {
    readonly name: string;
    readonly at: string;
    readonly line: number;
    readonly acknowledged?: string;
  }[];
}

/** Returns what the command finds. */
export async function found(...paths: readonly string[]) {
  const { stdout } = await check(...paths, '--format', 'json');
  return (JSON.parse(stdout) as Found).findings;
}
