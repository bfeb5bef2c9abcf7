import type { DeploymentCommands } from '../../app/deployment-commands';
import { functionAnsweredError } from '../../functions/function-failure';
import { GUARDRAIL } from '../../functions/stop-outcome';
import type { AnswerPart } from './answer-part';
import { wholeCharacters } from './whole-characters';

/** Answer to one question, possibly incomplete. */
export interface Answer {
  readonly text: string;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** Reason why the model stopped, as the API names it. Absent when the answer is incomplete. */
  readonly stopReason?: string;
  /** Names of the tools that the model requests. */
  readonly tools: readonly string[];
  /** Milliseconds from the call to the first piece of text. Absent if the answer contains no text. */
  readonly firstTokenMs?: number;
  readonly totalMs: number;
}

/** Receives a piece of text. A promise asks to wait for a slow reader. */
export type OnText = (text: string) => Promise<void> | undefined;

/**
 * Reads an answer to its end.
 *
 * @param elapsed milliseconds since the call
 * @param commands of the deployment, for remedies
 * @throws OperatorError on an error of the function, whether or not text came before it
 */
export async function collectAnswer(
  parts: AsyncIterable<AnswerPart>,
  onText: OnText,
  elapsed: () => number,
  commands?: DeploymentCommands,
): Promise<Answer> {
  const texts: string[] = [];
  const tools: string[] = [];
  const seen: { inputTokens?: number; outputTokens?: number; stopReason?: string; firstTokenMs?: number } = {};
  for await (const part of wholeCharacters(parts)) {
    switch (part.kind) {
      case 'error':
        throw functionAnsweredError(part.error, commands);
      case 'text': {
        seen.firstTokenMs ??= elapsed();
        texts.push(part.text);
        const slowReader = onText(part.text);
        if (slowReader !== undefined) await slowReader;
        break;
      }
      case 'tool':
        tools.push(part.name);
        break;
      case 'usage': {
        const { kind: _, ...counts } = part;
        Object.assign(seen, counts);
        break;
      }
      case 'stop':
        // Text after an intervention of the guardrail does not undo it.
        if (seen.stopReason !== GUARDRAIL) seen.stopReason = part.reason;
    }
  }
  return { text: texts.join(''), tools, ...seen, totalMs: elapsed() };
}
