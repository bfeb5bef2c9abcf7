import { type KnowledgeBaseRetrievalResult, RetrieveCommand } from '@aws-sdk/client-bedrock-agent-runtime';
import { ALLOWED_GROUPS, isVisible } from '../../domain/knowledge/audience';
import { audienceFilter } from '../../domain/knowledge/filter';
import type { Call } from '../shared/serve';
import { observeMetadata } from '../shared/usage';
import { groupsOf } from './audience';
import type { Clients } from './clients';
import type { Passage, Retrieval } from './contract';
import { renamed } from './failure-names';
import type { Question } from './request/question';
import { Screening } from './screen';
import type { Settings } from './settings';

/** Attributes that Bedrock adds to those of the document. */
const OF_BEDROCK = /^x-amz-bedrock-/;

/**
 * Retrieves the passages for a question: of documents that the caller's audience may see, with the guardrail applied. The
 * audience decides twice: as the filter of the search, and on each passage that comes back.
 *
 * @param screening that of earlier searches of the same run
 */
export async function retrieve(
  question: Question,
  settings: Settings,
  clients: Clients,
  { signal, seen, invocation }: Call,
  screening = screeningOf(settings, clients),
): Promise<Retrieval> {
  const groups = groupsOf(invocation.invokedFunctionArn ?? '', settings.audiences);
  const command = new RetrieveCommand({
    knowledgeBaseId: settings.knowledgeBaseId,
    retrievalQuery: { text: question.text },
    retrievalConfiguration: {
      vectorSearchConfiguration: {
        numberOfResults: question.numberOfResults,
        // The SDK's type is a union of its operators, which the check of the request has decided.
        filter: audienceFilter(groups, question.filter) as never,
      },
    },
  });
  seen.subject = 'the knowledge base';
  const { retrievalResults = [], $metadata } = await clients.agentRuntime
    .send(command, { abortSignal: signal })
    .catch((error: unknown) => Promise.reject(renamed(error, FAILURES)));
  observeMetadata(seen, $metadata);
  const visible = retrievalResults.filter((result) => isVisible(result, groups));
  const passages = visible.slice(0, question.numberOfResults).flatMap((result) => passageOf(result) ?? []);
  seen.subject = 'the guardrail';
  const screened = screening ? await screening.screen(passages, signal) : passages;
  seen.subject = undefined;
  const removed = {
    byAudience: retrievalResults.length - visible.length,
    byGuardrail: passages.length - screened.length,
  };
  seen.details = { ...seen.details, passages: screened.length, ...removed };
  return { passages: screened.map((passage, index) => ({ ...passage, number: index + 1 })), removed };
}

/** Returns the screening of passages, if the deployment has a guardrail. */
export const screeningOf = ({ guardrail }: Settings, { runtime }: Clients): Screening | undefined =>
  guardrail && new Screening(guardrail, runtime);

/** Names of failures that mean something else than with a model. */
const FAILURES: Readonly<Record<string, string>> = {
  AccessDeniedException: 'RetrievalDeniedError',
  ResourceNotFoundException: 'KnowledgeBaseNotFoundError',
  ValidationException: 'RetrievalRefusedError',
  refused: 'RetrievalRefusedError',
};

/** Returns the passage of a result; undefined for one that is not text, which no data source of this project has. */
export function passageOf({
  content,
  location,
  metadata,
  score,
}: Partial<KnowledgeBaseRetrievalResult>): Omit<Passage, 'number'> | undefined {
  const text = content?.text;
  const source = location?.s3Location?.uri;
  if (text === undefined || text.trim() === '' || source === undefined) return undefined;
  const attributes = Object.entries(metadata ?? {}).filter(
    ([name]) => name !== ALLOWED_GROUPS && !OF_BEDROCK.test(name),
  );
  return { text, source, metadata: Object.fromEntries(attributes), ...(score !== undefined && { score }) };
}
