import { Writable } from 'node:stream';
import type { InferenceClient } from '../../lambda/inference/bedrock/operations';
import type { Settings } from '../../lambda/inference/env';
import { createInference } from '../../lambda/inference/inference';
import type { RawInput, Request } from '../../lambda/inference/request/request';
import { INFERENCE_CONTRACTS } from './contracts/inference-contracts';
import { logBreaches } from './contracts/log-contract';

export const NOVA = 'amazon.nova-lite-v1:0';
export const CLAUDE = 'us.anthropic.claude-sonnet-4-v1:0';
export const SETTINGS: Settings = { allowedModels: [NOVA, CLAUDE], maxRequestBytes: 100_000, deployment: 'test' };
export const GUARDED: Settings = { ...SETTINGS, guardrail: { id: 'gr1', version: '3' } };
export const MESSAGES = [{ role: 'user', content: [{ text: 'hello' }] }];

interface Sent {
  readonly name: string;
  readonly input: Record<string, unknown>;
  readonly signal: AbortSignal;
}

/** Answer of the fake Bedrock to a call: an output of the API, or it throws or rejects. */
export type Reply = (sent: Sent) => unknown;

/** A whole answer of Converse. */
export const ANSWER = {
  $metadata: {},
  output: { message: { role: 'assistant', content: [{ text: 'hello' }] } },
  stopReason: 'end_turn',
} as const;

/** Fields of the API that a request sends, in the body, in headers and in the path. */
export const fieldsOf = ({ operation, input }: Pick<Request, 'operation' | 'input'>): Record<string, unknown> => {
  const { body, ...others } = input;
  const json = JSON.parse(body) as unknown;
  return operation.startsWith('converse') ? { ...others, ...(json as object) } : { ...others, body: json };
};

type Output = Readonly<Record<string, unknown>> & { readonly $metadata: object };

const jsonOf = (value: unknown): string =>
  JSON.stringify(value, function (this: Readonly<Record<string, unknown>>, key, seen) {
    const found = this[key];
    return found instanceof Uint8Array ? Buffer.from(found).toString('base64') : seen;
  });

async function* rawEvents(events: AsyncIterable<object>) {
  for await (const event of events) {
    const [[name, data] = ['', undefined]] = Object.entries(event);
    if (name.endsWith('Exception')) throw data;
    yield { name, payload: Buffer.from(jsonOf(data)) };
  }
}

/** Turns an output of the API into that of BedrockProtocol. */
const rawOutput = (command: string, { $metadata, ...output }: Output) => {
  if (command.includes('Stream')) {
    const events = (output.stream ?? output.body) as AsyncIterable<object>;
    return { $metadata, events: rawEvents(events) };
  }
  const { contentType, body } = output;
  return command.startsWith('Converse')
    ? { $metadata, bytes: Buffer.from(jsonOf(output)), headers: {} }
    : { $metadata, bytes: body, headers: { 'content-type': contentType } };
};

interface Command {
  readonly constructor: { readonly name: string };
  readonly input: RawInput;
}

/** Answers what a test foresees and fails on anything else. */
export const clientConfig = (reply?: Reply, settings: Settings = SETTINGS) => {
  const sent: Sent[] = [];
  const breaches: string[] = [];
  const send = (command: Command, { abortSignal }: { readonly abortSignal: AbortSignal }) =>
    new Promise((resolve) => {
      if (!reply) throw new Error('unforeseen call');
      const { name } = command.constructor;
      const operation = name.startsWith('Converse') ? 'converse' : 'invokeModel';
      const call = { name, input: fieldsOf({ operation, input: command.input }), signal: abortSignal };
      sent.push(call);
      const api = name.replace(/Command$/, '').replace(/^./, (first) => first.toLowerCase());
      const models = [...settings.allowedModels, ...[...(settings.teams?.values() ?? [])].flat()];
      const given = { models, guardrail: settings.guardrail };
      breaches.push(...INFERENCE_CONTRACTS.breaches(api, call.input, given));
      resolve(reply(call));
    }).then((output) => rawOutput(command.constructor.name, output as Output));
  return { sent, breaches, client: { send } as unknown as InferenceClient };
};

interface RunOptions {
  readonly reply?: Reply | undefined;
  readonly settings?: Settings;
  readonly remainingMs?: number;
  /** Alias by which the function is called. @default - none */
  readonly alias?: string;
}

/** One invocation from event to answer, with its log line. */
export const run = async (
  event: unknown,
  { reply, settings = SETTINGS, remainingMs = 30_000, alias }: RunOptions = {},
) => {
  const { sent, breaches, client } = clientConfig(reply, settings);
  const lines: string[] = [];
  const taken = { text: '', contentType: '' };
  const sink = new Writable({
    write(chunk, _encoding, done) {
      taken.text += chunk;
      done();
    },
  });
  const setContentType = (type: string) => {
    taken.contentType = type;
  };
  const inference = createInference({ client, settings, log: (line) => lines.push(line) });
  const arn = 'arn:aws:lambda:us-east-1:111122223333:function:private-bedrock-test-inference';
  const invocation = {
    awsRequestId: 'r-1',
    invokedFunctionArn: alias === undefined ? arn : `${arn}:${alias}`,
    getRemainingTimeInMillis: () => remainingMs,
  };
  await inference(event, Object.assign(sink, { setContentType }), invocation);
  if (!sink.writableFinished || lines.length !== 1) throw new Error('An invocation ends its answer and logs one line.');
  const log = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
  breaches.push(...logBreaches(log));
  if (breaches.length > 0) throw new Error(breaches.join('\n'));
  return { ...taken, sent, log };
};

/** An upstream stream that asks its source for one event at a time. */
export const iterate = <T>(source: Iterator<T>): AsyncIterable<T> => ({
  [Symbol.asyncIterator]: () => ({ next: () => new Promise((resolve) => resolve(source.next())) }),
});

/** An upstream stream of these events; an error among them is thrown in its place. */
export const streamOf = (...events: readonly object[]): AsyncIterable<object> =>
  iterate(
    (function* () {
      for (const event of events) {
        if (event instanceof Error) throw event;
        yield event;
      }
    })(),
  );

export const named = (name: string, message = 'SECRET') => Object.assign(new Error(message), { name });
