import type { ServerResponse } from 'node:http';

/** Methods that a streaming handler receives. Lambda's runtime binds them and does not pass the stream itself. */
const METHODS = [
  'cork',
  'destroy',
  'end',
  'uncork',
  'addListener',
  'on',
  'once',
  'prependListener',
  'prependOnceListener',
  'off',
  'removeListener',
  'removeAllListeners',
  'setMaxListeners',
  'getMaxListeners',
  'listeners',
  'rawListeners',
  'listenerCount',
  'eventNames',
  'emit',
] as const;

const PROPERTIES = [
  'destroyed',
  'writableFinished',
  'writableObjectMode',
  'writableEnded',
  'writableNeedDrain',
  'writableHighWaterMark',
  'writableCorked',
  'writableLength',
  'writable',
] as const;

export type ResponseStream = Pick<ServerResponse, 'write' | (typeof METHODS)[number] | (typeof PROPERTIES)[number]> & {
  setContentType(contentType: string): void;
};

type Write = (chunk: unknown, ...others: unknown[]) => boolean;

/**
 * Returns the object that a streaming handler writes its answer to. It is not a Writable, but has its members, as in
 * aws/aws-lambda-nodejs-runtime-interface-client (src/stream/response-stream.ts).
 */
export function responseStream(response: ServerResponse): ResponseStream {
  response.setHeader('content-type', 'application/octet-stream');
  let written = false;
  const write = response.write.bind(response) as Write;
  const stream: Record<string, unknown> = {
    write: (chunk: unknown, ...others: unknown[]) => {
      written = true;
      return write(typeof chunk === 'string' || chunk instanceof Uint8Array ? chunk : JSON.stringify(chunk), ...others);
    },
    setContentType: (contentType: string) => {
      if (written) throw new Error('Cannot set content-type, too late.');
      response.setHeader('content-type', contentType);
    },
  };
  for (const name of METHODS) stream[name] = (response[name] as (...args: unknown[]) => unknown).bind(response);
  for (const name of PROPERTIES) Object.defineProperty(stream, name, { get: () => response[name] });
  return stream as unknown as ResponseStream;
}
