/** Limits of a file that HealthScribe writes. 90 minutes of speech take about 5 MB. */
export const OUTPUT_LIMITS = { bytes: 32 * 1024 * 1024 } as const;

/**
 * Output of HealthScribe that cannot be read. It names the place in the file and what is wrong with it, and never contains
 * a piece of the content.
 */
export class OutputError extends Error {
  /**
   * @param where path of the value, such as `Conversation.TranscriptSegments[3].Content`
   * @param what such as `is a number; expected a string`
   */
  constructor(
    readonly where: string,
    readonly what: string,
  ) {
    super(`${where} ${what}`);
    this.name = 'OutputError';
  }
}

/**
 * Parses a file that HealthScribe wrote.
 *
 * @param file name of the file, for errors
 * @throws {OutputError} if it is too large, not UTF-8, or not JSON
 */
export function parseOutput(file: string, content: Uint8Array | string): unknown {
  if (content.length > OUTPUT_LIMITS.bytes) throw new OutputError(file, `is larger than ${OUTPUT_LIMITS.bytes} bytes`);
  const text = typeof content === 'string' ? content : decode(content);
  if (text === undefined) throw new OutputError(file, 'is not UTF-8');
  const parsed = parse(text);
  if (!parsed) throw new OutputError(file, 'is not JSON');
  return parsed.value;
}

function decode(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}

/** The error of JSON.parse quotes the text, so that it must not become a cause. */
function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
