import { EXIT, type ExitCode, OperatorError } from '../../domain/operator-error';
import type { Operation } from '../../lambda/inference/contract';
import type { FunctionClient } from '../functions/function-client';
import type { FunctionTarget } from '../functions/function-target';
import { TextOutput } from '../functions/text-output';
import type { Output } from '../io';
import { drawingFor } from '../terminal/terminal';
import type { Answer } from './answer/answer';
import { answerOutcome } from './answer/answer-outcome';
import { answerDocument, usageLine } from './answer/answer-report';
import type { ChatStreams } from './chat';
import { Conversation, sendRequest } from './conversation';
import type { AskOptions } from './question/ask-options';

export interface AskStreams extends ChatStreams {
  readonly stdout: Output;
}

/** Session with one function: text goes to standard output, everything else to standard error. */
export class Session {
  private readonly text: TextOutput;
  private readonly conversation: Conversation;
  private readonly operation: Operation;
  /** Undefined when the function is named and the model is not. */
  private readonly model: string | undefined;

  constructor(
    private readonly target: FunctionTarget,
    private readonly client: FunctionClient,
    private readonly options: AskOptions,
    private readonly streams: AskStreams,
  ) {
    const { operation = 'converseStream', model, system, maxTokens } = options;
    this.operation = operation;
    this.model = model ?? target.defaultModel;
    // A body of InvokeModel has the form of one model, which must receive it.
    const modelId = operation.startsWith('invokeModel') ? this.model : model;
    this.conversation = new Conversation(client, { operation, modelId, system, maxTokens });
    this.text = new TextOutput(streams.stdout);
    if (target.note) this.note(target.note);
  }

  async question(text: string, signal: AbortSignal): Promise<ExitCode> {
    const answer = await this.complete(this.conversation.ask(text, this.onText, signal));
    return this.show(answer, this.operation, this.model);
  }

  async request(request: object, operation: Operation, signal: AbortSignal): Promise<ExitCode> {
    const { modelId } = request as { readonly modelId?: unknown };
    const answer = await this.complete(sendRequest(this.client, { request, operation }, this.onText, signal));
    return this.show(answer, operation, typeof modelId === 'string' ? modelId : this.target.defaultModel);
  }

  async chat(first: string | undefined, stop: AbortController): Promise<ExitCode> {
    const { isTTY: isPerson } = this.streams.stdin;
    const turn = (question: string, signal: AbortSignal) =>
      this.question(question, signal).catch((error) => {
        // A person reads the error and continues. A script's next question relies on this answer.
        if (!isPerson || stop.signal.aborted) throw error;
        return this.showError(error, signal);
      });
    const { chat } = await import('./chat');
    return await chat(this.streams, first, turn, stop);
  }

  private showError(error: unknown, signal: AbortSignal): ExitCode {
    if (error instanceof OperatorError) this.note(`${error.code} ${error.message}\n${error.remedy}`);
    else if (signal.aborted) this.note('Stopped.');
    else throw error;
    return EXIT.ok;
  }

  private readonly onText = (text: string) => (this.options.json ? undefined : this.text.write(text));

  /** Ends the line of the text, so that usage or an error starts a new one. */
  private complete(answer: Promise<Answer>): Promise<Answer> {
    return answer.finally(() => this.text.endLine());
  }

  private show(answer: Answer, operation: Operation, model: string | undefined): ExitCode {
    const outcome = answerOutcome(answer, operation);
    if (this.options.json) {
      const document = answerDocument(answer, outcome, this.target, { operation, model });
      this.streams.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    } else this.note(usageLine(answer, model ?? 'the default model'));
    if (outcome.notice) this.note(outcome.notice);
    return outcome.exit;
  }

  private note(line: string): void {
    this.streams.stderr.write(`${drawingFor(this.streams.stderr).paint('dim', line)}\n`);
  }
}
