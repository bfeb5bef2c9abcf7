import { TextDecoder } from 'node:util';

const UTF_16_MARKS: readonly (readonly [encoding: string, first: number, second: number])[] = [
  ['utf-16le', 0xff, 0xfe],
  ['utf-16be', 0xfe, 0xff],
];

/**
 * Decodes a file, without its byte order mark. Bytes that are no text become U+FFFD.
 *
 * @param onUtf16 called if the file is UTF-16, with a mark or with zeros where Latin letters have them
 */
export async function* decode(chunks: AsyncIterable<Buffer>, onUtf16: () => void): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    if (!decoder) {
      const encoding = encodingOf(chunk);
      if (encoding !== 'utf-8') onUtf16();
      decoder = new TextDecoder(encoding);
    }
    yield decoder.decode(chunk, { stream: true });
  }
  if (decoder) yield decoder.decode();
}

function encodingOf([first, second]: Buffer): string {
  const marked = UTF_16_MARKS.find(([, one, other]) => first === one && second === other);
  if (marked) return marked[0];
  if (first !== 0 && second === 0) return 'utf-16le';
  return first === 0 && second !== 0 ? 'utf-16be' : 'utf-8';
}
