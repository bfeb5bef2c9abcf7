import { countTokens } from '../../domain/fine-tuning/dataset/record/tokens';
import { PROSE } from './prose';
import { TECHNICAL } from './technical';

/** All samples by kind. */
export const SAMPLES: Readonly<Record<string, string>> = { ...PROSE, ...TECHNICAL };

/** Encodes like the validator reads a line: each byte of UTF-8 is one character. */
export const latin1 = (text: string): string => Buffer.from(text).toString('latin1');

/** Returns the rows of the table in docs/fine-tuning.md. @param count tokens of a text by the tokenizer of Llama 3 */
export function calibrationRows(count: (text: string) => number): readonly string[] {
  return Object.entries(SAMPLES).map(([kind, text]) => {
    const tokens = count(text);
    const bytes = Buffer.byteLength(text);
    const cells = [bytes, tokens, (tokens / (bytes / 6)).toFixed(2), (tokens / countTokens(latin1(text))).toFixed(2)];
    return `| ${kind} | ${cells.join(' | ')} |`;
  });
}
