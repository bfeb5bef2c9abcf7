import type { AnswerPart } from './answer-part';

/**
 * Keeps the first half of a surrogate pair until its second half arrives: a model can split an emoji between two deltas,
 * and each half on its own would be written as U+FFFD.
 */
export async function* wholeCharacters(parts: AsyncIterable<AnswerPart>): AsyncGenerator<AnswerPart> {
  let half = '';
  for await (const part of parts) {
    if (part.kind !== 'text') {
      yield part;
      continue;
    }
    const text = half + part.text;
    half = /[\uD800-\uDBFF]$/.test(text) ? text.slice(-1) : '';
    const whole = half ? text.slice(0, -1) : text;
    if (whole) yield { kind: 'text', text: whole };
  }
  if (half) yield { kind: 'text', text: half };
}
