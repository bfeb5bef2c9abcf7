import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { FunctionError, responseTooLarge } from './function-error';
import { invokeComplete, payloadChunk } from './invoke-frames';
import type { LocalAnswer } from './local-answer';
import { LATEST, type LocalFunction } from './local-function';

/** Serves a request of the Lambda API. Returns false, and leaves the request untouched, if it is another one. */
export type LambdaApi = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** Most bytes of a synchronous request: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LARGEST_PAYLOAD = 6 * 1024 * 1024;

/** Most bytes of a buffered response, as Lambda's own error names it. */
const LARGEST_RESPONSE = 6_291_556;

const INVOKE = /^\/2015-03-31\/functions\/([^/]+)\/invocations\/?$/;
const INVOKE_STREAMING = /^\/2021-11-15\/functions\/([^/]+)\/response-streaming-invocations\/?$/;

/**
 * Answers Invoke and InvokeWithResponseStream with functions of this machine. It does not check signatures, and does not
 * support the invocation type Event.
 */
export function lambdaApi(functions: ReadonlyMap<string, LocalFunction>): LambdaApi {
  return async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const streaming = INVOKE_STREAMING.exec(pathname);
    const [, name] = streaming ?? INVOKE.exec(pathname) ?? [];
    if (request.method !== 'POST' || !name) return false;
    const called = calledBy(decodeURIComponent(name), searchParams.get('Qualifier') ?? undefined);
    await invoke(request, response, functions, called, streaming ? stream : buffer);
    return true;
  };
}

type Relay = (answer: LocalAnswer, response: ServerResponse) => Promise<void>;

async function invoke(
  request: IncomingMessage,
  response: ServerResponse,
  functions: ReadonlyMap<string, LocalFunction>,
  { name, qualifier }: Called,
  relay: Relay,
): Promise<void> {
  const requestId = randomUUID();
  response.setHeader('x-amzn-requestid', requestId);
  const called = functions.get(name);
  const payload = await payloadOf(request);
  const version = qualifier === undefined ? LATEST : called?.versionOf(qualifier);
  if (!called || version === undefined) return refuse(response, notFound(name, qualifier));
  const refusal = refusalOf(request, payload);
  if (refusal) return refuse(response, refusal);
  const answer = called.invoke(payload.length > 0 ? payload : Buffer.from('{}'), { requestId, qualifier });
  response.once('close', () => answer.destroy());
  response.setHeader('x-amz-executed-version', version);
  await relay(answer, response);
}

interface Called {
  readonly name: string;
  /** Alias or version. */
  readonly qualifier?: string | undefined;
}

/** Reads `name`, `account:function:name` or an ARN, each with or without `:qualifier`. */
function calledBy(named: string, qualifier: string | undefined): Called {
  const parts = named.split(':');
  const [name = named, inName] = parts.slice(parts.indexOf('function') + 1);
  return { name, qualifier: qualifier ?? inName };
}

async function payloadOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

interface Refusal {
  readonly status: number;
  readonly name: string;
  readonly message: string;
}

const notFound = (name: string, qualifier: string | undefined): Refusal => ({
  status: 404,
  name: 'ResourceNotFoundException',
  message: `Function not found: ${qualifier === undefined ? name : `${name}:${qualifier}`}`,
});

function refusalOf({ headers }: IncomingMessage, payload: Buffer): Refusal | undefined {
  const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (type !== 'RequestResponse') {
    return {
      status: 400,
      name: 'InvalidParameterValueException',
      message: `The local Lambda does not support the invocation type ${type}`,
    };
  }
  if (payload.length > LARGEST_PAYLOAD) {
    const message = `Request must be smaller than ${LARGEST_PAYLOAD} bytes for the InvokeFunction operation`;
    return { status: 413, name: 'RequestTooLargeException', message };
  }
  try {
    if (payload.length > 0) JSON.parse(payload.toString());
    return undefined;
  } catch {
    // Lambda quotes the payload here; this does not, because it has a prompt.
    return { status: 400, name: 'InvalidRequestContentException', message: 'Could not parse request body into json.' };
  }
}

function refuse(response: ServerResponse, { status, name, message }: Refusal): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': name })
    .end(JSON.stringify({ Type: 'User', Message: message }));
}

const stream: Relay = async (answer, response) => {
  response.setHeader('content-type', 'application/vnd.amazon.eventstream');
  // A caller that disconnects ends the answer: nothing else to do.
  await pipeline(frames(answer), response).catch(() => undefined);
};

async function* frames(answer: LocalAnswer): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of answer) yield payloadChunk(chunk);
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error;
    return yield invokeComplete(error.body);
  }
  yield invokeComplete();
}

/** Sends the whole answer at once. A failed answer is only the error. */
const buffer: Relay = async (answer, response) => {
  const chunks: Buffer[] = [];
  response.setHeader('content-type', 'application/json');
  try {
    let size = 0;
    for await (const chunk of answer) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > LARGEST_RESPONSE) throw responseTooLarge(LARGEST_RESPONSE);
    }
    response.end(Buffer.concat(chunks));
  } catch (error) {
    if (response.destroyed) return;
    if (!(error instanceof FunctionError)) throw error;
    response.setHeader('x-amz-function-error', 'Unhandled').end(JSON.stringify(error.body));
  }
};
