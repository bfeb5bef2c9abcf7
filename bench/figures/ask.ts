import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { alternate } from '../alternate';
import type { Bench, Figure } from '../figure';
import { functionEnvironment } from '../function-process';
import { withServer } from '../model-server';

/** Time that `npm run ask` adds before the first token, from the start of its process. */
export const ask: Figure = {
  name: 'ask',
  measure: (bench) =>
    withServer(bench, 'bench/programs/lambda-server.ts', async (url) => {
      const bare = await bench.bundle('bench/programs/lambda-stream.ts', 'command');
      const command = ['build/bin/private-bedrock.js', 'ask'];
      const { named, found, floor } = await alternate(bench.runs * 5, {
        named: () => firstOutput(bench, url, [...command, '--function', 'bench', 'Hello']),
        found: () => firstOutput(bench, url, [...command, 'Hello']),
        floor: () => firstOutput(bench, url, [bare]),
      });
      const common = { unit: 'ms', compare: 'difference' } as const;
      return [
        {
          ...common,
          what: 'first token of npm run ask',
          floorIs: 'only the Lambda SDK',
          ours: named,
          floor,
          reach: 20,
        },
        { ...common, what: 'the same, by its stack', floorIs: 'by its name', ours: found, floor: named },
      ];
    }),
};

/** Milliseconds from the start of a program to its first byte of output. */
async function firstOutput({ root, env }: Bench, url: string, args: readonly string[]): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: root,
    // Dummy settings for the SDK; NODE_ variables of the shell stay.
    env: { ...env, ...functionEnvironment(['bench']), AWS_ENDPOINT_URL: url, NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), ended]);
  const milliseconds = performance.now() - start;
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error(`${args.join(' ')} failed`);
  return milliseconds;
}
