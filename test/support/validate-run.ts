import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** Runs the built command; credentials and endpoint are those that are given, and nothing of this machine. */
export async function validate(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ['build/bin/private-bedrock.js', 'validate', ...args], {
    env: { PATH: process.env.PATH, HOME: '/nonexistent', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { status: status as number | null, stdout, stderr };
}

export const FIXTURES = 'test/fixtures/datasets';
export const NOVA = ['--model', 'amazon.nova-lite-v1:0'] as const;
