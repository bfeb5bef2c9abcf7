import type { FindingCode } from '../dataset-finding';
import { isGzip } from './gunzip';

/** Something wrong with the first bytes of a file. */
export interface FileStart {
  readonly code: FindingCode;
  readonly message: string;
  /** First byte of the text. @default - the file is not text */
  readonly textFrom?: number;
}

const UTF_8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF_16_MARKS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];
const INSPECTED_BYTES = 1024;

/** Inspects the first chunk of a file. @returns undefined when it begins like UTF-8 text */
export function inspectFileStart(chunk: Buffer): FileStart | undefined {
  const start = chunk.subarray(0, INSPECTED_BYTES);
  const startsWith = (mark: Buffer) => start.subarray(0, mark.length).equals(mark);
  if (startsWith(UTF_8_MARK)) {
    return { code: 'byte-order-mark', message: 'the file begins with a byte order mark', textFrom: UTF_8_MARK.length };
  }
  if (isGzip(start)) return { code: 'binary-file', message: 'the file is compressed twice' };
  if (UTF_16_MARKS.some(startsWith)) return { code: 'utf-16', message: 'the file is UTF-16' };
  if (!start.includes(0)) return undefined;
  const zeros = start.filter((byte) => byte === 0).length;
  // Latin text in UTF-16: every other byte is zero.
  if (Math.abs(zeros * 2 - start.length) <= 1) return { code: 'utf-16', message: 'the file is UTF-16' };
  return { code: 'binary-file', message: 'the file is not text' };
}
