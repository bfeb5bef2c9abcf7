import { ConverseStreamCommand, type ConverseStreamOutput } from '@aws-sdk/client-bedrock-runtime';
import { CitationChecker } from '../../domain/knowledge/citations';
import { named, streamFailure } from '../shared/failures/failures';
import type { Call } from '../shared/serve';
import { observeMetadata, observeUsage } from '../shared/usage';
import type { Clients } from './clients';
import type { AnswerEnd, Retrieval } from './contract';
import { promptOf } from './prompt';
import type { Question } from './request/question';
import type { Settings } from './settings';
import { WithoutMarker } from './without-marker';

/** Answers a question from the passages that were retrieved for it. Without passages, no model is asked. */
export async function answerFrom(
  { passages, ...retrieval }: Retrieval,
  question: Question,
  { guardrail }: Settings,
  { runtime }: Clients,
  { signal, answer, seen, elapsed }: Call,
): Promise<void> {
  const event = async (name: string, data: object) => void (await answer.event(name, JSON.stringify(data)));
  await event('passages', { passages, ...retrieval });
  const checker = new CitationChecker(passages.length);
  const end = async (stopReason: string, usage?: AnswerEnd['usage']) => {
    const citations = { citations: checker.cited, removedCitations: checker.removed };
    seen.details = { ...seen.details, citations: checker.cited.length, removedCitations: checker.removed };
    await event('end', { stopReason, ...citations, ...(usage && { usage }) } satisfies AnswerEnd);
  };
  if (passages.length === 0) {
    await event('notInDocuments', {});
    return end('no_passages');
  }

  const { stream, $metadata } = await runtime.send(
    new ConverseStreamCommand({
      modelId: question.modelId,
      ...promptOf(question.text, passages, guardrail !== undefined),
      inferenceConfig: { maxTokens: question.maxTokens },
      ...(guardrail && {
        guardrailConfig: {
          guardrailIdentifier: guardrail.id,
          guardrailVersion: guardrail.version,
          trace: 'disabled',
          streamProcessingMode: 'sync',
        },
      }),
    }),
    { abortSignal: signal },
  );
  observeMetadata(seen, $metadata);

  const text = new WithoutMarker();
  const show = async (shown: string) => {
    if (shown !== '') await event('text', { text: shown });
  };
  let stopReason: string | undefined;
  let usage: AnswerEnd['usage'];
  for await (const part of eventsOf(stream)) {
    const delta = part.contentBlockDelta?.delta?.text;
    if (delta !== undefined) {
      seen.timeToFirstTokenMs ??= elapsed();
      await show(checker.push(text.push(delta)));
    }
    stopReason ??= part.messageStop?.stopReason;
    usage ??= part.metadata?.usage && tokens(part.metadata.usage);
  }
  if (stopReason === undefined) throw named('StreamInterruptedError');
  observeUsage(seen, usage, stopReason);
  await show(checker.push(text.end()) + checker.end());
  if (text.isMarker) await event('notInDocuments', {});
  await end(stopReason, usage);
}

const tokens = ({
  inputTokens,
  outputTokens,
}: {
  inputTokens?: number | undefined;
  outputTokens?: number | undefined;
}) => ({
  ...(inputTokens !== undefined && { inputTokens }),
  ...(outputTokens !== undefined && { outputTokens }),
});

/** Events of the stream. A failure while it is read has a known name. */
async function* eventsOf(
  stream: AsyncIterable<ConverseStreamOutput> | undefined,
): AsyncGenerator<ConverseStreamOutput> {
  if (!stream) throw named('UnreadableAnswerError');
  try {
    yield* stream;
  } catch (error) {
    throw streamFailure(error);
  }
}
