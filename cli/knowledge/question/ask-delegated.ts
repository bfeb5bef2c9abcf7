import { EXIT, type ExitCode } from '../../../domain/operator-error';
import type { GeneratedCitation, QuestionRequest } from '../../../lambda/knowledge/contract';
import type { FunctionClient } from '../../functions/function-client';
import { stopOutcome } from '../../functions/stop-outcome';
import { TextOutput } from '../../functions/text-output';
import { type Io, print } from '../../io';
import { askDelegated, type DelegatedAnswer, type DelegatedEvent } from './delegated-answer';
import { UNCITED } from './knowledge-outcome';
import type { QuestionOptions } from './question-options';
import { documentOf, sourceLines } from './sources';

interface Showing {
  readonly options: QuestionOptions;
  readonly io: Io;
  /** Shows a line beside the answer. */
  readonly note: (line: string) => void;
  /** @default - not known, or an agent has its own */
  readonly defaultModel?: string | undefined;
}

/**
 * Asks a question that Bedrock answers by itself: from the documents with the numbers of cited passages, or by the agent of
 * the row with the documents that it names.
 */
export async function showDelegated(
  client: FunctionClient,
  request: QuestionRequest,
  { options, io, note, defaultModel }: Showing,
  signal: AbortSignal,
): Promise<ExitCode> {
  const output = new TextOutput(io.stdout);
  const onEvent = (event: DelegatedEvent) => {
    if (options.json) return output.write(`${JSON.stringify({ event: event.event, ...event.data })}\n`);
    if (event.event === 'citation') return output.write(markerOf(event.data));
    return event.event === 'text' ? output.write(event.data.text) : undefined;
  };
  const answer = await askDelegated(client, request, onEvent, signal).finally(() => output.endLine());
  if (!options.json) {
    const sources = [...sourceLines(answer.passages), ...answer.sources.map((source) => documentOf({ source }))];
    if (sources.length > 0) print(io, `\n${sources.join('\n')}`);
    note(summaryOf(answer, options.model ?? defaultModel));
  }
  const { exit, notices } = outcomeOf(answer);
  for (const notice of notices) note(notice);
  return exit;
}

/** Returns the numbers of a citation. Without a place, they are only among the sources. */
const markerOf = ({ end, passages }: GeneratedCitation): string =>
  end === undefined || passages.length === 0 ? '' : ` [${passages.join(', ')}]`;

const summaryOf = ({ passages, sessionId, totalMs }: DelegatedAnswer, model: string | undefined): string =>
  [
    ...(model === undefined ? [] : [model]),
    ...(sessionId === undefined ? [`passages cited: ${passages.length}`] : [`continue with --session ${sessionId}`]),
    `${totalMs.toFixed(0)} ms in all`,
  ].join(', ');

function outcomeOf({ passages, sources, text, stopReason }: DelegatedAnswer): {
  readonly exit: ExitCode;
  readonly notices: readonly string[];
} {
  if (stopReason === undefined) {
    return { exit: EXIT.failed, notices: ['The answer is incomplete: it ended without a stop reason.'] };
  }
  const stop = stopOutcome(stopReason);
  if (stop?.exit === EXIT.failed) return { exit: stop.exit, notices: stop.notice ? [stop.notice] : [] };
  if (text.trim() === '') return { exit: EXIT.empty, notices: [`The answer is empty (stop reason ${stopReason}).`] };
  const isBare = passages.length === 0 && sources.length === 0;
  return { exit: EXIT.ok, notices: isBare ? [UNCITED] : [] };
}
