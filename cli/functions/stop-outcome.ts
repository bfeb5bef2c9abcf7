import { EXIT, type ExitCode } from '../../domain/operator-error';

/** Result of a question, apart from the text. */
export interface AnswerOutcome {
  readonly exit: ExitCode;
  readonly notice?: string;
}

export const GUARDRAIL = 'guardrail_intervened';

export const failed = (notice: string): AnswerOutcome => ({ exit: EXIT.failed, notice });

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

/** Returns the outcome of a stop reason; undefined for an ordinary end. */
export const stopOutcome = (reason: string): AnswerOutcome | undefined =>
  Object.hasOwn(OUTCOMES, reason) ? OUTCOMES[reason] : undefined;
