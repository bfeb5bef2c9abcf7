import { ApplyGuardrailCommand, type ApplyGuardrailResponse } from '@aws-sdk/client-bedrock-runtime';
import type { Guardrail } from '../shared/environment';
import { isObject } from '../shared/fields';
import type { Clients } from './clients';

/**
 * Applies the guardrail to passages, which Bedrock itself does not do: it evaluates the question and the answer. A passage
 * is input of the model, and is evaluated as such: also for instructions that it may hold. A blocked one is removed; one
 * with masked parts is passed on with them masked. Evaluates each text once, however often it is found.
 *
 * Source: Amazon Bedrock User Guide, "Use guardrails with a knowledge base": references are not evaluated.
 */
export class Screening {
  private readonly results = new Map<string, Promise<string | undefined>>();
  private evaluated = 0;

  constructor(
    private readonly guardrail: Guardrail,
    private readonly client: Clients['runtime'],
  ) {}

  /** Number of evaluations, with those that failed. */
  get calls(): number {
    return this.evaluated;
  }

  async screen<T extends { readonly text: string }>(passages: readonly T[], signal: AbortSignal): Promise<T[]> {
    const texts = await Promise.all(passages.map(({ text }) => this.textOf(text, signal)));
    return passages.flatMap((passage, index) => {
      const text = texts[index];
      return text === undefined ? [] : [{ ...passage, text }];
    });
  }

  /** Returns what may be read of a text. A failure is not kept: the next search may succeed. */
  private textOf(text: string, signal: AbortSignal): Promise<string | undefined> {
    const known = this.results.get(text);
    if (known !== undefined) return known;
    const result = this.evaluate(text, signal);
    this.results.set(text, result);
    result.catch(() => this.results.delete(text));
    return result;
  }

  private async evaluate(text: string, abortSignal: AbortSignal): Promise<string | undefined> {
    this.evaluated += 1;
    const { id, version } = this.guardrail;
    const command = new ApplyGuardrailCommand({
      guardrailIdentifier: id,
      guardrailVersion: version,
      source: 'INPUT',
      content: [{ text: { text } }],
    });
    return screenedText(text, await this.client.send(command, { abortSignal }));
  }
}

/** Returns what may be read of a text; undefined if nothing. Anything but a clear answer counts as blocked. */
function screenedText(text: string, { action, outputs, assessments }: ApplyGuardrailResponse): string | undefined {
  if (action === 'NONE') return text;
  if (action !== 'GUARDRAIL_INTERVENED' || hasBlocked(assessments)) return undefined;
  return outputs?.[0]?.text;
}

/** True if any policy of an assessment blocks. Every kind of policy names its action so. */
const hasBlocked = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.some(hasBlocked);
  return isObject(value) && (value.action === 'BLOCKED' || Object.values(value).some(hasBlocked));
};
