import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { type ChatCompletionRequest, type Fixture, LLMock } from '@copilotkit/aimock';
import { OperatorError } from '../../domain/operator-error';
import { quotingAnswer, searchingCall } from './quoting-answer';

export const ANSWERS = 'sandbox/model/answers.json';

export interface ModelOptions {
  /** Fixture file of aimock: questions and their answers. */
  readonly answers: string;
  /** Base address of an OpenAI-compatible server that answers instead, such as `http://localhost:11434/v1`. */
  readonly modelUrl?: string | undefined;
  /** Name of the model on that server. */
  readonly modelName?: string | undefined;
}

export interface StandInModel {
  readonly url: string;
  /** Key that each request must carry: other processes of this machine must not read prompts. */
  readonly key: string;
  readonly stop: () => Promise<void>;
}

/** Starts a server for Converse, ConverseStream and InvokeModel of bedrock-runtime. */
export async function startModel({ answers, modelUrl, modelName = '' }: ModelOptions): Promise<StandInModel> {
  const key = randomUUID();
  const mock = new LLMock({
    port: 0,
    host: '127.0.0.1',
    logLevel: 'silent',
    chunkSize: 12,
    latency: 10,
    auth: { apiKeys: [key] },
    journalMaxEntries: 1,
  });
  if (modelUrl !== undefined) await assertAnswers(modelUrl);
  if (modelUrl === undefined) {
    // Before the answers: a passage can have the words of their questions.
    mock.addFixture({
      match: { predicate: (request) => searchingCall(request) !== undefined },
      response: (request) => {
        const toolCalls = [searchingCall(request)].filter((call) => call !== undefined);
        return { toolCalls, usage: estimatedUsage(request, JSON.stringify(toolCalls)) };
      },
    });
    mock.addFixture({
      match: { predicate: (request) => quotingAnswer(request) !== undefined },
      response: (request) => {
        const content = quotingAnswer(request) ?? '';
        return { content, usage: estimatedUsage(request, content) };
      },
    });
    loadAnswers(mock, answers);
  }
  const content = noAnswer(answers);
  const unanswered: FixtureAnswer = (request) => ({ content, usage: estimatedUsage(request, content) });
  const otherwise = modelUrl === undefined ? unanswered : asked(modelUrl, modelName);
  mock.addFixture({ match: {}, response: otherwise });
  await mock.start();
  return { url: mock.url, key, stop: () => mock.stop() };
}

type FixtureAnswer = Extract<Fixture['response'], (...request: never[]) => unknown>;

const noAnswer = (file: string) =>
  `This is the stand-in model of the sandbox. It has no answer to this question. Add one to ${file}, or use a real model with --model-url.`;

function loadAnswers(mock: LLMock, file: string): void {
  const remedy = `See ${ANSWERS} for the format.`;
  if (!existsSync(file)) throw new OperatorError('PB-SANDBOX-006', `${file} does not exist.`, remedy);
  try {
    const { fixtures } = JSON.parse(readFileSync(file, 'utf8'));
    mock.addFixturesFromJSON(fixtures);
  } catch (error) {
    const what = `${file} is not a file of answers: ${(error as Error).message}`;
    const unreadable = new OperatorError('PB-SANDBOX-007', what, remedy, { cause: error });
    throw unreadable;
  }
}

/** Checks before the deployment that the server responds, with any status. */
async function assertAnswers(modelUrl: string): Promise<void> {
  const failure = await fetch(modelUrl, { signal: AbortSignal.timeout(5_000) }).then(
    () => undefined,
    (error: Error) => error,
  );
  if (!failure) return;
  const what = `${modelUrl} does not respond (${(failure.cause as Error | undefined)?.message ?? failure.message}).`;
  throw new OperatorError(
    'PB-SANDBOX-008',
    what,
    'Start the model server, or omit --model-url to use the stand-in model.',
  );
}

/** Forwards a question to an OpenAI-compatible server. The whole answer is received first, then streamed. */
function asked(modelUrl: string, model: string): FixtureAnswer {
  const address = `${modelUrl.replace(/\/$/, '')}/chat/completions`;
  return async ({ messages }: ChatCompletionRequest) => {
    try {
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ model, messages, stream: false }),
      });
      if (!answer.ok) return failed(`${address} answered ${answer.status}`);
      const { choices, usage } = (await answer.json()) as OpenAiAnswer;
      const content = choices?.[0]?.message?.content ?? '';
      return {
        content,
        usage: { input_tokens: usage?.prompt_tokens ?? 0, output_tokens: usage?.completion_tokens ?? 0 },
      };
    } catch (error) {
      return failed(`${address} does not respond (${(error as Error).message})`);
    }
  };
}

const failed = (message: string) => ({ error: { message, type: 'ModelErrorException' }, status: 424 });

interface OpenAiAnswer {
  readonly choices?: readonly { readonly message?: { readonly content?: string } }[];
  readonly usage?: { readonly prompt_tokens?: number; readonly completion_tokens?: number };
}

/** Characters of a token, as most documentation estimates. */
const CHARACTERS_A_TOKEN = 4;

const tokensOf = (text: string): number => Math.ceil(text.length / CHARACTERS_A_TOKEN);

/** Estimates the tokens of a request and of its answer, by their length: the stand-in model has no tokenizer. */
const estimatedUsage = ({ messages, tools }: ChatCompletionRequest, answer: string) => ({
  input_tokens: tokensOf(JSON.stringify([messages.map(({ content }) => content), tools ?? []])),
  output_tokens: tokensOf(answer),
});
