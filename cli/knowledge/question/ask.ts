import type { ExitCode } from '../../../domain/operator-error';
import type { AgentTool, AgentTurn } from '../../../lambda/knowledge/contract';
import { FunctionClient } from '../../functions/function-client';
import type { FunctionTarget } from '../../functions/function-target';
import { escapeControls, TextOutput } from '../../functions/text-output';
import { type Io, print } from '../../io';
import { drawingFor } from '../../terminal/terminal';
import { askKnowledge, type KnowledgeAnswer, type OnEvent } from './knowledge-answer';
import { knowledgeOutcome } from './knowledge-outcome';
import { knowledgeTarget } from './knowledge-target';
import { type QuestionOptions, questionRequest } from './question-options';
import { sourceLines } from './sources';

/**
 * Asks the documents, and shows the answer as it arrives, then the sources that it cites. With `json`, prints each event
 * as one line of JSON.
 */
export async function askDocuments(
  text: string,
  options: QuestionOptions,
  io: Io,
  signal: AbortSignal,
): Promise<ExitCode> {
  const request = questionRequest(options.agent ? 'runAgent' : 'ask', text, options);
  const target = await knowledgeTarget(options, io, signal);
  const note = (line: string) => void io.stderr.write(`${drawingFor(io.stderr).paint('dim', line)}\n`);
  if (target.note) note(target.note);
  const client = new FunctionClient(target);
  const output = new TextOutput(io.stdout);
  const onEvent: OnEvent = ({ event, data }) => {
    if (options.json) return output.write(`${JSON.stringify({ event, ...data })}\n`);
    if (event === 'turn') note(turnLine(data));
    else if (event === 'tool') note(toolLine(data));
    return event === 'text' ? output.write(data.text) : undefined;
  };
  try {
    const answer = await askKnowledge(client, request, onEvent, signal).finally(() => output.endLine());
    const { exit, notices } = knowledgeOutcome(answer);
    if (!options.json) {
      const sources = sourceLines(citedPassages(answer));
      if (sources.length > 0) print(io, escapeControls(`\n${sources.join('\n')}`, io.stdout));
      note(usageLine(answer, options.model ?? target.defaultModel, target));
    }
    for (const notice of notices) note(notice);
    return exit;
  } finally {
    client.close();
  }
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;

const turnLine = ({ turn, milliseconds, toolCalls }: AgentTurn): string =>
  `turn ${turn}, ${seconds(milliseconds)}: ${toolCalls === 0 ? 'an answer' : `tools called: ${toolCalls}`}`;

const toolLine = ({ tool, outcome, passages, milliseconds }: AgentTool): string =>
  `  ${tool}, ${seconds(milliseconds)}: ${passages === undefined ? outcome : `passages: ${passages}`}`;

/** Returns the passages that the answer cites, by their number. */
const citedPassages = ({ retrieval, end }: KnowledgeAnswer) =>
  retrieval.passages.filter(({ number }) => end?.citations.includes(number));

function usageLine(
  { end, retrieval, firstTokenMs, totalMs }: KnowledgeAnswer,
  model: string | undefined,
  { alias }: FunctionTarget,
): string {
  const { inputTokens, outputTokens } = end?.usage ?? {};
  return [
    // No model was asked if there is no usage.
    ...(end?.usage
      ? [model ?? 'the default model', `${inputTokens ?? '?'} tokens in`, `${outputTokens ?? '?'} out`]
      : []),
    ...(end && 'turns' in end ? [`turns: ${end.turns}`] : []),
    `passages: ${retrieval.passages.length}`,
    ...(alias === undefined ? [] : [`audience ${alias}`]),
    ...(firstTokenMs === undefined ? [] : [`first token after ${firstTokenMs.toFixed(0)} ms`]),
    `${totalMs.toFixed(0)} ms in all`,
  ].join(', ');
}
