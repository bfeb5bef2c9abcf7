import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Bench } from './figure';

/** Runs `use` with the address of a stand-in model, then stops the model. */
export const withModelServer = <T>(bench: Bench, use: (url: string) => Promise<T>): Promise<T> =>
  withServer(bench, 'bench/programs/model-server.ts', use);

/** Runs `use` with the address of this server, then stops it. The server sends its port as its first message. */
export async function withServer<T>(bench: Bench, source: string, use: (url: string) => Promise<T>): Promise<T> {
  const program = await bench.bundle(source, 'command');
  const server = fork(program, { cwd: bench.root });
  try {
    const [port] = (await once(server, 'message')) as [number];
    return await use(`http://127.0.0.1:${port}`);
  } finally {
    server.kill();
  }
}
