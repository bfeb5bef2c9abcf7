import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ResponseStream } from './response-stream';

export type StreamingHandler = (event: unknown, stream: ResponseStream, context: object) => unknown;

type PlainHandler = (event: unknown, context: object) => unknown;

const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');

/** Global object that Lambda's runtime gives to streaming handlers. */
export const awslambda = {
  streamifyResponse: (handler: StreamingHandler) => Object.assign(handler, { [STREAMING]: 'response' }),
};

const named = (name: string, message: string) => Object.assign(new Error(message), { name });

/**
 * Loads `index.handler` from a folder as Lambda's runtime does: the module with no extension, .js, .mjs or .cjs.
 *
 * A handler without streaming becomes one whose answer is one piece.
 *
 * @throws Error with Lambda's own name, or the error that the module throws while it loads
 */
export async function loadHandler(folder: string, handler: string): Promise<StreamingHandler> {
  const [, module = '', name = ''] = /^(.+)\.([^.]+)$/.exec(handler) ?? [];
  const path = ['', '.js', '.mjs', '.cjs'].map((extension) => resolve(folder, module + extension)).find(existsSync);
  if (!module || !path) throw named('Runtime.ImportModuleError', `Error: Cannot find module '${module || handler}'`);
  const exports = (
    path.endsWith('.mjs') ? await import(pathToFileURL(path).href) : createRequire(path)(path)
  ) as Readonly<Record<string, unknown>>;
  const found = exports[name];
  if (typeof found !== 'function') throw named('Runtime.HandlerNotFound', `${handler} is undefined or not exported`);
  return STREAMING in found ? (found as unknown as StreamingHandler) : buffered(found as PlainHandler);
}

/** Answers with the result of a handler as JSON, all at once. Its stream ends with it. */
const buffered =
  (handler: PlainHandler): StreamingHandler =>
  async (event, stream, context) => {
    const result = (await handler(event, context)) ?? null;
    stream.setContentType('application/json');
    stream.end(JSON.stringify(result));
  };
