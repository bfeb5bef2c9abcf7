import {
  RetrieveAndGenerateCommand,
  type RetrieveAndGenerateRequest,
  RetrieveAndGenerateStreamCommand,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { audienceFilter } from '../../../domain/knowledge/filter';
import { named, streamFailure } from '../../shared/failures/failures';
import type { Call } from '../../shared/serve';
import { observeMetadata } from '../../shared/usage';
import { groupsOf } from '../audience';
import type { Clients } from '../clients';
import type { GeneratedAnswer, GeneratedEnd, Passage } from '../contract';
import { renamed } from '../failure-names';
import type { Question } from '../request/question';
import type { Settings } from '../settings';
import { HeldText } from './held-text';
import { References } from './references';

const SUBJECT = 'the knowledge base and its model';

const NAMES = {
  AccessDeniedException: 'GenerationDeniedError',
  ResourceNotFoundException: 'KnowledgeBaseNotFoundError',
  ValidationException: 'GenerationRefusedError',
  refused: 'GenerationRefusedError',
};

/** Reasons to stop: Bedrock gives none, and says only whether the guardrail intervened. */
const stopReason = (action: string | undefined) => (action === 'INTERVENED' ? 'guardrail_intervened' : 'end_turn');

/** Returns the request: base, model, guardrail and filter come from the deployment, and only one kind of source. */
const requestOf = (question: Question, { knowledgeBaseId, guardrail }: Settings, groups: readonly string[]) =>
  ({
    input: { text: question.text },
    retrieveAndGenerateConfiguration: {
      type: 'KNOWLEDGE_BASE',
      knowledgeBaseConfiguration: {
        knowledgeBaseId,
        modelArn: question.modelId,
        retrievalConfiguration: {
          vectorSearchConfiguration: {
            numberOfResults: question.numberOfResults,
            // The SDK's type is a union of its operators, which the check of the request has decided.
            filter: audienceFilter(groups, question.filter) as never,
          },
        },
        generationConfiguration: {
          inferenceConfig: { textInferenceConfig: { maxTokens: question.maxTokens } },
          ...(guardrail && {
            guardrailConfiguration: { guardrailId: guardrail.id, guardrailVersion: guardrail.version },
          }),
        },
      },
    },
  }) satisfies RetrieveAndGenerateRequest;

const failing = (error: unknown) => Promise.reject(renamed(error, NAMES));

/** Lets Bedrock answer a question, and returns the whole answer as one document. */
export async function generate(question: Question, settings: Settings, { agentRuntime }: Clients, call: Call) {
  const { seen, signal, answer, invocation } = call;
  const groups = groupsOf(invocation.invokedFunctionArn ?? '', settings.audiences);
  seen.subject = SUBJECT;
  const {
    output,
    citations = [],
    guardrailAction,
    $metadata,
  } = await agentRuntime
    .send(new RetrieveAndGenerateCommand(requestOf(question, settings, groups)), { abortSignal: signal })
    .catch(failing);
  observeMetadata(seen, $metadata);
  if (output?.text === undefined) throw named('UnreadableAnswerError');
  const references = new References(groups);
  const read = citations.map((citation) => references.read(citation));
  const document: GeneratedAnswer = {
    text: output.text,
    stopReason: stopReason(guardrailAction),
    citations: read.map(({ citation }) => citation),
    passages: read.flatMap(({ fresh }): readonly Passage[] => fresh),
  };
  observeEnd(call, document.stopReason, references);
  await answer.document(JSON.stringify(document));
}

/** Lets Bedrock answer a question, and passes each part of the answer on when the passages of its citation are checked. */
export async function generateStream(question: Question, settings: Settings, { agentRuntime }: Clients, call: Call) {
  const { seen, signal, answer, invocation, elapsed } = call;
  const groups = groupsOf(invocation.invokedFunctionArn ?? '', settings.audiences);
  seen.subject = SUBJECT;
  const { stream, $metadata } = await agentRuntime
    .send(new RetrieveAndGenerateStreamCommand(requestOf(question, settings, groups)), { abortSignal: signal })
    .catch(failing);
  observeMetadata(seen, $metadata);
  if (!stream) throw named('UnreadableAnswerError');
  const event = async (name: string, data: object) => void (await answer.event(name, JSON.stringify(data)));
  const references = new References(groups);
  const held = new HeldText();
  const show = async (text: string) => {
    if (text === '') return;
    seen.timeToFirstTokenMs ??= elapsed();
    await event('text', { text });
  };
  let action: string | undefined;
  try {
    for await (const { output, citation, guardrail } of stream) {
      held.push(output?.text ?? '');
      if (citation) {
        // `citation.citation` is the same, in the form of earlier versions of the API.
        const { fresh, citation: cited } = references.read(citation);
        if (fresh.length > 0) await event('passages', { passages: fresh });
        await show(held.upTo(citation.generatedResponsePart?.textResponsePart ?? {}));
        await event('citation', cited);
      }
      if (action !== 'INTERVENED') action = guardrail?.action ?? action;
    }
  } catch (error) {
    throw streamFailure(renamed(error, NAMES));
  }
  // Bedrock has no event for the end. A connection that ends before the first text was no answer.
  if (held.isEmpty) throw named('StreamInterruptedError');
  await show(held.rest());
  const end: GeneratedEnd = { stopReason: stopReason(action), passages: references.count };
  observeEnd(call, end.stopReason, references);
  await event('end', end);
}

function observeEnd({ seen }: Call, reason: string, { count }: References): void {
  seen.stopReason = reason;
  seen.guardrailIntervened = reason === 'guardrail_intervened';
  seen.details = { passages: count };
}
