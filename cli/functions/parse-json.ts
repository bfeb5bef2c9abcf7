/** Returns a JSON value, or undefined for invalid JSON. The parser's own error is dropped: it quotes the text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
