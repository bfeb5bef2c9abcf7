import type { BaseModel } from '../../../models/base-models';
import type { Medium } from '../../../models/fine-tuning';
import type { FindingCode } from '../dataset-finding';
import type { FileSummary } from '../file-summary';
import { findPersonalData } from '../personal-data/personal-data';
import { NearHash } from './fingerprint';
import type { MediaPlaces } from './media-places';
import { type ReservedMatch, ReservedStrings } from './reserved-strings';
import { countTokens, sampleTokens } from './tokens';

/** The texts and media of one line, with what is wrong with them. */
export class Example {
  /** Tokens of the texts, estimated from samples of long texts. */
  promptTokens = 0;
  completionTokens = 0;
  /** Bytes of the texts. No text has more tokens. */
  length = 0;
  /** Tokens of the images and videos. */
  mediaLow = 0;
  mediaHigh = 0;
  /** True if its fields are right, so that it can be compared with others. */
  isComparable = true;
  readonly near = new NearHash();
  /** Texts of this example, and older ones after them: an array that is emptied allocates again. */
  private readonly prompts: string[] = [];
  private readonly completions: string[] = [];
  private promptCount = 0;
  private completionCount = 0;
  private line = 0;
  private mayHoldPersonalData = true;
  private isCompared = true;
  private readonly reserved: ReservedStrings;
  private system: { readonly text?: string | undefined; readonly tokens: number } = { tokens: 0 };
  private readonly systemHash = new NearHash();

  constructor(
    private readonly model: BaseModel,
    private readonly summary: FileSummary,
    private readonly places: MediaPlaces,
  ) {
    this.reserved = new ReservedStrings(model);
  }

  /** Begins the next example. */
  begin(line: number, mayHoldPersonalData: boolean, isCompared: boolean): void {
    this.line = line;
    this.isCompared = isCompared;
    this.mayHoldPersonalData = mayHoldPersonalData;
    this.promptTokens = 0;
    this.completionTokens = 0;
    this.length = 0;
    this.mediaLow = 0;
    this.mediaHigh = 0;
    this.isComparable = true;
    this.near.reset();
    this.promptCount = 0;
    this.completionCount = 0;
  }

  find(code: FindingCode, message: string): void {
    if (STRUCTURAL.has(code)) this.isComparable = false;
    this.summary.findings.add(code, message, this.line);
  }

  addPrompt(text: string, name: string, index?: number): void {
    this.readPrompt(text, name, index);
    if (this.isCompared) this.near.add(text);
  }

  private readPrompt(text: string, name: string, index?: number): void {
    this.promptTokens += this.estimate(text);
    this.prompts[this.promptCount++] = text;
    const found = this.reserved.find(text);
    if (found.length > 0) this.findReserved(found, fullName(name, index));
    this.findPersonalData(text, name, index);
  }

  addCompletion(text: string, name: string, index?: number): void {
    this.completionTokens += this.estimate(text);
    this.completions[this.completionCount++] = text;
    if (this.isCompared) this.near.add(text);
    const found = this.reserved.find(text);
    if (found.length > 0) this.findVariants(found, fullName(name, index));
    this.findPersonalData(text, name, index);
  }

  /** Adds a system prompt. Most examples repeat that of the example before, which is not checked again. */
  addSystem(text: string): void {
    if (text === this.system.text) {
      this.promptTokens += this.system.tokens;
      this.length += text.length;
      this.prompts[this.promptCount++] = text;
    } else this.readSystem(text);
    if (this.isCompared) this.near.addHash(this.systemHash);
  }

  private readSystem(text: string): void {
    const { promptTokens } = this;
    const { total } = this.summary.findings;
    this.readPrompt(text, 'the text of system');
    this.systemHash.reset();
    this.systemHash.add(text);
    // A text with findings is checked each time, so that each line is reported.
    const isClean = this.summary.findings.total === total;
    this.system = { text: isClean ? text : undefined, tokens: this.promptTokens - promptTokens };
  }

  /** Adds what is neither a prompt nor an answer, and is read by the model all the same: definitions and results of tools. */
  addData(value: unknown, name: string): void {
    const text = Buffer.from(JSON.stringify(value)).toString('latin1');
    this.promptTokens += this.estimate(text);
    this.prompts[this.promptCount++] = text;
    this.near.add(text);
    const found = this.reserved.find(text);
    if (found.length > 0) this.findVariants(found, name);
    this.findPersonalData(text, name);
  }

  /** @param place `<bucket>/<key>` */
  addMedium(medium: Medium, place: string, owner: string | undefined, name: string): void {
    this.summary.media[medium] ??= this.line;
    this.near.addAll(place);
    const { tokens } = this.model.media[medium] ?? {};
    this.mediaLow += tokens?.low ?? 0;
    this.mediaHigh += tokens?.high ?? 0;
    const problem = this.places.check(place, owner, this.line);
    if (problem) this.find(problem.code, `${name} ${problem.message}`);
  }

  /** Estimates the tokens again, from all characters. */
  countAllTokens(): void {
    this.promptTokens = sumTokens(this.prompts, this.promptCount);
    this.completionTokens = sumTokens(this.completions, this.completionCount);
  }

  private findReserved(found: readonly ReservedMatch[], name: string): void {
    for (const { reserved } of found.filter(({ isExact }) => isExact)) {
      this.find('reserved-string', `${name} contains ${reserved}`);
    }
    this.findVariants(
      found.filter(({ isExact }) => !isExact),
      name,
    );
  }

  private findVariants(found: readonly ReservedMatch[], name: string): void {
    for (const { reserved } of found) this.find('reserved-variant', `${name} contains a form of ${reserved}`);
  }

  private estimate(text: string): number {
    this.length += text.length;
    return this.summary.records <= EXACT_RECORDS ? countTokens(text) : sampleTokens(text);
  }

  private findPersonalData(text: string, name: string, index?: number): void {
    if (!this.mayHoldPersonalData) return;
    for (const { code, name: kind } of findPersonalData(text)) {
      this.find(code, `${fullName(name, index)} seems to contain: ${kind}`);
    }
  }
}

const sumTokens = (texts: readonly string[], count: number) =>
  texts.slice(0, count).reduce((sum, text) => sum + countTokens(text), 0);

/** Number of examples of a file whose tokens are estimated from all characters, not from samples. */
const EXACT_RECORDS = 4096;

/** Codes of examples whose texts are not known, so that they all look alike. */
const STRUCTURAL: ReadonlySet<FindingCode> = new Set(['wrong-field', 'wrong-role', 'unknown-content']);

/** Returns a name such as `the text of message 2`. @param index counted from 0 */
const fullName = (name: string, index?: number) => (index === undefined ? name : `${name} ${index + 1}`);
