import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Jupyter {
  readonly url: string;
  kernels: readonly { readonly id: string; readonly execution_state: string; readonly last_activity: string }[];
  terminals: readonly { readonly name: string; readonly last_activity: string }[];
  /** Answers as a server that is starting, or that broke. */
  isBroken: boolean;
  /** Resolves after this many more looks. */
  looks: (count: number) => Promise<void>;
  close: () => Promise<void>;
}

/** A Jupyter server as far as `/api/kernels` and `/api/terminals`, in the shape that its REST API documents. */
export async function jupyterServer(): Promise<Jupyter> {
  let seen = 0;
  let waiting: { readonly until: number; readonly resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    if (request.url === '/api/kernels') seen += 1;
    const body = request.url === '/api/kernels' ? jupyter.kernels : jupyter.terminals;
    response.statusCode = jupyter.isBroken ? 503 : 200;
    response.end(JSON.stringify(body));
    for (const one of waiting.filter(({ until }) => until <= seen)) one.resolve();
    waiting = waiting.filter(({ until }) => until > seen);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const jupyter: Jupyter = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    kernels: [],
    terminals: [],
    isBroken: false,
    looks: (count) => new Promise((resolve) => waiting.push({ until: seen + count, resolve })),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return jupyter;
}
