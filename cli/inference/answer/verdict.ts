import type { Operation } from '../../../lambda/inference/contract';
import { type Answer, GUARDRAIL } from './answer';

/** What is to be said of an answer beside its text. */
export interface Verdict {
  /** Whether it is the answer that was asked for. */
  readonly good: boolean;
  readonly notice?: string;
}

const bad = (notice: string): Verdict => ({ good: false, notice });

/** By the API's word, of Converse and of the models' own JSON. Every other one is an ordinary end. */
const VERDICTS: Readonly<Record<string, Verdict>> = {
  [GUARDRAIL]: bad('The guardrail stopped this: the text is its own message, not an answer.'),
  content_filtered: bad("The model's own filter stopped this."),
  refusal: bad('The model refused to answer.'),
  malformed_model_output: bad('The model wrote what cannot be read.'),
  malformed_tool_use: bad('The model asked for a tool in a way that cannot be read.'),
  max_tokens: {
    good: true,
    notice: 'Cut short: the most tokens of an answer are reached. Raise them with --max-tokens.',
  },
  model_context_window_exceeded: { good: true, notice: "Cut short: the model's context is full." },
};

export function verdictOf({ stopReason, text, tools }: Answer, operation: Operation): Verdict {
  if (stopReason === undefined) return bad(brokenOff(text, operation));
  const known = VERDICTS[stopReason];
  if (known) return known;
  if (tools.length > 0)
    return { good: true, notice: `The model asks for: ${tools.join(', ')}. No tool is called here.` };
  return text ? { good: true } : { good: true, notice: 'The answer has no text.' };
}

function brokenOff(text: string, operation: Operation): string {
  if (text) return 'The answer broke off: the text has no end.';
  return operation.startsWith('invokeModel')
    ? "No text was found in the answer: the model's JSON is of a form that is not known here."
    : 'The answer broke off before its first word.';
}
