import { randomUUID } from 'node:crypto';
import { InvokeAgentCommand } from '@aws-sdk/client-bedrock-agent-runtime';
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
 * file of its code interpreter end the answer as failures: nothing here does the one or keeps the other.
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
      if (chunk?.bytes) await show(decoder.decode(chunk.bytes, { stream: true }));
      const sources = (chunk?.attribution?.citations ?? []).flatMap(({ retrievedReferences = [] }) =>
        retrievedReferences.flatMap(({ location }) => location?.s3Location?.uri ?? []),
      );
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
