import {
  type ContentBlock,
  ConverseCommand,
  type Message,
  type ToolResultBlock,
  type ToolUseBlock,
} from '@aws-sdk/client-bedrock-runtime';
import { CitationChecker } from '../../../domain/knowledge/citations';
import { named } from '../../shared/failures/failures';
import type { Call } from '../../shared/serve';
import { observeMetadata, observeUsage } from '../../shared/usage';
import type { Clients } from '../clients';
import { type AgentEnd, type AgentLimits, type AgentOutcome, LIMITS } from '../contract';
import type { Question } from '../request/question';
import type { Settings } from '../settings';
import { WithoutMarker } from '../without-marker';
import { agentSystem } from './agent-prompt';
import { dayOf } from './dates';
import { TOOL_CONFIG, Tools } from './tools';

/**
 * Answers a question with a bounded loop of turns: the model calls tools, and gets their results, until it answers or a
 * limit ends the run. docs/decisions/0019-agents.md says why the loop is ours.
 */
export async function runAgent(
  question: Question,
  limits: AgentLimits,
  settings: Settings,
  clients: Clients,
  call: Call,
): Promise<void> {
  const time = AbortSignal.timeout(limits.maxSeconds * 1_000);
  const within = { ...call, signal: AbortSignal.any([call.signal, time]) };
  const run = new AgentRun(question, limits, settings, clients, within);
  const answer = await run.answer().catch((error: unknown): Answer => {
    if (call.signal.aborted || !time.aborted) throw error;
    call.seen.subject = undefined;
    return { outcome: 'time_limit' };
  });
  await run.end(answer);
}

/** End of a run, and the text of the model if it may be shown. */
interface Answer {
  readonly outcome: AgentOutcome;
  readonly text?: string;
  /** The model wrote something that rests on no passage. */
  readonly removedText?: boolean;
}

/** Reasons to stop with which a model has finished its answer. */
const FINISHED = ['end_turn', 'stop_sequence'];

class AgentRun {
  private readonly tools: Tools;
  private readonly messages: Message[];
  private readonly usage = { inputTokens: 0, outputTokens: 0 };
  private turns = 0;
  private toolCalls = 0;
  private stopReason: string | undefined;

  constructor(
    private readonly question: Question,
    private readonly limits: AgentLimits,
    private readonly settings: Settings,
    private readonly clients: Clients,
    private readonly call: Call,
  ) {
    this.tools = new Tools(question, settings, clients, call);
    this.messages = [{ role: 'user', content: [{ text: `Question: ${question.text}` }] }];
  }

  async answer(): Promise<Answer> {
    while (this.tokensLeft > 0) {
      const content = await this.turn();
      const calls = content.flatMap(({ toolUse }) => toolUse ?? []);
      const isCalling = this.stopReason === 'tool_use' || (this.stopReason === 'end_turn' && calls.length > 0);
      if (!isCalling) return this.answerIn(content);
      if (calls.length === 0) throw named('UnreadableAnswerError');
      if (this.isLastTurn) return { outcome: 'turn_limit' };
      this.messages.push({ role: 'assistant', content }, { role: 'user', content: await this.results(calls) });
    }
    return { outcome: 'token_limit' };
  }

  /** Shows the answer, if any, with its citations checked, and ends the run. */
  async end({ outcome, text, removedText = false }: Answer): Promise<void> {
    const { turns, toolCalls, stopReason, usage, call, tools } = this;
    const checker = new CitationChecker(tools.found.count);
    const shown = checker.push(text ?? '') + checker.end();
    const removedCitations = checker.removed;
    observeUsage(call.seen, usage, stopReason);
    call.seen.details = {
      ...{ turns, toolCalls, passages: tools.found.count, ...tools.found.hidden },
      ...{ citations: checker.cited.length, removedCitations },
    };
    if (shown !== '') await this.event('text', { text: shown });
    if (outcome === 'not_in_documents') await this.event('notInDocuments', {});
    const end: AgentEnd = {
      outcome,
      ...(stopReason !== undefined && { stopReason }),
      ...{ turns, toolCalls, citations: checker.cited, removedCitations, removedText, usage },
    };
    await this.event('end', end);
  }

  /** Tokens that the model may still write in this run. */
  private get tokensLeft(): number {
    return this.limits.maxTokens - this.usage.outputTokens;
  }

  private get isLastTurn(): boolean {
    return this.turns >= this.limits.maxTurns;
  }

