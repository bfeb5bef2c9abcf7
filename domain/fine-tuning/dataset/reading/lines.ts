/** Whole lines, as bytes and with each byte as a character. */
export interface Lines {
  readonly bytes: Buffer;
  readonly text: string;
  /** All of them are UTF-8, so that none has to be asked. */
  readonly isUtf8: boolean;
}
