import type { ExitCode } from '../../../domain/operator-error';
import type { AgentTool, AgentTurn, AnswerEnd } from '../../../lambda/knowledge/contract';
import { FunctionClient } from '../../functions/function-client';
import type { FunctionTarget } from '../../functions/function-target';
import { TextOutput } from '../../functions/text-output';
import { type Io, print } from '../../io';
import { drawingFor } from '../../terminal/terminal';
import { showDelegated } from './ask-delegated';
import { askKnowledge, type KnowledgeAnswer, type OnEvent } from './knowledge-answer';
import { knowledgeOutcome } from './knowledge-outcome';
import { knowledgeTarget } from './knowledge-target';
import { CHOICES, chosenIn } from './question-operation';
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
  const chosen = chosenIn(options);
  const request = questionRequest(chosen ? CHOICES[chosen].operation : 'ask', text, options);
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
    if (chosen && CHOICES[chosen].isDelegated) {
      return await showDelegated(client, request, { options, io, note, defaultModel: target.defaultModel }, signal);
    }
    const answer = await askKnowledge(client, request, onEvent, signal).finally(() => output.endLine());
    const { exit, notices } = knowledgeOutcome(answer);
    if (!options.json) {
      const sources = sourceLines(citedPassages(answer));
      if (sources.length > 0) print(io, `\n${sources.join('\n')}`);
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
  `turn ${turn}, ${seconds(milliseconds)}: ${toolCalls === 0 ? 'end of the run' : `tools called: ${toolCalls}`}`;

const toolLine = ({ tool, outcome, passages, milliseconds }: AgentTool): string =>
  `  ${tool}, ${seconds(milliseconds)}: ${passages === undefined ? outcome : `passages: ${passages}`}`;

/** Returns the passages that the answer cites, by their number. */
const citedPassages = ({ retrieval, end }: KnowledgeAnswer) =>
  retrieval.passages.filter(({ number }) => end?.citations.includes(number));

/** Omits what the model does not say: none writes an answer from nothing. */
const tokensOf = ({ inputTokens, outputTokens }: NonNullable<AnswerEnd['usage']>): string[] => [
  ...(inputTokens ? [`${inputTokens} tokens in`] : []),
  ...(outputTokens ? [`${outputTokens} out`] : []),
];

function usageLine(
  { end, retrieval, firstTokenMs, totalMs }: KnowledgeAnswer,
  model: string | undefined,
  { alias }: FunctionTarget,
): string {
  return [
    // No model was asked if there is no usage.
    ...(end?.usage ? [model ?? 'the default model', ...tokensOf(end.usage)] : []),
    ...(end && 'turns' in end ? [`turns: ${end.turns}`] : []),
    `passages: ${retrieval.passages.length}`,
    ...(alias === undefined ? [] : [`audience ${alias}`]),
    ...(firstTokenMs === undefined ? [] : [`first token after ${firstTokenMs.toFixed(0)} ms`]),
    `${totalMs.toFixed(0)} ms in all`,
  ].join(', ');
}
