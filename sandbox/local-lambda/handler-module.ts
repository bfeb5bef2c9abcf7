import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ResponseStream } from './response-stream';

export type StreamingHandler = (event: unknown, stream: ResponseStream, context: object) => unknown;

const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');

/** Global object that Lambda's runtime gives to streaming handlers. */
export const awslambda = {
  streamifyResponse: (handler: StreamingHandler) => Object.assign(handler, { [STREAMING]: 'response' }),
};

const named = (name: string, message: string) => Object.assign(new Error(message), { name });

/**
 * Loads `index.handler` from a folder as Lambda's runtime does: the module with no extension, .js, .mjs or .cjs.
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
  if (!(STREAMING in found)) {
    throw named(
      'Runtime.HandlerNotStreaming',
      `${handler} is not a streaming handler; the local Lambda supports only streaming handlers`,
    );
  }
  return found as unknown as StreamingHandler;
}
