import {
  type BedrockRuntimeClient,
  ConverseCommand,
  ConverseResponse$,
  ConverseStreamCommand,
  ConverseStreamOutput$,
  InvokeModelCommand,
  InvokeModelResponse$,
  InvokeModelWithResponseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime';
import { NormalizedSchema } from '@smithy/core/schema';
import { named, streamFailure } from '../../shared/failures/failures';
import { type Fields, isObject } from '../../shared/fields';
import { join } from '../../shared/issues';
import type { Call as Serving } from '../../shared/serve';
import { observeBody, observeEvent, observeMetadata, observeTokenHeaders, observeUsage } from '../../shared/usage';
import type { Operation } from '../contract';
import type { RawInput, Request } from '../request/request';
import { isBase64 } from '../request/shape';
import type { RawDocument, RawStream } from './bedrock-protocol';
import { bodyOf, jsonTextOf, modelBodyOf, objectIn, othersIn } from './bodies';
import type { RawEvent } from './event-stream';
import { UnknownMembers } from './unknown-members';

/** Part of the SDK's client that the function uses. */
export type InferenceClient = Pick<BedrockRuntimeClient, 'send'>;

export interface Call extends Pick<Serving, 'signal' | 'answer' | 'seen' | 'elapsed'> {
  readonly client: InferenceClient;
}

type Perform = (input: RawInput, call: Call) => Promise<void>;

const converse: Perform = async (input, call) => {
  const { bytes } = await send<RawDocument>(ConverseCommand, input, call);
  const text = Buffer.from(bytes).toString();
  const response = objectIn(text);
  if (!isAnswer(response)) throw named('UnreadableAnswerError');
  observeUsage(call.seen, response.usage, response.stopReason);
  const unknown = new UnknownMembers();
  unknown.in(ConverseResponse$, response);
  call.seen.unknownMembers = unknown.list;
  await call.answer.document(text);
};

/** A success without an answer is no answer of Bedrock: these members are required. `output` can have newer ones. */
const isAnswer = ({ output, stopReason }: Fields): boolean => {
  if (!isObject(output) || typeof stopReason !== 'string' || stopReason === '') return false;
  const { message, ...others } = output;
  return isObject(message) ? Array.isArray(message.content) : Object.keys(others).length > 0;
};

const EVENTS = NormalizedSchema.of(ConverseStreamOutput$).getMemberSchemas();

const converseStream: Perform = async (input, call) => {
  const unknown = new UnknownMembers();
  let stopped = false;
  const { events } = await send<RawStream>(ConverseStreamCommand, input, call);
  await relay(events, call, (event) => {
    const { name } = event;
    if (!Object.hasOwn(EVENTS, name)) return unknownEvent(event, call, unknown);
    const text = jsonTextOf(event.payload);
    const data = objectIn(text);
    observeEvent(call.seen, name, data, call.elapsed);
    unknown.in(ConverseStreamOutput$, { [name]: data });
    call.seen.unknownMembers = unknown.list;
    stopped ||= name === 'messageStop';
    return withoutPadding(text);
  });
  // Without an error, such a stream was cut between two events.
  if (!stopped) throw streamFailure();
};

/** Fields of InvokeModel's answer that are headers. */
const RESPONSE_HEADERS = [...NormalizedSchema.of(InvokeModelResponse$).structIterator()].flatMap(([name, member]) => {
  const { httpHeader } = member.getMergedTraits();
  return httpHeader ? [[name, httpHeader.toLowerCase()] as const] : [];
});

const invokeModel: Perform = async (input, call) => {
  const { bytes, headers } = await send<RawDocument>(InvokeModelCommand, input, call);
  observeTokenHeaders(call.seen, headers);
  const { json, value } = modelBodyOf(bytes, headers['content-type']);
  observeBody(call.seen, value);
  const fields = RESPONSE_HEADERS.map(([name, header]) => [name, headers[header]]);
  const others = JSON.stringify(Object.fromEntries(fields)).slice(1, -1);
  await call.answer.document(`{${others}${others && ','}${json}}`);
};

const invokeModelWithResponseStream: Perform = async (input, call) => {
  const unknown = new UnknownMembers();
  let begun = false;
  const { events } = await send<RawStream>(InvokeModelWithResponseStreamCommand, input, call);
  await relay(events, call, (event) => {
    if (event.name !== 'chunk') return unknownEvent(event, call, unknown);
    const text = jsonTextOf(event.payload);
    const data = objectIn(text);
    observeEvent(call.seen, event.name, data, call.elapsed);
    const { bytes, p: _, ...others } = data;
    if (typeof bytes !== 'string' || !isBase64(bytes)) throw named('UnreadableAnswerError');
    const { json, value } = bodyOf(Buffer.from(bytes, 'base64'));
    observeBody(call.seen, value);
    begun = true;
    return Object.keys(others).length > 0 ? `{${json},${othersIn(text, 'bytes', 'p')}}` : `{${json}}`;
  });
  if (!begun) throw streamFailure();
};

/** Passes on an event that this version of the SDK does not know. A payload that is no JSON becomes base64. */
const unknownEvent = ({ name, payload }: RawEvent, { seen, elapsed }: Call, unknown: UnknownMembers): string => {
  observeEvent(seen, name, undefined, elapsed);
  unknown.add(join('', name));
  seen.unknownMembers = unknown.list;
  if (payload.length === 0) return '{}';
  const body = bodyOf(payload);
  return body.value === undefined ? `{${body.json}}` : withoutPadding(jsonTextOf(payload));
};

const PERFORM: Readonly<Record<Operation, Perform>> = {
  converse,
  converseStream,
  invokeModel,
  invokeModelWithResponseStream,
};

/** Sends a request to Bedrock and writes the answer. Throws if the answer does not become whole. */
export const perform = ({ operation, input }: Request, call: Call): Promise<void> => PERFORM[operation](input, call);

/** Sends a command with BedrockProtocol, whose raw inputs and outputs the SDK's types do not know. */
const send = async <Output extends RawDocument | RawStream>(
  Command: new (input: never) => unknown,
  input: RawInput,
  { client, signal, seen }: Call,
): Promise<Output> => {
  const command = new Command(input as never) as InvokeModelCommand;
  const output = (await client.send(command, { abortSignal: signal })) as unknown as Output;
  observeMetadata(seen, output.$metadata);
  return output;
};

/** Writes each event when it arrives, and reads the next one only when the caller has caught up. */
const relay = async (
  stream: AsyncIterable<RawEvent>,
  { answer }: Call,
  form: (event: RawEvent) => string,
): Promise<void> => {
  const events = stream[Symbol.asyncIterator]();
  for (;;) {
    const next = await nextOf(events);
    if (next.done) return;
    const slowReader = answer.event(next.value.name, form(next.value));
    if (slowReader !== undefined) await slowReader;
  }
};

const nextOf = async (events: AsyncIterator<RawEvent>) => {
  try {
    return await events.next();
  } catch (error) {
    throw streamFailure(error);
  }
};

/**
 * Removes the member `p`, with which Bedrock hides the length of a piece on the wire: letters and digits, as the last
 * member of an event. It is no part of the API.
 */
const withoutPadding = (text: string): string => text.replace(/,"p":"[A-Za-z0-9]*"\}$/, '}');