  /** Lets the model write once. Returns the content of its message that can be sent back to it. */
  private async turn(): Promise<ContentBlock[]> {
    const { question, call } = this;
    const { guardrail } = this.settings;
    const maxTokens = Math.min(this.tokensLeft, LIMITS.maxTokens);
    const startedAt = call.elapsed();
    this.turns += 1;
    call.signal.throwIfAborted();
    const { output, stopReason, usage, $metadata } = await this.clients.runtime.send(
      new ConverseCommand({
        modelId: question.modelId,
        system: agentSystem(dayOf(Date.now()), this.isLastTurn),
        messages: this.messages,
        toolConfig: TOOL_CONFIG,
        inferenceConfig: { maxTokens },
        ...(guardrail && {
          guardrailConfig: {
            guardrailIdentifier: guardrail.id,
            guardrailVersion: guardrail.version,
            trace: 'disabled',
          },
        }),
      }),
      { abortSignal: call.signal },
    );
    observeMetadata(call.seen, $metadata);
    if (stopReason === undefined || !output?.message?.content) throw named('UnreadableAnswerError');
    this.stopReason = stopReason;
    this.usage.inputTokens += usage?.inputTokens ?? 0;
    // A model that does not say what it wrote has written all that it was allowed.
    this.usage.outputTokens += usage?.outputTokens ?? maxTokens;
    const content = output.message.content.filter(isSentBack);
    await this.event('turn', {
      ...{ turn: this.turns, milliseconds: call.elapsed() - startedAt },
      ...(usage && { inputTokens: usage.inputTokens, outputTokens: usage.outputTokens }),
      toolCalls: content.filter(({ toolUse }) => toolUse).length,
    });
    return content;
  }

  /** Answers every call of a turn, one after the other: Bedrock refuses a call without a result. */
  private async results(calls: readonly ToolUseBlock[]): Promise<ContentBlock[]> {
    const results: ContentBlock[] = [];
    for (const [index, { toolUseId, name, input }] of calls.entries()) {
      this.call.signal.throwIfAborted();
      const startedAt = this.call.elapsed();
      const { text, ...answer } =
        index < LIMITS.run.callsOfTurn
          ? await this.tools.answer({ name, input })
          : { tool: 'unknown', outcome: 'too_many_calls' as const, text: 'Error: too many calls in one turn.' };
      this.toolCalls += 1;
      await this.event('tool', { turn: this.turns, ...answer, milliseconds: this.call.elapsed() - startedAt });
      const isError = answer.outcome !== 'ok' && knowsStatus(this.question.modelId);
      const toolResult: ToolResultBlock = { toolUseId, content: [{ text }], ...(isError && { status: 'error' }) };
      results.push({ toolResult });
    }
    return results;
  }

  /** Judges a message that calls no tool. */
  private answerIn(content: readonly ContentBlock[]): Answer {
    const { stopReason = '', tools } = this;
    const text = content.flatMap((block) => block.text ?? []).join('');
    // The text is that of the guardrail.
    if (stopReason === 'guardrail_intervened') return { outcome: 'guardrail_intervened', text };
    const isCut = stopReason === 'max_tokens';
    if (!isCut && !FINISHED.includes(stopReason)) return { outcome: 'model_stopped' };
    const marker = new WithoutMarker();
    const rest = marker.push(text) + marker.end();
    if (tools.found.count > 0 && !marker.isMarker) return { outcome: isCut ? 'token_limit' : 'answered', text: rest };
    const removedText = !marker.isMarker && rest.trim() !== '';
    if (isCut) return { outcome: 'token_limit', removedText };
    // Without its last search, nobody knows what is in the documents.
    if (!tools.searchFailure) return { outcome: 'not_in_documents', removedText };
    this.call.seen.subject = tools.searchFailure.subject;
    throw tools.searchFailure.error;
  }

  private async event(name: string, data: object): Promise<void> {
    await this.call.answer.event(name, JSON.stringify(data));
  }
}

/** Blank text is refused in a message, and other kinds of content are not needed. */
const isSentBack = ({ text, toolUse, reasoningContent }: ContentBlock): boolean =>
  toolUse !== undefined || reasoningContent !== undefined || (text !== undefined && text.trim() !== '');

/** Source: Amazon Bedrock API Reference, ToolResultBlock: the other models refuse a status. */
const knowsStatus = (modelId: string): boolean => /anthropic\.claude|amazon\.nova/.test(modelId);
