import { randomUUID } from 'node:crypto';

/** Stands before the text of a number while it travels as a JSON string. Nobody outside this process can know it. */
const MARK = `number ${randomUUID()} `;

/** Node's own, also after `keepNumbers`. */
const { parse, stringify } = JSON;

/** Parses JSON whose numbers are only observed. */
export const parseRounded = (text: string): unknown => parse(text);

/**
 * Number that JavaScript would write differently: 1234567890123456789, 3.14159265358979323846, 1.0, 1e400.
 * It keeps its own text, because a rounded id in a tool's argument or result names something else.
 */
export class ExactNumber {
  constructor(readonly text: string) {}

  toJSON(): string {
    return MARK + this.text;
  }
}

/** Strings, so that the digits in them are skipped, and numbers. A string without an end matches too: the scan stays linear. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"?|-?\d[\d.eE+-]*/gs;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Parses JSON like `JSON.parse`, except that numbers which would change become ExactNumbers. */
export const parseJson = (text: string): unknown => {
  let marked = false;
  const withMarks = text.replace(TOKENS, (token) => {
    if (token.startsWith('"') || String(Number(token)) === token || !NUMBER.test(token)) return token;
    marked = true;
    return `"${MARK}${token}"`;
  });
  if (!marked) return parse(text);
  try {
    return parse(withMarks, (_, value) =>
      typeof value === 'string' && value.startsWith(MARK) ? new ExactNumber(value.slice(MARK.length)) : value,
    );
  } catch {
    // It is no JSON: throws an error about the text itself.
    return parse(text);
  }
};

/** Writes JSON with every number as it was written. */
export const toJson = (value: unknown): string => {
  const text = stringify(value);
  return text.includes(MARK) ? text.replaceAll(MARKED, (_, number: string) => number) : text;
};

const MARKED = new RegExp(`"${MARK}([^"]+)"`, 'g');

/**
 * Makes `JSON.parse` keep numbers as they are written. Lambda's runtime parses an event with it before the handler sees
 * anything, so there is no other place. This process runs nothing but this function.
 */
export const keepNumbers = (): void => {
  JSON.parse = (text: string, reviver?: Parameters<typeof parse>[1]) =>
    reviver ? parse(text, reviver) : parseJson(String(text));
};
