import { EXIT, type ExitCode } from '../../../domain/operator-error';
import type { Operation } from '../../../lambda/inference/contract';
import { type Answer, GUARDRAIL } from './answer';

/** Result of a question, apart from the text. */
export interface AnswerOutcome {
  readonly exit: ExitCode;
  readonly notice?: string;
}

const failed = (notice: string): AnswerOutcome => ({ exit: EXIT.failed, notice });

/** Outcomes by stop reason, of Converse and of the models' own JSON. Every other reason is an ordinary end. */
const OUTCOMES: Readonly<Record<string, AnswerOutcome>> = {
  [GUARDRAIL]: failed('The guardrail intervened: the text is its own message, not an answer.'),
  content_filtered: failed("The model's own filter stopped the answer."),
  refusal: failed('The model refused to answer.'),
  malformed_model_output: failed('The model produced invalid output.'),
  malformed_tool_use: failed('The model produced an invalid tool request.'),
  max_tokens: {
    exit: EXIT.ok,
    notice: 'Cut short: the answer reached its token limit. Raise it with --max-tokens.',
  },
  model_context_window_exceeded: { exit: EXIT.ok, notice: "Cut short: the model's context is full." },
};

/** Judges an answer. One without text and without a tool request is empty. */
export function answerOutcome({ stopReason, text, tools }: Answer, operation: Operation): AnswerOutcome {
  if (stopReason === undefined) return failed(incompleteNotice(text, operation));
  const known = OUTCOMES[stopReason];
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
