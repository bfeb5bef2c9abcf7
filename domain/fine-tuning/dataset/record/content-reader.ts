import type { BaseModel } from '../../../models/base-models';
import type { Example } from './example';
import { isObject, isPresent, type Json } from './json';
import { MediaReader } from './media-reader';
import { ToolReader } from './tool-reader';

/** Bits of what a block adds to its message. */
const CONTENT = 1;
const ANSWER = 2;

const SPACE = 0x20;

/** White space beyond ASCII as bytes of UTF-8: no-break, of one width or none, of East Asia. */
const WIDE_SPACE =
  /^(?:[\s\u200b-\u200f\u2060]|\xc2\xa0|\xe1\x9a\x80|\xe2\x80[\x80-\x8f\xa8\xa9\xaf]|\xe2\x81[\x9f\xa0]|\xe3\x80\x80|\xef\xbb\xbf)+$/;

/** Most texts begin with a letter. */
export const isBlank = (text: string): boolean => {
  const first = text.charCodeAt(0);
  if (first > SPACE && first < 0x80) return false;
  return text.trim() === '' || WIDE_SPACE.test(text);
};

/** Reads the content blocks of the messages of a record. */
export class ContentReader {
  private readonly media: MediaReader;
  private readonly tools: ToolReader;

  constructor(
    private readonly model: BaseModel,
    private readonly example: Example,
  ) {
    this.media = new MediaReader(model, example);
    this.tools = new ToolReader(model, example);
  }

  begin({ toolConfig }: Json): void {
    this.media.beginRecord();
    this.tools.begin(toolConfig);
  }

  end(): void {
    this.media.endRecord();
  }

  read(content: readonly unknown[], index: number, isAnswer: boolean): void {
    let added = 0;
    for (const block of content) added |= this.readBlock(block, index, isAnswer);
    this.media.endMessage(index);
    if ((added & CONTENT) === 0) this.example.find('empty-text', `the text of message ${index + 1} is empty`);
    else if (isAnswer && (added & ANSWER) === 0) {
      this.example.find('empty-text', `message ${index + 1} has reasoning, and no answer`);
    }
  }

  private readBlock(block: unknown, index: number, isAnswer: boolean): number {
    let added = 0;
    let members = 0;
    if (isObject(block)) {
      for (const kind in block) {
        const value = block[kind];
        if (!isPresent(value)) continue;
        members++;
        added |= this.readMember(kind, value, index, isAnswer);
      }
    }
    if (added === 0) {
      this.example.find('unknown-content', `message ${index + 1} contains neither text nor media`);
      return CONTENT | ANSWER;
    }
    if (members > 1)
      this.example.find('sources-differ', `message ${index + 1} has several kinds of content in one block`);
    return added;
  }

  private readMember(kind: string, value: unknown, index: number, isAnswer: boolean): number {
    switch (kind) {
      case 'text':
        return this.readText(value, index, isAnswer);
      case 'image':
      case 'video':
      case 'document':
        this.media.read(kind, value, index, isAnswer);
        return CONTENT | ANSWER;
      case 'reasoningContent':
        this.readReasoning(value, index, isAnswer);
        return CONTENT;
      case 'toolUse':
        this.tools.readUse(value, index, isAnswer);
        return CONTENT | ANSWER;
      case 'toolResult':
        this.tools.readResult(value, index, isAnswer);
        return CONTENT | ANSWER;
      default:
        return 0;
    }
  }

  private readText(text: unknown, index: number, isAnswer: boolean): number {
    if (typeof text !== 'string') {
      this.example.find('wrong-field', `a text of message ${index + 1} is not a string`);
      return CONTENT | ANSWER;
    }
    if (isAnswer) this.example.addCompletion(text, 'the text of message', index);
    else this.example.addPrompt(text, 'the text of message', index);
    return isBlank(text) ? ANSWER : CONTENT | ANSWER;
  }

  private readReasoning(value: unknown, index: number, isAnswer: boolean): void {
    const { example, model } = this;
    const text = (value as { reasoningText?: { text?: unknown } }).reasoningText?.text;
    if (!model.reasoning) {
      example.find('unknown-content', `${model.id} is not trained with reasoning (message ${index + 1})`);
    } else if (!isAnswer || typeof text !== 'string') {
      example.find('wrong-field', `the reasoning of message ${index + 1} is not a text of the assistant`);
    } else {
      example.addCompletion(text, 'the reasoning of message', index);
      if (isBlank(text)) example.find('empty-text', `the reasoning of message ${index + 1} is empty`);
    }
  }
}
