/** Texts that tests plant in every input and every text of AWS, and look for in all that a program leaves behind. */
export const MARK = {
  /** Prompt, system prompt, document, tool result: all that a caller writes for the model. */
  prompt: 'MARKER-prompt-7f3a',
  /** Arguments and descriptions of tools. */
  tool: 'MARKER-tool-7f3a',
  /** Completions, and whatever else a model writes. */
  answer: 'MARKER-answer-7f3a',
  /** Message of an error of AWS, or of a library. */
  aws: 'MARKER-aws-7f3a',
  /** Example of a dataset. */
  example: 'MARKER-example-7f3a',
  /** Document, and attribute of a document, of a knowledge base. */
  document: 'MARKER-document-7f3a',
  /** Name of a patient: in a transcript, a note, and in what HealthScribe says of a failure. */
  patient: 'MARKER-patient-7f3a',
  /** Unknown member of an input. */
  stranger: 'MARKER-stranger-7f3a',
} as const;

export type Mark = keyof typeof MARK;

/** Names of the marks in a text or a value, except those that may be there. */
export function marksIn(value: unknown, ...allowed: readonly Mark[]): readonly Mark[] {
  const text = typeof value === 'string' ? value : JSON.stringify(value, withErrors);
  return (Object.keys(MARK) as Mark[]).filter((mark) => !allowed.includes(mark) && text.includes(MARK[mark]));
}

/** JSON leaves out what an error says. */
const withErrors = (_: string, value: unknown) =>
  value instanceof Error ? [value.name, value.message, value.stack, value.cause] : value;
