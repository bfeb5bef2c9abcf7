import type { AnswerPart } from './answer-part';
import { operatorErrorOfAnswer } from './ask-failure';

/** One answer, as far as it came. */
export interface Answer {
  readonly text: string;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** Why the model stopped, in the API's own word. Absent: the answer broke off. */
  readonly stopReason?: string;
  /** Tools that the model wants to be called. */
  readonly tools: readonly string[];
  /** Milliseconds from the call to the first piece of text. Absent: there was none. */
  readonly firstTokenMs?: number;
  readonly totalMs: number;
}

/** Takes a piece of text as it comes; a promise asks to wait for a slow reader. */
export type TakeText = (text: string) => Promise<void> | undefined;

/**
 * Reads an answer to its end.
 *
 * @param elapsed milliseconds since the call
 * @throws OperatorError on an error of the function, however much text came before it
 */
export async function collect(
  parts: AsyncIterable<AnswerPart>,
  take: TakeText,
  elapsed: () => number,
): Promise<Answer> {
  const texts: string[] = [];
  const tools: string[] = [];
  const seen: { inputTokens?: number; outputTokens?: number; stopReason?: string; firstTokenMs?: number } = {};
  for await (const part of parts) {
    if (part.kind === 'error') throw operatorErrorOfAnswer(part.error);
    if (part.kind === 'text') {
      seen.firstTokenMs ??= elapsed();
      texts.push(part.text);
      const slowReader = take(part.text);
      if (slowReader !== undefined) await slowReader;
    } else if (part.kind === 'tool') tools.push(part.name);
    else if (part.kind === 'usage') note(seen, part);
    // What the guardrail did is not undone by what the model says after it.
    else if (seen.stopReason !== GUARDRAIL) seen.stopReason = part.reason;
  }
  return { text: texts.join(''), tools, ...seen, totalMs: elapsed() };
}

export const GUARDRAIL = 'guardrail_intervened';

function note(
  seen: { inputTokens?: number; outputTokens?: number },
  { inputTokens, outputTokens }: Extract<AnswerPart, { kind: 'usage' }>,
): void {
  if (inputTokens !== undefined) seen.inputTokens = inputTokens;
  if (outputTokens !== undefined) seen.outputTokens = outputTokens;
}
