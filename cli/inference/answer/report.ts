import type { Target } from '../target';
import type { Answer } from './answer';
import type { Verdict } from './verdict';

/** `12 tokens in, 24 out, first token after 481 ms, 1203 ms in all`, behind the name of the model. */
export function figures(answer: Answer, model: string): string {
  const { inputTokens, outputTokens, firstTokenMs, totalMs } = answer;
  return [
    model,
    `${inputTokens ?? '?'} tokens in`,
    `${outputTokens ?? '?'} out`,
    ...(firstTokenMs === undefined ? [] : [`first token after ${firstTokenMs.toFixed(0)} ms`]),
    `${totalMs.toFixed(0)} ms in all`,
  ].join(', ');
}

/** The same for programs: one JSON document. */
export function answerDocument(
  { text, inputTokens, outputTokens, stopReason, tools, firstTokenMs, totalMs }: Answer,
  { good, notice }: Verdict,
  { functionName, region }: Target,
  asked: { readonly operation: string; readonly model: string | undefined },
): object {
  return {
    answer: text,
    good,
    notice,
    stopReason,
    tools,
    ...asked,
    function: functionName,
    region,
    usage: { inputTokens, outputTokens },
    firstTokenMs: firstTokenMs && round(firstTokenMs),
    totalMs: round(totalMs),
  };
}

const round = (milliseconds: number) => Math.round(milliseconds * 10) / 10;
