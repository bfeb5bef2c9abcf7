import type { Code } from '../finding';
import { isGzipped } from './gunzipped';

/** What the first bytes of a file say about the rest of it. */
export interface Beginning {
  readonly code: Code;
  readonly what: string;
  /** The file can be read from this byte on. @default - it cannot be read at all */
  readonly from?: number;
}

const UTF_8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF_16_MARKS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];
/** So many bytes are looked at. */
const LOOK = 1024;

/** Undefined for a file that begins as it ought to. */
export function beginningOf(file: Buffer): Beginning | undefined {
  const look = file.subarray(0, LOOK);
  const startsWith = (mark: Buffer) => look.subarray(0, mark.length).equals(mark);
  if (startsWith(UTF_8_MARK)) {
    return { code: 'byte-order-mark', what: 'the file begins with a byte order mark', from: UTF_8_MARK.length };
  }
  if (isGzipped(look)) return { code: 'binary-file', what: 'the file is compressed' };
  if (UTF_16_MARKS.some(startsWith)) return { code: 'utf-16', what: 'the file is UTF-16' };
  if (!look.includes(0)) return undefined;
  const zeros = look.filter((byte) => byte === 0).length;
  // Latin text in UTF-16: every other byte is zero.
  if (zeros * 2 >= look.length - 1 && zeros * 2 <= look.length + 1)
    return { code: 'utf-16', what: 'the file is UTF-16' };
  return { code: 'binary-file', what: 'the file is no text' };
}
