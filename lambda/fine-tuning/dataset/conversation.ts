import type { BaseModel, Medium } from './base-model';
import type { Example } from './example';

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a Converse conversation: `schemaVersion`, `system?`, `messages`.
 * Source: Amazon Nova User Guide, fine-tune-prepare-data-understanding; Amazon Bedrock User Guide,
 * model-customization-prepare.
 */
export function readConversation(record: Json, model: BaseModel, example: Example): void {
  for (const field of Object.keys(record)) {
    if (!FIELDS.has(field)) example.find('wrong-field', `the field ${nameOf(field)} has no place in a conversation`);
  }
  if (typeof record.schemaVersion !== 'string') example.find('wrong-field', 'schemaVersion is not a string');
  if (record.system !== undefined) readSystem(record.system, example);
  const { messages } = record;
  if (!Array.isArray(messages) || messages.length === 0) {
    example.find('wrong-field', 'messages is not a list of them');
    return;
  }
  for (let index = 0; index < messages.length; index++) readMessage(messages[index], index, model, example);
  // Roles that are wrong in themselves have been found already.
  if (messages.length % 2 === 1 && roleOf(messages.at(-1)) === 'user') {
    example.find('wrong-order', 'the last message is not of the assistant');
  }
}

const FIELDS: ReadonlySet<string> = new Set(['schemaVersion', 'system', 'messages']);

function readSystem(system: unknown, example: Example): void {
  if (!Array.isArray(system)) {
    example.find('wrong-field', 'system is not a list of texts');
    return;
  }
  for (const block of system) {
    if (typeof block?.text !== 'string') example.find('wrong-field', 'system holds something else than texts');
    else example.prompt(block.text, 'the text of system');
  }
}

function readMessage(message: unknown, index: number, model: BaseModel, example: Example): void {
  const at = `message ${index + 1}`;
  const role = roleOf(message);
  if (role !== 'user' && role !== 'assistant') {
    example.find('wrong-role', `the role of ${at} is neither user nor assistant`);
  } else if (role !== (index % 2 === 0 ? 'user' : 'assistant')) {
    example.find('wrong-order', `${at} is not of the ${index % 2 === 0 ? 'user' : 'assistant'}`);
  }
  const content = (message as Json | null)?.content;
  if (!Array.isArray(content) || content.length === 0) {
    example.find('wrong-field', `the content of ${at} is not a list of blocks`);
    return;
  }
  for (const block of content) readBlock(block, { at, role, model, example });
}

interface Place {
  readonly at: string;
  readonly role: unknown;
  readonly model: BaseModel;
  readonly example: Example;
}

function readBlock(block: Json | null, place: Place): void {
  const { at, role, example } = place;
  if (typeof block?.text === 'string') {
    if (role === 'assistant') example.completion(block.text, `the text of ${at}`);
    else example.prompt(block.text, `the text of ${at}`);
  } else if (block?.image !== undefined) readMedium('image', block.image, place);
  else if (block?.video !== undefined) readMedium('video', block.video, place);
  else if (block?.reasoningContent !== undefined) readReasoning(block.reasoningContent, place);
  else example.find('unknown-content', `${at} holds neither text nor media`);
}

function readMedium(medium: Medium, value: unknown, { at, role, model, example }: Place): void {
  const { format, source } = (value ?? {}) as { format?: unknown; source?: { s3Location?: { uri?: unknown } } };
  const uri = source?.s3Location?.uri;
  if (!model.media.includes(medium)) {
    example.find('unknown-content', `${model.id} is not trained with ${medium}s (${at})`);
  } else if (role === 'assistant') {
    example.find('unknown-content', `the assistant answers with a ${medium} in ${at}`);
  } else if (typeof format !== 'string' || typeof uri !== 'string' || !uri.startsWith(S3)) {
    example.find('wrong-field', `the ${medium} of ${at} has no format, or no source.s3Location.uri`);
  } else example.medium(medium, uri.slice(S3.length).split('/')[0] ?? '', at);
}

const S3 = 's3://';

function readReasoning(value: unknown, { at, role, model, example }: Place): void {
  const text = (value as { reasoningText?: { text?: unknown } } | null)?.reasoningText?.text;
  if (!model.reasoning) example.find('unknown-content', `${model.id} is not trained with reasoning (${at})`);
  else if (role !== 'assistant' || typeof text !== 'string') {
    example.find('wrong-field', `the reasoning of ${at} is not a text of the assistant`);
  } else example.completion(text, `the reasoning of ${at}`);
}

const roleOf = (message: unknown): unknown => (message as Json | null)?.role;

/** A field's name is data too: a long one is not repeated. */
const nameOf = (field: string) => (/^\w{1,32}$/.test(field) ? field : 'with a strange name');
