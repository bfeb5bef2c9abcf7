import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Bench } from './figure';

/** Runs `use` with the address of a stand-in model, which lives as long as that takes. */
export const withModelServer = <T>(bench: Bench, use: (url: string) => Promise<T>): Promise<T> =>
  withServer(bench, 'bench/programs/model-server.ts', use);

/** The same with a server whose source is given; it tells its port as its one message. */
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
