import type { AnswerError } from '../../../lambda/shared/contract';

/** Part of an answer that matters to its reader. */
export type AnswerPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'usage'; readonly inputTokens?: number; readonly outputTokens?: number }
  /** The model stopped, for this reason as the API names it. */
  | { readonly kind: 'stop'; readonly reason: string }
  /** The model requests a tool. */
  | { readonly kind: 'tool'; readonly name: string }
  | { readonly kind: 'error'; readonly error: AnswerError };

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const text = (value: unknown): AnswerPart[] =>
  typeof value === 'string' && value !== '' ? [{ kind: 'text', text: value }] : [];

const tool = (name: unknown): AnswerPart[] => (typeof name === 'string' ? [{ kind: 'tool', name }] : []);

const stop = (reason: unknown): AnswerPart[] => (typeof reason === 'string' ? [{ kind: 'stop', reason }] : []);

function usage(inputTokens: unknown, outputTokens: unknown): AnswerPart[] {
  const counted = {
    ...(typeof inputTokens === 'number' && { inputTokens }),
    ...(typeof outputTokens === 'number' && { outputTokens }),
  };
  return Object.keys(counted).length > 0 ? [{ kind: 'usage', ...counted }] : [];
}

/** Returns the parts of one server-sent event of the function. */
export function partsOfEvent(name: string, data: unknown): AnswerPart[] {
  if (name === 'error') return [{ kind: 'error', error: data as AnswerError }];
  return name === 'chunk' ? partsOfChunk(fields(data).body) : partsOfConverseEvent(name, data);
}

/** Returns the parts of an answer that is one document. */
export function partsOfDocument(document: unknown): AnswerPart[] {
  const { error, body } = fields(document);
  if (error) return [{ kind: 'error', error: error as AnswerError }];
  return body === undefined ? partsOfMessage(document) : [...partsOfMessage(body), ...partsOfBedrock(body)];
}

/** Reads an event of ConverseStream. Nova's own stream has the same form. */
function partsOfConverseEvent(name: string, data: unknown): AnswerPart[] {
  const event = fields(data);
  if (name === 'contentBlockStart') return tool(fields(fields(event.start).toolUse).name);
  if (name === 'contentBlockDelta') return text(fields(event.delta).text);
  if (name === 'messageStop') return stop(event.stopReason);
  if (name === 'metadata') return usage(fields(event.usage).inputTokens, fields(event.usage).outputTokens);
  return [];
}

/** Reads a chunk of InvokeModelWithResponseStream: the model's own JSON. */
function partsOfChunk(body: unknown): AnswerPart[] {
  const chunk = fields(body);
  const own =
    typeof chunk.type === 'string'
      ? partsOfAnthropicEvent(chunk)
      : Object.entries(chunk).flatMap(([name, data]) => partsOfConverseEvent(name, data));
  return [...own, ...partsOfBedrock(body)];
}

function partsOfAnthropicEvent(event: Fields): AnswerPart[] {
  const delta = fields(event.delta);
  const { input_tokens, output_tokens } = fields(event.usage ?? fields(event.message).usage);
  return [
    ...tool(fields(event.content_block).name),
    ...text(delta.text),
    ...stop(delta.stop_reason),
    ...usage(input_tokens, output_tokens),
  ];
}

/** Reads a whole message: of Converse and Nova, which have the same form, or of Anthropic. */
function partsOfMessage(document: unknown): AnswerPart[] {
  const message = fields(document);
  const { inputTokens, input_tokens, outputTokens, output_tokens } = fields(message.usage);
  const content = list(fields(fields(message.output).message).content ?? message.content).map(fields);
  return [
    ...content.flatMap((block) => [...text(block.text), ...tool(fields(block.toolUse).name ?? block.name)]),
    ...stop(message.stopReason ?? message.stop_reason),
    ...usage(inputTokens ?? input_tokens, outputTokens ?? output_tokens),
  ];
}

/** Reads the fields that Bedrock adds to a model's own JSON. */
function partsOfBedrock(body: unknown): AnswerPart[] {
  const added = fields(body);
  const { inputTokenCount, outputTokenCount } = fields(added['amazon-bedrock-invocationMetrics']);
  return [
    ...usage(inputTokenCount, outputTokenCount),
    ...(added['amazon-bedrock-guardrailAction'] === 'INTERVENED' ? stop('guardrail_intervened') : []),
  ];
}
