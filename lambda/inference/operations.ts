import {
  type BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime';
import type { Answer } from './answer';
import { toBase64 } from './binary';
import type { Operation } from './contract';
import { streamFailure } from './failures';
import type { Request } from './request';
import type { Observation } from './telemetry';
import { observeBody, observeEvent, observeMetadata, observeTokenHeaders, observeUsage } from './usage';

/** All that is asked of the SDK's client. */
export type InferenceClient = Pick<BedrockRuntimeClient, 'send'>;

export interface Call {
  readonly client: InferenceClient;
  readonly signal: AbortSignal;
  readonly answer: Answer;
  readonly seen: Observation;
  /** Milliseconds since the invocation began. */
  readonly elapsed: () => number;
}

type Perform<O extends Operation> = (request: Extract<Request, { operation: O }>, call: Call) => Promise<void>;

const converse: Perform<'converse'> = async ({ input }, { client, signal, answer, seen }) => {
  const { $metadata, ...response } = await client.send(new ConverseCommand(input), { abortSignal: signal });
  observeMetadata(seen, $metadata);
  observeUsage(seen, response.usage, response.stopReason);
  await answer.document(response);
};

const converseStream: Perform<'converseStream'> = async ({ input }, call) => {
  const { $metadata, stream } = await call.client.send(new ConverseStreamCommand(input), { abortSignal: call.signal });
  observeMetadata(call.seen, $metadata);
  let stopped = false;
  await relay(stream, call, (name, data) => {
    if (name === 'messageStop') stopped = true;
    return data;
  });
  // A stream that ends here without an error was cut where two events meet.
  if (!stopped) throw streamFailure();
};

const invokeModel: Perform<'invokeModel'> = async ({ input }, { client, signal, answer, seen }) => {
  const command = new InvokeModelCommand(input);
  observeTokenHeaders(seen, command.middlewareStack);
  const { $metadata, body, ...response } = await client.send(command, { abortSignal: signal });
  observeMetadata(seen, $metadata);
  const content = readBody(body);
  observeBody(seen, content.body);
  await answer.document({ ...response, ...content });
};

const invokeModelWithResponseStream: Perform<'invokeModelWithResponseStream'> = async ({ input }, call) => {
  const command = new InvokeModelWithResponseStreamCommand(input);
  const { $metadata, body } = await call.client.send(command, { abortSignal: call.signal });
  observeMetadata(call.seen, $metadata);
  await relay(body, call, (_, data) => {
    const content = readBody((data as { readonly bytes?: Uint8Array }).bytes);
    observeBody(call.seen, content.body);
    return content;
  });
  if (!call.seen.events) throw streamFailure();
};

const PERFORM: { readonly [O in Operation]: Perform<O> } = {
  converse,
  converseStream,
  invokeModel,
  invokeModelWithResponseStream,
};

/** Sends a request to Bedrock and writes what comes back. Throws whatever keeps the answer from being whole. */
export const perform = (request: Request, call: Call): Promise<void> =>
  // One function takes one kind of request, which the table's type says and an index into it cannot.
  (PERFORM[request.operation] as Perform<Operation>)(request, call);

/** Writes each event the moment it arrives, and reads the next only when the caller has kept up. */
const relay = async (
  stream: AsyncIterable<object> | undefined,
  call: Call,
  form: (name: string, data: unknown) => unknown,
): Promise<void> => {
  const events = stream?.[Symbol.asyncIterator]();
  for (;;) {
    const next = await nextOf(events);
    if (!next || next.done) return;
    const [entry] = Object.entries(next.value);
    if (!entry) continue;
    const [name, data] = entry as [string, unknown];
    // The SDK throws the failures that a stream carries; its types also allow them as events.
    if (name.endsWith('Exception')) throw streamFailure(data);
    observeEvent(call.seen, name, data, call.elapsed);
    const slowReader = call.answer.event(name, form(name, data));
    if (slowReader !== undefined) await slowReader;
  }
};

const nextOf = async (events: AsyncIterator<object> | undefined) => {
  try {
    return await events?.next();
  } catch (error) {
    throw streamFailure(error);
  }
};

/** A model's own answer: JSON from every text model; anything else stays base64, and says so as Lambda does. */
const readBody = (
  bytes: Uint8Array = new Uint8Array(),
): { readonly body: unknown; readonly isBase64Encoded?: true } => {
  try {
    return { body: JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()) };
  } catch {
    return { body: toBase64(bytes), isBase64Encoded: true };
  }
};
