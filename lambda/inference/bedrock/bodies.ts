import { isUtf8 } from 'node:buffer';
import { oneLine } from '../../shared/answer';
import { named } from '../../shared/failures/failures';
import { type Fields, isObject } from '../../shared/fields';
import { parseRounded } from '../../shared/numbers';

/** Body of a model's own answer. */
export interface Body {
  /** Member `body` as JSON text, and `isBase64Encoded` if it is base64. */
  readonly json: string;
  /** The same as a value. Its numbers may be rounded: it is only observed. */
  readonly value: unknown;
}

/**
 * Returns the body of a model. Every text model answers with JSON, which stays as it is written. Other bodies are base64,
 * and say so as Lambda does.
 *
 * @param contentType absent for a chunk of a stream, which has none
 * @throws UnreadableAnswerError if a document is empty, or neither JSON nor of a media type of its own
 */
export const bodyOf = (
  bytes: Uint8Array,
  ...document: readonly [] | readonly [contentType: string | undefined]
): Body => {
  const json = jsonIn(bytes);
  if (json) return { json: `"body":${oneLine(json.text)}`, value: json.value };
  const [contentType = ''] = document;
  const isMedia = /^(?:audio|image|video)\/|^application\/octet-stream/.test(contentType);
  if (document.length > 0 && (bytes.length === 0 || !isMedia)) throw named('UnreadableAnswerError');
  const body = Buffer.from(bytes).toString('base64');
  return { json: `"body":"${body}","isBase64Encoded":true`, value: body };
};

const jsonIn = (bytes: Uint8Array): { readonly text: string; readonly value: unknown } | undefined => {
  if (!isUtf8(bytes)) return undefined;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
  try {
    return { text, value: parseRounded(text) };
  } catch {
    return undefined;
  }
};

/** Parses an object of the API, to observe it. @throws UnreadableAnswerError or SyntaxError for anything else */
export const objectIn = (text: string): Fields => {
  const value = parseRounded(text);
  if (!isObject(value)) throw named('UnreadableAnswerError');
  return value;
};
