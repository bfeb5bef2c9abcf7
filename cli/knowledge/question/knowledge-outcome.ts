import { EXIT, type ExitCode } from '../../../domain/operator-error';
import type { AgentEnd, AgentOutcome, Retrieval } from '../../../lambda/knowledge/contract';
import { type AnswerOutcome, failed, stopOutcome } from '../../functions/stop-outcome';
import type { KnowledgeAnswer } from './knowledge-answer';

export const UNCITED =
  'Warning: the answer cites no passage, so that nothing shows where it comes from. Do not rely on it.';

/** Result of a question, apart from text and sources. */
export interface KnowledgeOutcome {
  readonly exit: ExitCode;
  readonly notices: readonly string[];
}

/** Judges an answer. `empty` means that the documents do not answer the question. */
export function knowledgeOutcome(answer: KnowledgeAnswer): KnowledgeOutcome {
  const { text, end, retrieval, isNotInDocuments } = answer;
  const removed = removedNotices(retrieval);
  if (!end) return { exit: EXIT.failed, notices: ['The answer is incomplete: it ended without a stop reason.'] };
  const stop = 'outcome' in end ? agentStop(end, text) : stopOutcome(end.stopReason);
  if (isNotInDocuments && stop?.exit !== EXIT.failed) {
    return { exit: EXIT.empty, notices: [`Not in the documents: ${reasonOf(answer)}.`, ...removed] };
  }
  if (text.trim() === '' && stop?.exit !== EXIT.failed) {
    return {
      exit: EXIT.empty,
      notices: [`The answer is empty (stop reason ${end.stopReason ?? 'unknown'}).`, ...removed],
    };
  }
  const notices = stop?.notice === undefined ? [] : [stop.notice];
  if (stop?.exit === EXIT.failed) return { exit: stop.exit, notices };
  return { exit: EXIT.ok, notices: [...notices, ...citationNotices(end), ...removed] };
}

function reasonOf({ retrieval, end }: KnowledgeAnswer): string {
  if (retrieval.passages.length > 0) return 'the passages that were found do not answer the question';
  const isRemoved = end && 'removedText' in end && end.removedText;
  return `no passage was found for the question${isRemoved ? '. The model answered without one, and its text is removed' : ''}`;
}

/** Ends of a run without an answer. */
const WITHOUT_ANSWER: Readonly<Partial<Record<AgentOutcome, string>>> = {
  turn_limit: 'No answer within the turns of a run. Ask for less, or raise knowledge.agent.maxTurns of the row.',
  time_limit: 'No answer within the time of a run. Ask for less, or raise knowledge.agent.maxSeconds of the row.',
  token_limit: 'No answer within the tokens of a run. Ask for less, or raise knowledge.agent.maxTokens of the row.',
};

/** Judges the end of a run of the agent; undefined for an ordinary end. */
function agentStop({ outcome, stopReason = 'unknown' }: AgentEnd, text: string): AnswerOutcome | undefined {
  const notice = WITHOUT_ANSWER[outcome];
  const isCut = outcome === 'token_limit' && text !== '';
  if (notice !== undefined && !isCut) return failed(notice);
  const stop = stopOutcome(stopReason);
  if (outcome !== 'model_stopped' || stop?.exit === EXIT.failed) return stop;
  return failed(`The model gave up (stop reason ${stopReason}).`);
}

function* citationNotices({ citations, removedCitations }: NonNullable<KnowledgeAnswer['end']>): Generator<string> {
  if (citations.length === 0) {
    yield UNCITED;
  }
  if (removedCitations > 0) {
    yield `${counted(removedCitations, 'citation')} removed: no passage has the number.`;
  }
}

/** Says which passages were found and are not shown. */
export function removedNotices({ removed }: Retrieval): string[] {
  const { byAudience, byGuardrail } = removed;
  return [
    ...(byGuardrail > 0 ? [`${counted(byGuardrail, 'passage')} removed by the guardrail.`] : []),
    ...(byAudience > 0 ? [`${counted(byAudience, 'passage')} removed: for another audience.`] : []),
  ];
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? ' is' : 's are'}`;
