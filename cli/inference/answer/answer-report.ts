import { EXIT } from '../../../domain/operator-error';
import type { FunctionTarget } from '../../functions/function-target';
import type { AnswerOutcome } from '../../functions/stop-outcome';
import type { Answer } from './answer';

/** Returns a line such as `<model>, 12 tokens in, 24 out, first token after 481 ms, 1203 ms in all`. */
export function usageLine(answer: Answer, model: string): string {
  const { inputTokens, outputTokens, firstTokenMs, totalMs } = answer;
  return [
    model,
    `${inputTokens ?? '?'} tokens in`,
    `${outputTokens ?? '?'} out`,
    ...(firstTokenMs === undefined ? [] : [`first token after ${firstTokenMs.toFixed(0)} ms`]),
    `${totalMs.toFixed(0)} ms in all`,
  ].join(', ');
}

/** Returns the answer as the JSON document of `--json`. */
export function answerDocument(
  { text, inputTokens, outputTokens, stopReason, tools, firstTokenMs, totalMs }: Answer,
  { exit, notice }: AnswerOutcome,
  { functionName, region }: FunctionTarget,
  request: { readonly operation: string; readonly model: string | undefined },
): object {
  return {
    answer: text,
    good: exit === EXIT.ok,
    notice,
    stopReason,
    tools,
    ...request,
    function: functionName,
    region,
    usage: { inputTokens, outputTokens },
    firstTokenMs: firstTokenMs && round(firstTokenMs),
    totalMs: round(totalMs),
  };
}

const round = (milliseconds: number) => Math.round(milliseconds * 10) / 10;
