import type { BaseModel } from '../../../models/base-models';
import { ContentReader } from './content-reader';
import type { Example } from './example';
import { isPresent, type Json } from './json';

/**
 * Reads Converse conversations: `messages`, and optionally `system`, `schemaVersion` and `toolConfig`. A field that is null
 * counts as missing, as in AWS's own script. Sources: docs/fine-tuning.md.
 */
export class ConversationReader {
  private readonly content: ContentReader;

  constructor(
    private readonly model: BaseModel,
    private readonly example: Example,
  ) {
    this.content = new ContentReader(model, example);
  }

  read(record: Json): void {
    this.content.begin(record);
    for (const field in record) if (isPresent(record[field])) this.checkField(field, record[field]);
    const { messages } = record;
    if (!Array.isArray(messages) || messages.length === 0) {
      this.example.find('wrong-field', 'messages is not a list of messages');
      return;
    }
    for (let index = 0; index < messages.length; index++) this.readMessage(messages[index], index);
    this.content.end();
    // Other roles have been found already.
    if (messages.length % 2 === 1 && roleOf(messages.at(-1)) === 'user') {
      this.example.find('wrong-order', 'the last message is not from the assistant');
    }
  }

  private checkField(field: string, value: unknown): void {
    const { example, model } = this;
    if (field === 'system') this.readSystem(value);
    else if (field === 'schemaVersion') {
      if (typeof value !== 'string') example.find('wrong-field', 'schemaVersion is not a string');
    } else if (field === 'toolConfig') {
      if (model.tools) example.find('sources-differ', 'toolConfig: one of AWS’s guides advises against it');
      else example.find('unknown-content', `has a toolConfig; ${model.id} is not trained with tools`);
      example.addData(value, 'toolConfig');
    } else if (field !== 'messages' && field !== 'id') {
      // Without its name, which is data too.
      example.find('unread-field', 'has a field that no job reads');
    }
  }

  private readSystem(system: unknown): void {
    if (!Array.isArray(system)) {
      this.example.find('wrong-field', 'system is not a list of texts');
      return;
    }
    for (const block of system) {
      if (typeof block?.text === 'string') this.example.addSystem(block.text);
      else this.example.find('wrong-field', 'system contains something else than texts');
    }
  }

  private readMessage(message: unknown, index: number): void {
    const role = roleOf(message);
    const expected = index % 2 === 0 ? 'user' : 'assistant';
    if (role !== 'user' && role !== 'assistant') {
      this.example.find('wrong-role', `the role of message ${index + 1} is neither user nor assistant`);
    } else if (role !== expected) this.example.find('wrong-order', `message ${index + 1} is not from the ${expected}`);
    const content = (message as Json | null)?.content;
    if (Array.isArray(content) && content.length > 0) this.content.read(content, index, role === 'assistant');
    else this.example.find('wrong-field', `the content of message ${index + 1} is not a list of blocks`);
  }
}

const roleOf = (message: unknown): unknown => (message as Json | null)?.role;
