import { ApplyGuardrailCommand, type ApplyGuardrailResponse } from '@aws-sdk/client-bedrock-runtime';
import type { Guardrail } from '../shared/environment';
import { isObject } from '../shared/fields';
import type { Clients } from './clients';

/**
 * Applies the guardrail to passages, which Bedrock itself does not do: it evaluates the question and the answer. A passage
 * is input of the model, and is evaluated as such: also for instructions that it may hold. A blocked one is removed; one
 * with masked parts is passed on with them masked.
 *
 * Source: Amazon Bedrock User Guide, "Use guardrails with a knowledge base": references are not evaluated.
 */
export async function screen<T extends { readonly text: string }>(
  passages: readonly T[],
  { id, version }: Guardrail,
  client: Clients['runtime'],
  signal: AbortSignal,
): Promise<T[]> {
  const texts = await Promise.all(
    passages.map(async ({ text }) => {
      const command = new ApplyGuardrailCommand({
        guardrailIdentifier: id,
        guardrailVersion: version,
        source: 'INPUT',
        content: [{ text: { text } }],
      });
      return screenedText(text, await client.send(command, { abortSignal: signal }));
    }),
  );
  return passages.flatMap((passage, index) => {
    const text = texts[index];
    return text === undefined ? [] : [{ ...passage, text }];
  });
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
