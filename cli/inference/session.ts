import { EXIT, type ExitCode, OperatorError } from '../../domain/operator-error';
import type { Operation } from '../../lambda/inference/contract';
import type { Output } from '../io';
import { drawingFor } from '../terminal/terminal';
import type { Answer } from './answer/answer';
import { answerDocument, figures } from './answer/report';
import { TextOutput } from './answer/text-output';
import { verdictOf } from './answer/verdict';
import type { ChatStreams } from './chat';
import { askOnce, Conversation } from './conversation';
import type { FunctionClient } from './function-client';
import type { AskOptions } from './question/options';
import type { Target } from './target';

export interface AskStreams extends ChatStreams {
  readonly stdout: Output;
}

/** One function, asked by one person or program: text to standard output, all else to standard error. */
export class Session {
  private readonly text: TextOutput;
  private readonly conversation: Conversation;
  private readonly operation: Operation;
  /** As far as it is known. */
  private readonly model: string | undefined;

  constructor(
    private readonly target: Target,
    private readonly client: FunctionClient,
    private readonly options: AskOptions,
    private readonly streams: AskStreams,
  ) {
    const { operation = 'converseStream', model, system, maxTokens } = options;
    this.operation = operation;
    this.model = model ?? target.defaultModel;
    // A body is written for one model, which must then be the one that gets it.
    const modelId = operation.startsWith('invokeModel') ? this.model : model;
    this.conversation = new Conversation(client, { operation, modelId, system, maxTokens });
    this.text = new TextOutput(streams.stdout);
    if (target.note) this.say(target.note);
  }

  async question(text: string, signal: AbortSignal): Promise<ExitCode> {
    const answer = await this.whole(this.conversation.ask(text, this.take, signal));
    return this.show(answer, this.operation, this.model);
  }

  async request(request: object, operation: Operation, signal: AbortSignal): Promise<ExitCode> {
    const { modelId } = request as { readonly modelId?: unknown };
    const answer = await this.whole(askOnce(this.client, { request, operation }, this.take, signal));
    return this.show(answer, operation, typeof modelId === 'string' ? modelId : this.target.defaultModel);
  }

  async chat(first: string | undefined, stop: AbortController): Promise<ExitCode> {
    const { isTTY: person } = this.streams.stdin;
    const turn = (question: string, signal: AbortSignal) =>
      this.question(question, signal).catch((error) => {
        // A person reads it and goes on; whoever pipes questions in means them to follow one another.
        if (!person || stop.signal.aborted) throw error;
        return this.tell(error, signal);
      });
    const { chat } = await import('./chat');
    return await chat(this.streams, first, turn, stop);
  }

  /** Says what became of one turn of a person. */
  private tell(error: unknown, signal: AbortSignal): ExitCode {
    if (error instanceof OperatorError) this.say(`${error.code} ${error.message}\n${error.remedy}`);
    else if (signal.aborted) this.say('Stopped.');
    else throw error;
    return EXIT.ok;
  }

  private readonly take = (text: string) => (this.options.json ? undefined : this.text.write(text));

  /** Neither figures nor an error stand in the same line as the text. */
  private whole(answer: Promise<Answer>): Promise<Answer> {
    return answer.finally(() => this.text.endLine());
  }

  private show(answer: Answer, operation: Operation, model: string | undefined): ExitCode {
    const verdict = verdictOf(answer, operation);
    if (this.options.json) {
      const document = answerDocument(answer, verdict, this.target, { operation, model });
      this.streams.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    } else this.say(figures(answer, model ?? 'the default model'));
    if (verdict.notice) this.say(verdict.notice);
    return verdict.good ? EXIT.ok : EXIT.failed;
  }

  private say(line: string): void {
    this.streams.stderr.write(`${drawingFor(this.streams.stderr).paint('dim', line)}\n`);
  }
}
