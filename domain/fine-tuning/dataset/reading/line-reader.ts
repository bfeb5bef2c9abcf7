import { isUtf8 } from 'node:buffer';
import type { BaseModel } from '../../../models/base-models';
import type { Format } from '../../../models/fine-tuning';
import type { FindingCode } from '../dataset-finding';
import { countTokens, type FileSummary } from '../file-summary';
import { readConversation } from '../record/conversation';
import { Example, type ExampleOptions } from '../record/example';
import { exactFingerprint, nearFingerprint } from '../record/fingerprint';
import { Screen } from '../record/screen';
import type { SeenExamples } from '../seen-examples';
import { LONGEST_LINE } from './line-splitter';

/** AWS's rule of thumb is six characters a token (model-customization-prepare). Applied to bytes, so that other scripts weigh more. */
const BYTES_PER_TOKEN = 6;

const CR = 0x0d;

type Json = Readonly<Record<string, unknown>>;

/** Examples to compare each example with. */
export interface SeenSets {
  /** Examples of this file, which are added while it is read. */
  readonly own: SeenExamples;
  /** Examples of the training set. @default - this file is the training set */
  readonly training?: SeenExamples;
}

/** Checks lines one after the other, and adds what it finds to a summary. */
export class LineReader {
  private readonly example: Example;
  private bytes: Buffer = Buffer.alloc(0);
  private text = '';
  private isUtf8 = true;

  constructor(
    readonly summary: FileSummary,
    private readonly model: BaseModel,
    private readonly seen: SeenSets,
    options: ExampleOptions,
  ) {
    this.example = new Example(model, summary, options);
  }

  /** Counts a line that is too long to be held. */
  skipLine(): void {
    this.summary.lines++;
    this.find('line-too-long', `the line is longer than ${LONGEST_LINE / 2 ** 20} MiB`);
  }

  /**
   * Reads whole lines. Each byte is read as one character: everything that is looked for is ASCII, and decoding UTF-8
   * would cost as much as all checks together.
   */
  read(lines: Buffer): void {
    this.bytes = lines;
    this.text = lines.toString('latin1');
    this.isUtf8 = isUtf8(lines);
    const screen = new Screen(lines, this.text, this.model.reserved);
    for (let start = 0; start < lines.length; ) {
      const lf = this.text.indexOf('\n', start);
      const end = lf === -1 ? lines.length : lf;
      if (end - start > LONGEST_LINE) this.skipLine();
      else this.readLine(start, end, screen);
      start = end + 1;
    }
  }

  private readLine(start: number, end: number, screen: Screen): void {
    this.summary.lines++;
    const hasReturn = end > start && this.text.charCodeAt(end - 1) === CR;
    if (hasReturn) this.find('carriage-return', 'the line ends with CR LF');
    const last = hasReturn ? end - 1 : end;
    if (!this.isUtf8 && !isUtf8(this.bytes.subarray(start, last))) this.find('bad-encoding', 'the line is not UTF-8');
    else this.readRecord(start, last, screen);
  }

  private readRecord(start: number, end: number, screen: Screen): void {
    const text = this.text.slice(start, end);
    const record = parse(text);
    if (record === undefined && text.trim() === '') this.find('empty-line', 'the line is empty');
    else if (record === undefined) this.find('bad-json', 'the line is not JSON');
    else if (record === null || typeof record !== 'object' || Array.isArray(record)) {
      this.find('bad-json', 'the line is JSON, but not an object');
    } else {
      this.summary.records++;
      if (this.hasFormat(record as Json)) this.readExample(record as Json, start, end, screen);
    }
  }

  private hasFormat(record: Json): boolean {
    const format = formatOf(record);
    if (format) this.summary.formats[format] ??= this.summary.lines;
    if (format === this.model.format) return true;
    const actual = format ? NAMES[format] : 'neither a conversation nor a prompt with its completion';
    this.find('wrong-format', `the line is ${actual}; ${this.model.id} takes ${NAMES[this.model.format]}`);
    return false;
  }

  private readExample(record: Json, start: number, end: number, screen: Screen): void {
    const { example, summary } = this;
    example.begin(summary.lines, screen.mayHoldReserved(start, end), screen.mayHoldPersonalData(start, end));
    if (this.model.format === 'conversation') readConversation(record, this.model, example);
    else readPromptCompletion(record, example);
    this.compare(start, end);
    const tokens = estimateTokens(example.promptLength + example.completionLength);
    countTokens(summary, tokens);
    this.checkTokens(tokens);
  }

  private compare(start: number, end: number): void {
    const { own, training } = this.seen;
    const { lastPrompt, lastCompletion } = this.example;
    const fingerprint = {
      near: nearFingerprint(lastPrompt, lastCompletion),
      exact: exactFingerprint(this.bytes.subarray(start, end)),
    };
    const twin = own.add(fingerprint, this.summary.lines);
    if (twin?.isExact) this.find('duplicate', `equals line ${twin.line}`);
    else if (twin) this.find('near-duplicate', `is nearly the same as line ${twin.line}`);
    const trained = training?.find(fingerprint);
    if (trained?.isExact) this.find('leakage', `equals line ${trained.line} of the training set`);
    else if (trained) this.find('near-leakage', `is nearly the same as line ${trained.line} of the training set`);
  }

  private checkTokens(tokens: number): void {
    const { record, prompt, completion } = this.model.tokens;
    this.limit('the example', tokens, record);
    if (tokens > record) return;
    this.limit('prompt', estimateTokens(this.example.promptLength), prompt);
    this.limit('completion', estimateTokens(this.example.completionLength), completion);
  }

  private limit(name: string, tokens: number, max = Number.POSITIVE_INFINITY): void {
    if (tokens > max) this.find('too-long', `${name} has about ${tokens} tokens; the model takes ${max}`);
  }

  private find(code: FindingCode, message: string): void {
    this.summary.findings.add(code, message, this.summary.lines);
  }
}

const NAMES = {
  conversation: 'a conversation',
  'prompt-completion': 'a prompt with its completion',
} as const satisfies Record<Format, string>;

/** Parses JSON. The error of the parser quotes the data, and is dropped for that reason. */
function parse(text: string): unknown {
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

/** Reads `{"prompt": …, "completion": …}`. Source: Amazon Bedrock User Guide, model-customization-prepare. */
function readPromptCompletion({ prompt, completion, ...others }: Json, example: Example): void {
  if (typeof prompt !== 'string') example.find('wrong-field', 'prompt is not a string');
  else example.addPrompt(prompt, 'prompt');
  if (typeof completion !== 'string') example.find('wrong-field', 'completion is not a string');
  else example.addCompletion(completion, 'completion');
  if (Object.keys(others).length > 0) example.find('wrong-field', 'has other fields than prompt and completion');
}

const estimateTokens = (bytes: number): number => Math.ceil(bytes / BYTES_PER_TOKEN);
