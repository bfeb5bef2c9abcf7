import { randomUUID } from 'node:crypto';
import { InvokeAgentCommand, type PayloadPart, type RetrievedReference } from '@aws-sdk/client-bedrock-agent-runtime';
import { ALLOWED_GROUPS, isVisible } from '../../../domain/knowledge/audience';
import { named, streamFailure } from '../../shared/failures/failures';
import type { Call } from '../../shared/serve';
import { observeMetadata } from '../../shared/usage';
import type { Clients } from '../clients';
import type { AgentAlias, AgentSources } from '../contract';
import { renamed } from '../failure-names';
import type { Question } from '../request/question';

const NAMES = {
  AccessDeniedException: 'AgentDeniedError',
  ResourceNotFoundException: 'AgentNotFoundError',
  ValidationException: 'AgentRefusedError',
  refused: 'AgentRefusedError',
};

/**
 * Asks the agent of the row, and passes its answer on as it arrives. An action that the agent wants from its caller and a
 * file of its code interpreter end the answer as failures: nothing here does the one or keeps the other. So does a restricted
 * document that it names, before the text that comes with it: nobody applies the filter of an audience to an agent.
 */
export async function invokeAgent(
  question: Question,
  { agentId, aliasId }: AgentAlias,
  { agentRuntime }: Clients,
  { seen, signal, answer, elapsed }: Call,
): Promise<void> {
  const event = async (name: string, data: object) => void (await answer.event(name, JSON.stringify(data)));
  const sessionId = question.sessionId ?? randomUUID();
  seen.subject = 'the agent';
  const { completion, $metadata } = await agentRuntime
    .send(
      new InvokeAgentCommand({
        ...{ agentId, agentAliasId: aliasId, sessionId },
        ...{ inputText: question.text, enableTrace: false },
      }),
      { abortSignal: signal },
    )
    .catch((error: unknown) => Promise.reject(renamed(error, NAMES)));
  observeMetadata(seen, $metadata);
  if (!completion) throw named('UnreadableAnswerError');
  await event('session', { sessionId });

  const decoder = new TextDecoder();
  let isEmpty = true;
  const show = async (text: string) => {
    if (text === '') return;
    isEmpty = false;
    seen.timeToFirstTokenMs ??= elapsed();
    await event('text', { text });
  };
  try {
    for await (const { chunk, returnControl, files } of completion) {
      if (returnControl) throw named('AgentWantsActionError');
      if (files) throw named('AgentSendsFilesError');
      const references = referencesOf(chunk);
      if (references.some(isRestricted)) throw named('ForeignReferenceError');
      if (chunk?.bytes) await show(decoder.decode(chunk.bytes, { stream: true }));
      const sources = references.flatMap(({ location }) => location?.s3Location?.uri ?? []);
      if (sources.length > 0) await event('sources', { sources: [...new Set(sources)] } satisfies AgentSources);
    }
  } catch (error) {
    throw streamFailure(renamed(error, NAMES));
  }
  await show(decoder.decode());
  if (isEmpty) throw named('StreamInterruptedError');
  seen.stopReason = 'end_turn';
  await event('end', { stopReason: 'end_turn', sessionId });
}

/** References that come with a part of the answer. */
const referencesOf = (chunk: PayloadPart | undefined): readonly RetrievedReference[] =>
  (chunk?.attribution?.citations ?? []).flatMap(({ retrievedReferences = [] }) => retrievedReferences);

/** Detects a document that not everybody may see. A document of another knowledge base has no groups. */
const isRestricted = (reference: RetrievedReference): boolean =>
  reference.metadata?.[ALLOWED_GROUPS] !== undefined && !isVisible(reference, []);
