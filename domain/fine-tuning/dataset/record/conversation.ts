import type { BaseModel } from '../../../models/base-models';
import type { Medium } from '../../../models/fine-tuning';
import type { Example } from './example';

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a Converse conversation: `schemaVersion`, `system?`, `messages`.
 * Source: Amazon Nova User Guide, fine-tune-prepare-data-understanding; Amazon Bedrock User Guide,
 * model-customization-prepare.
 */
export function readConversation(record: Json, model: BaseModel, example: Example): void {
  for (const field in record) {
    // Without its name, which is data too.
    if (!FIELDS.has(field)) example.find('wrong-field', 'has other fields than schemaVersion, system and messages');
  }
  if (typeof record.schemaVersion !== 'string') example.find('wrong-field', 'schemaVersion is not a string');
  if (record.system !== undefined) readSystem(record.system, example);
  const { messages } = record;
  if (!Array.isArray(messages) || messages.length === 0) {
    example.find('wrong-field', 'messages is not a list of messages');
    return;
  }
  for (let index = 0; index < messages.length; index++) readMessage(messages[index], index, model, example);
  // Roles that are neither have been found already.
  if (messages.length % 2 === 1 && roleOf(messages.at(-1)) === 'user') {
    example.find('wrong-order', 'the last message is not from the assistant');
  }
}

const FIELDS: ReadonlySet<string> = new Set(['schemaVersion', 'system', 'messages']);

function readSystem(system: unknown, example: Example): void {
  if (!Array.isArray(system)) {
    example.find('wrong-field', 'system is not a list of texts');
    return;
  }
  for (const block of system) {
    if (typeof block?.text !== 'string') example.find('wrong-field', 'system contains something else than texts');
    else example.addPrompt(block.text, 'the text of system');
  }
}

function readMessage(message: unknown, index: number, model: BaseModel, example: Example): void {
  const role = roleOf(message);
  const expected = index % 2 === 0 ? 'user' : 'assistant';
  if (role !== 'user' && role !== 'assistant') {
    example.find('wrong-role', `the role of message ${index + 1} is neither user nor assistant`);
  } else if (role !== expected) example.find('wrong-order', `message ${index + 1} is not from the ${expected}`);
  const content = (message as Json | null)?.content;
  if (!Array.isArray(content) || content.length === 0) {
    example.find('wrong-field', `the content of message ${index + 1} is not a list of blocks`);
    return;
  }
  const isAnswer = role === 'assistant';
  for (const block of content) readBlock(block, isAnswer, index, model, example);
}

function readBlock(block: Json | null, isAnswer: boolean, index: number, model: BaseModel, example: Example): void {
  if (typeof block?.text === 'string') {
    if (isAnswer) example.addCompletion(block.text, 'the text of message', index);
    else example.addPrompt(block.text, 'the text of message', index);
    return;
  }
  const place = { at: `message ${index + 1}`, index, isAnswer, model, example };
  if (block?.image !== undefined) readMedium('image', block.image, place);
  else if (block?.video !== undefined) readMedium('video', block.video, place);
  else if (block?.reasoningContent !== undefined) readReasoning(block.reasoningContent, place);
  else example.find('unknown-content', `${place.at} contains neither text nor media`);
}

/** Position of a block, for findings. */
interface Place {
  readonly at: string;
  readonly index: number;
  readonly isAnswer: boolean;
  readonly model: BaseModel;
  readonly example: Example;
}

function readMedium(medium: Medium, value: unknown, { at, index, isAnswer, model, example }: Place): void {
  const { format, source } = (value ?? {}) as { format?: unknown; source?: { s3Location?: { uri?: unknown } } };
  const uri = source?.s3Location?.uri;
  if (!model.media.includes(medium)) {
    example.find('unknown-content', `${model.id} is not trained with ${medium}s (${at})`);
  } else if (isAnswer) example.find('unknown-content', `${at} is from the assistant and contains a ${medium}`);
  else if (typeof format !== 'string' || typeof uri !== 'string' || !uri.startsWith(S3)) {
    example.find('wrong-field', `the ${medium} of ${at} has no format, or no source.s3Location.uri`);
  } else example.addMedium(medium, uri.slice(S3.length), index);
}

const S3 = 's3://';

function readReasoning(value: unknown, { at, index, isAnswer, model, example }: Place): void {
  const text = (value as { reasoningText?: { text?: unknown } } | null)?.reasoningText?.text;
  if (!model.reasoning) example.find('unknown-content', `${model.id} is not trained with reasoning (${at})`);
  else if (!isAnswer || typeof text !== 'string') {
    example.find('wrong-field', `the reasoning of ${at} is not a text of the assistant`);
  } else example.addCompletion(text, 'the reasoning of message', index);
}

const roleOf = (message: unknown): unknown => (message as Json | null)?.role;
