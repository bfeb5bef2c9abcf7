import { isUtf8 } from 'node:buffer';
import type { BaseModel, Format } from '../../../models/base-model';
import { count } from '../histogram';
import { readConversation } from '../record/conversation';
import { Example, type ExampleOptions } from '../record/example';
import { exactOf, nearOf } from '../record/fingerprint';
import { readPromptCompletion } from '../record/prompt-completion';
import { Screen } from '../record/screen';
import { tokensOf } from '../record/tokens';
import type { Lines } from './lines';
import type { Part } from './part';
import { LONGEST_LINE } from './stretches';

const CR = 0x0d;

type Json = Readonly<Record<string, unknown>>;

/** Reads lines into a part, in their order. */
export class LineReader {
  private readonly example: Example;
  private readonly screen: Screen;

  constructor(
    private readonly model: BaseModel,
    private readonly part: Part,
    options: ExampleOptions,
    private readonly lines: Lines,
  ) {
    this.example = new Example(model, part, options);
    this.screen = new Screen(lines, model.reserved);
  }

  /** A line that nobody held. */
  static skip(part: Part): void {
    part.lines++;
    part.findings.add('line-too-long', `the line has more than ${LONGEST_LINE / 2 ** 20} MiB`, part.lines);
  }

  /** The line from `start` to before `end`, without its line feed. */
  read(start: number, end: number): void {
    if (end - start > LONGEST_LINE) {
      LineReader.skip(this.part);
      return;
    }
    this.part.lines++;
    const { bytes, text, isUtf8: allUtf8 } = this.lines;
    const hasReturn = end > start && text.charCodeAt(end - 1) === CR;
    if (hasReturn) this.find('carriage-return', 'the line ends with CR LF');
    const last = hasReturn ? end - 1 : end;
    if (!allUtf8 && !isUtf8(bytes.subarray(start, last))) this.find('bad-encoding', 'the line is not UTF-8');
    else this.readRecord(start, last);
  }

  private readRecord(start: number, end: number): void {
    const text = this.lines.text.slice(start, end);
    const record = parsed(text);
    if (record === undefined && text.trim() === '') this.find('empty-line', 'the line is empty');
    else if (record === undefined) this.find('bad-json', 'the line is not JSON');
    else if (record === null || typeof record !== 'object' || Array.isArray(record)) {
      this.find('bad-json', 'the line is JSON, but no object');
    } else {
      this.part.records++;
      if (this.hasFormat(record as Json)) this.readExample(record as Json, start, end);
    }
  }

  private hasFormat(record: Json): boolean {
    const format = formatOf(record);
    if (format) this.part.formats[format] ??= this.part.lines;
    if (format === this.model.format) return true;
    const is = format ? NAMES[format] : 'neither a conversation nor a prompt with its completion';
    this.find('wrong-format', `the line is ${is}; ${this.model.id} takes ${NAMES[this.model.format]}`);
    return false;
  }

  private readExample(record: Json, start: number, end: number): void {
    const { example, part, screen } = this;
    example.begin(part.lines, screen.mayHoldReserved(start, end), screen.mayHoldPersonalData(start, end));
    if (this.model.format === 'conversation') readConversation(record, this.model, example);
    else readPromptCompletion(record, example);
    part.fingerprints.near.push(nearOf(example.lastPrompt, example.lastCompletion));
    part.fingerprints.exact.push(exactOf(this.lines.bytes.subarray(start, end)));
    part.fingerprints.lines.push(part.lines);
    this.weigh();
  }

  private weigh(): void {
    const { part, example, model } = this;
    const tokens = tokensOf(example.promptLength + example.completionLength);
    part.tokens += tokens;
    count(part.histogram, tokens);
    if (tokens > part.longest.tokens) part.longest = { tokens, line: part.lines };
    this.limit('the example', tokens, model.tokens.record);
    if (tokens > model.tokens.record) return;
    this.limit('prompt', tokensOf(example.promptLength), model.tokens.prompt);
    this.limit('completion', tokensOf(example.completionLength), model.tokens.completion);
  }

  private limit(what: string, tokens: number, most = Number.POSITIVE_INFINITY): void {
    if (tokens > most) this.find('too-long', `${what} has about ${tokens} tokens, and the model takes ${most}`);
  }

  private find(...[code, what]: Parameters<Example['find']>): void {
    this.part.findings.add(code, what, this.part.lines);
  }
}

const NAMES = {
  conversation: 'a conversation',
  'prompt-completion': 'a prompt with its completion',
} as const satisfies Record<Format, string>;

/** Undefined for what is no JSON; the parser's own message would quote the data. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function formatOf(record: Json): Format | undefined {
  if ('messages' in record) return 'conversation';
  return 'prompt' in record || 'completion' in record ? 'prompt-completion' : undefined;
}
