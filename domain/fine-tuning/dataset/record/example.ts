import type { BaseModel, Medium } from '../../../models/base-model';
import type { Code } from '../finding';
import type { Part } from '../reading/part';
import { personalData } from './personal-data';

/** Where an image or a video has to lie, when that is known. */
export interface ExampleOptions {
  /** `<bucket>/<prefix>`. @default - unknown: media are not held against it */
  readonly mediaIn?: string;
}

/** What one line is read into: its texts as they come, what they add up to, what is wrong with them. */
export class Example {
  /** Bytes of UTF-8 of all texts. */
  promptLength = 0;
  completionLength = 0;
  /** The last text of each side: they tell an example from its neighbours. */
  lastPrompt = '';
  lastCompletion = '';
  private line = 0;
  private mayHoldReserved = true;
  private mayHoldPersonalData = true;

  constructor(
    private readonly model: BaseModel,
    private readonly part: Part,
    private readonly options: ExampleOptions,
  ) {}

  /** Begins the next one. */
  begin(line: number, mayHoldReserved: boolean, mayHoldPersonalData: boolean): void {
    this.line = line;
    this.mayHoldReserved = mayHoldReserved;
    this.mayHoldPersonalData = mayHoldPersonalData;
    this.promptLength = 0;
    this.completionLength = 0;
    this.lastPrompt = '';
    this.lastCompletion = '';
  }

  find(code: Code, what: string): void {
    this.part.findings.add(code, what, this.line);
  }

  prompt(text: string, what: string, index?: number): void {
    this.promptLength += text.length;
    this.lastPrompt = text;
    this.text(text, what, index);
    if (!this.mayHoldReserved) return;
    for (const reserved of this.model.reserved) {
      if (text.includes(reserved)) this.find('reserved-string', `${nameOf(what, index)} holds ${reserved}`);
    }
  }

  completion(text: string, what: string, index?: number): void {
    this.completionLength += text.length;
    this.lastCompletion = text;
    this.text(text, what, index);
  }

  /** @param place `<bucket>/<key>` */
  medium(medium: Medium, place: string, index: number): void {
    this.part.media[medium] ??= this.line;
    const { mediaIn } = this.options;
    if (mediaIn !== undefined && !place.startsWith(mediaIn)) {
      this.find('media-elsewhere', `${nameOf(`the ${medium} of message`, index)} is not below s3://${mediaIn}`);
    }
  }

  private text(text: string, what: string, index?: number): void {
    // Most begin with a letter.
    if (!(text.charCodeAt(0) > SPACE) && text.trim() === '') {
      this.find('empty-text', `${nameOf(what, index)} is empty`);
    } else if (this.mayHoldPersonalData) {
      for (const code of personalData(text)) this.find(code, `${nameOf(what, index)} looks as if it held one`);
    }
  }
}

const SPACE = 0x20;

/** Such as `the text of message 2`. Made for findings alone, since most texts are right. @param index from 0 on */
const nameOf = (what: string, index?: number) => (index === undefined ? what : `${what} ${index + 1}`);
