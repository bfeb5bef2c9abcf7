import { isUtf8 } from 'node:buffer';
import { oneLine } from '../../shared/answer';
import { named } from '../../shared/failures/failures';
import { type Fields, isObject } from '../../shared/fields';
import { parseJson, parseRounded, toJson } from '../../shared/numbers';

/** Body of a model's own answer. */
export interface Body {
  /** Member `body` as JSON text, and `isBase64Encoded` if it is base64. */
  readonly json: string;
  /** The same as a value, if it is JSON. Its numbers may be rounded: it is only observed. */
  readonly value?: unknown;
}

/**
 * Returns a body, or a piece of one. Every text model answers with JSON, which stays as it is written. Other bodies are
 * base64, and say so as Lambda does.
 */
export const bodyOf = (bytes: Uint8Array): Body => {
  const json = isUtf8(bytes) ? jsonIn(textOf(bytes)) : undefined;
  if (json) return { json: `"body":${oneLine(json.text)}`, value: json.value };
  return { json: `"body":"${Buffer.from(bytes).toString('base64')}","isBase64Encoded":true` };
};

/**
 * Returns the whole body of a model.
 *
 * @throws UnreadableAnswerError if it has no content, or is neither JSON nor of a media type. No medium is text: a page
 * with the content type of an image is a page.
 */
export const modelBodyOf = (bytes: Uint8Array, contentType = ''): Body => {
  const body = bodyOf(bytes);
  const isContent = isObject(body.value) || Array.isArray(body.value) ? Object.keys(body.value).length > 0 : false;
  const isMedium = body.value === undefined && !isUtf8(bytes) && contentType !== '' && !/json/i.test(contentType);
  if (!isContent && !isMedium) throw named('UnreadableAnswerError');
  return body;
};

const textOf = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString();

const jsonIn = (text: string): { readonly text: string; readonly value: unknown } | undefined => {
  try {
    return { text, value: parseRounded(text) };
  } catch {
    return undefined;
  }
};

/** Returns the payload of an event as JSON text. The payload of an event without members can be empty. */
export const jsonTextOf = (payload: Uint8Array): string => textOf(payload) || '{}';

/** Parses an object of the API, to observe it. @throws UnreadableAnswerError or SyntaxError for anything else */
export const objectIn = (text: string): Fields => {
  const value = parseRounded(text);
  if (!isObject(value)) throw named('UnreadableAnswerError');
  return value;
};

/** Returns the members of an object except these, as JSON text without braces. */
export const othersIn = (text: string, ...except: readonly string[]): string => {
  const members = Object.entries(parseJson(text) as Fields).filter(([name]) => !except.includes(name));
  return toJson(Object.fromEntries(members)).slice(1, -1);
};
