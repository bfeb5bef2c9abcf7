/** A value of JSON, undefined if it is none. The parser's own error is dropped: it quotes what it could not read. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
