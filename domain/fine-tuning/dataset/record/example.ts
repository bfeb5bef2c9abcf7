import type { BaseModel } from '../../../models/base-models';
import type { Medium } from '../../../models/fine-tuning';
import type { FindingCode } from '../dataset-finding';
import type { FileSummary } from '../file-summary';
import { findPersonalData } from './personal-data';

export interface ExampleOptions {
  /** `<bucket>/<prefix>` that images and videos must lie below. @default - unknown, and not checked */
  readonly mediaIn?: string;
}

/** The texts and media of one line, with what is wrong with them. */
export class Example {
  /** Bytes of UTF-8 of all texts. */
  promptLength = 0;
  completionLength = 0;
  /** Last text of each side. Both together distinguish examples. */
  lastPrompt = '';
  lastCompletion = '';
  private line = 0;
  private mayHoldReserved = true;
  private mayHoldPersonalData = true;

  constructor(
    private readonly model: BaseModel,
    private readonly summary: FileSummary,
    private readonly options: ExampleOptions,
  ) {}

  /** Begins the next example. */
  begin(line: number, mayHoldReserved: boolean, mayHoldPersonalData: boolean): void {
    this.line = line;
    this.mayHoldReserved = mayHoldReserved;
    this.mayHoldPersonalData = mayHoldPersonalData;
    this.promptLength = 0;
    this.completionLength = 0;
    this.lastPrompt = '';
    this.lastCompletion = '';
  }

  find(code: FindingCode, message: string): void {
    this.summary.findings.add(code, message, this.line);
  }

  addPrompt(text: string, name: string, index?: number): void {
    this.promptLength += text.length;
    this.lastPrompt = text;
    this.checkText(text, name, index);
    if (!this.mayHoldReserved) return;
    for (const reserved of this.model.reserved) {
      if (text.includes(reserved)) this.find('reserved-string', `${fullName(name, index)} contains ${reserved}`);
    }
  }

  addCompletion(text: string, name: string, index?: number): void {
    this.completionLength += text.length;
    this.lastCompletion = text;
    this.checkText(text, name, index);
  }

  /** @param place `<bucket>/<key>` */
  addMedium(medium: Medium, place: string, index: number): void {
    this.summary.media[medium] ??= this.line;
    const { mediaIn } = this.options;
    if (mediaIn !== undefined && !place.startsWith(mediaIn)) {
      this.find('media-elsewhere', `${fullName(`the ${medium} of message`, index)} is not below s3://${mediaIn}`);
    }
  }

  private checkText(text: string, name: string, index?: number): void {
    // Most texts begin with a letter.
    if (!(text.charCodeAt(0) > SPACE) && text.trim() === '') {
      this.find('empty-text', `${fullName(name, index)} is empty`);
    } else if (this.mayHoldPersonalData) {
      for (const code of findPersonalData(text)) this.find(code, `${fullName(name, index)} seems to contain one`);
    }
  }
}

const SPACE = 0x20;

/** Returns a name such as `the text of message 2`. @param index counted from 0 */
const fullName = (name: string, index?: number) => (index === undefined ? name : `${name} ${index + 1}`);
