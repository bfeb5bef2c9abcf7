import { EXIT } from '../../../domain/operator-error';
import type { Operation } from '../../../lambda/inference/contract';
import { type AnswerOutcome, failed, stopOutcome } from '../../functions/stop-outcome';
import type { Answer } from './answer';

/** Judges an answer. One without text and without a tool request is empty. */
export function answerOutcome({ stopReason, text, tools }: Answer, operation: Operation): AnswerOutcome {
  if (stopReason === undefined) return failed(incompleteNotice(text, operation));
  const known = stopOutcome(stopReason);
  const isEmpty = text.trim() === '' && tools.length === 0;
  if (isEmpty && known?.exit !== EXIT.failed) {
    return { exit: EXIT.empty, notice: known?.notice ?? `The answer is empty (stop reason ${stopReason}).` };
  }
  if (known) return known;
  if (tools.length === 0) return { exit: EXIT.ok };
  return { exit: EXIT.ok, notice: `The model requests tools: ${tools.join(', ')}. This command calls no tools.` };
}

function incompleteNotice(text: string, operation: Operation): string {
  if (text) return 'The answer is incomplete: it ended without a stop reason.';
  return operation.startsWith('invokeModel')
    ? "The answer contains no text that this command can find: it does not know the form of the model's JSON."
    : 'The answer ended before its first word.';
}
