import { isUtf8 } from 'node:buffer';
import type { BaseModel } from '../../../models/base-models';
import type { Format } from '../../../models/fine-tuning';
import type { FindingCode } from '../dataset-finding';
import { addTokens, type FileSummary, type TokenRange } from '../file-summary';
import { isBlank } from '../record/content-reader';
import { ConversationReader } from '../record/conversation-reader';
import { Example } from '../record/example';
import { exactFingerprint } from '../record/fingerprint';
import { isPresent, type Json } from '../record/json';
import { MediaPlaces } from '../record/media-places';
import { Screen } from '../record/screen';
import { TOKEN_BANDS, type TokenBand } from '../record/tokens';
import type { SeenExamples } from '../seen-examples';
import { LONGEST_LINE } from './line-splitter';

const CR = 0x0d;

/** Share of the longest example from which on an example is counted again. */
const SAMPLING_ERROR = 0.9;

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
  private readonly conversations: ConversationReader;
  private readonly band: TokenBand;
  private bytes: Buffer = Buffer.alloc(0);
  private text = '';
  private isUtf8 = true;

  /** @param mediaIn `<bucket>/<prefix>` that all media must lie below. @default - unknown, and not checked */
  constructor(
    readonly summary: FileSummary,
    private readonly model: BaseModel,
    private readonly seen: SeenSets,
    mediaIn?: string,
  ) {
    this.example = new Example(model, summary, new MediaPlaces(mediaIn));
    this.conversations = new ConversationReader(model, this.example);
    this.band = TOKEN_BANDS[model.tokenizer];
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
    const screen = new Screen(lines, this.text);
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
    // A file with more examples than any model takes is refused, so that its further examples are not compared.
    const isCompared = !this.seen.own.isFull;
    example.begin(summary.lines, screen.mayHoldPersonalData(start, end), isCompared);
    if (this.model.format === 'conversation') this.conversations.read(record);
    else readPromptCompletion(record, example);
    if (isCompared) this.compare(start, end);
    this.checkTokens();
  }

  private compare(start: number, end: number): void {
    const { own, training } = this.seen;
    const { example, bytes, summary } = this;
    const exact = () => exactFingerprint(bytes.subarray(start, end));
    const near = example.isComparable ? example.near.fingerprint : exact();
    const twin = own.add(near, exact, summary.lines);
    if (twin?.isExact) this.find('duplicate', `equals line ${twin.line}`);
    else if (twin) this.find('near-duplicate', `is nearly the same as line ${twin.line}`);
    const trained = training?.find(near, exact);
    if (trained?.isExact) this.find('leakage', `equals line ${trained.line} of the training set`);
    else if (trained) this.find('near-leakage', `is nearly the same as line ${trained.line} of the training set`);
  }

  private checkTokens(): void {
    const { record, prompt = record, completion = record } = this.model.tokens;
    const { example, summary } = this;
    let tokens = this.tokens();
    // An estimate from samples is not exact enough for what is reported of one example.
    const mayBeLongest = tokens.estimate > SAMPLING_ERROR * summary.longest.estimate;
    const least = Math.min(record, prompt, completion);
    if (mayBeLongest || example.length > least || tokens.high > least) {
      example.countAllTokens();
      tokens = this.tokens();
    }
    addTokens(summary, tokens);
    if (tokens.high > record) this.findTooLong('the example', tokens, record);
    else if (prompt < record || completion < record) {
      this.findTooLong('prompt', this.rangeOf(example.promptTokens), prompt);
      this.findTooLong('completion', this.rangeOf(example.completionTokens), completion);
    }
  }

  private tokens(): TokenRange {
    const { promptTokens, completionTokens, mediaLow, mediaHigh } = this.example;
    const texts = promptTokens + completionTokens;
    return {
      estimate: texts + (mediaLow + mediaHigh) / 2,
      low: texts * this.band.low + mediaLow,
      high: texts * this.band.high + mediaHigh,
    };
  }

  private rangeOf(estimate: number): TokenRange {
    return { estimate, low: estimate * this.band.low, high: estimate * this.band.high };
  }

  private findTooLong(name: string, { estimate, low, high }: TokenRange, max: number): void {
    if (high <= max) return;
    const range = `about ${Math.round(estimate)} tokens (${Math.round(low)} to ${Math.round(high)})`;
    this.find(low > max ? 'too-long' : 'too-long-perhaps', `${name} has ${range}; ${this.model.id} takes ${max}`);
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
  else {
    example.addPrompt(prompt, 'prompt');
    if (isBlank(prompt)) example.find('empty-text', 'prompt is empty');
  }
  if (typeof completion !== 'string') example.find('wrong-field', 'completion is not a string');
  else {
    example.addCompletion(completion, 'completion');
    if (isBlank(completion)) example.find('empty-text', 'completion is empty');
  }
  for (const field in others) {
    if (field !== 'id' && isPresent(others[field])) example.find('unread-field', 'has a field that no job reads');
  }
}
