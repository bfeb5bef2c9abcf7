import type { IncomingMessage, ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { createKnowledge } from '../../lambda/knowledge/knowledge';
import type { Settings } from '../../lambda/knowledge/settings';
import { invokeComplete, payloadChunk } from '../../sandbox/local-lambda/invoke-frames';
import { SETTINGS } from './knowledge-run';

/** Passage that Retrieve finds: document, text, and the groups that may see it. */
export interface FoundPassage {
  readonly document: string;
  readonly text: string;
  readonly score?: number;
  readonly groups?: readonly string[];
}

/** Answers of the knowledge base and of the model to a question. */
export interface Knowledge {
  readonly found: (question: string) => readonly FoundPassage[];
  /** Pieces of the answer, or a failure. */
  readonly answer: (question: string) => readonly string[];
  readonly stopReason?: string;
  /** Turns of the agent: calls of tools, as pairs of a name and an input, or the text of the answer. */
  /** Events of the streams in which Bedrock answers by itself. */
  readonly delegated?: readonly object[];
  readonly turns?: readonly (string | readonly (readonly [name: string, input: object])[])[];
}

const NOTHING: Knowledge = { found: () => [], answer: () => [] };

const ANSWERING: Settings = { ...SETTINGS, agent: { maxTurns: 3, maxTokens: 1_000, maxSeconds: 20 } };

const DELEGATED: Settings = {
  ...SETTINGS,
  audiences: new Map(),
  delegated: { retrieveAndGenerate: true, agentAlias: { agentId: 'AGENT00001', aliasId: 'ALIAS00001' } },
};

/** The code of the knowledge function behind InvokeWithResponseStream, with a scripted knowledge base and model. */
export class KnowledgeServer {
  knowledge = NOTHING;
  /** Failures of the first attempts to retrieve, by name. */
  troubles: string[] = [];
  /** Requests that the function received, with their alias. */
  readonly invoked: { readonly alias: string | undefined; readonly request: Readonly<Record<string, unknown>> }[] = [];
  /** Answers instead of the function. */
  lambda: ((response: ServerResponse) => void) | undefined;

  async invoke(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'http://x');
    const [, , , name] = url.pathname.split('/');
    const event = (await json(request)) as Readonly<Record<string, unknown>>;
    const alias = url.searchParams.get('Qualifier') ?? undefined;
    this.invoked.push({ alias, request: event });
    if (this.lambda) return this.lambda(response);
    response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
    const answer = new Writable({
      write: (chunk: Buffer, _encoding, done) => void response.write(payloadChunk(chunk), () => done()),
    });
    const arn = `arn:aws:lambda:us-east-1:111122223333:function:${name}`;
    const handler = createKnowledge({
      clients: { agentRuntime: { send: this.search }, runtime: { send: this.converse } } as never,
      settings: name?.endsWith('-delegated') ? DELEGATED : ANSWERING,
      log: () => undefined,
    });
    await handler(event, answer, {
      awsRequestId: 'r-1',
      invokedFunctionArn: alias === undefined ? arn : `${arn}:${alias}`,
      getRemainingTimeInMillis: () => 30_000,
    });
    response.end(invokeComplete());
  }

  private readonly search = (command: { readonly input: RetrieveInput }) =>
    command.input.retrievalQuery ? this.retrieve(command) : this.delegate();

  private delegate() {
    const { delegated = [] } = this.knowledge;
    async function* stream() {
      for (const event of delegated) yield await Promise.resolve(event);
    }
    return Promise.resolve({ stream: stream(), completion: stream(), $metadata: {} });
  }

  private readonly retrieve = ({ input }: { readonly input: RetrieveInput }) => {
    const trouble = this.troubles.shift();
    if (trouble) return Promise.reject(Object.assign(new Error('no'), { name: trouble, $metadata: {} }));
    const { numberOfResults, filter } = input.retrievalConfiguration.vectorSearchConfiguration;
    const isAllowed = ({ groups = ['everyone'] }: FoundPassage) =>
      groups.some((group) => JSON.stringify(filter).includes(`"value":"${group}"`));
    const retrievalResults = this.knowledge
      .found(input.retrievalQuery.text)
      .filter(isAllowed)
      .slice(0, numberOfResults)
      .map(({ document, text, score = 0.5, groups = ['everyone'] }) => ({
        content: { type: 'TEXT', text },
        location: { type: 'S3', s3Location: { uri: `s3://documents-bucket/documents/${document}` } },
        score,
        metadata: { allowedGroups: groups, language: 'en' },
      }));
    return Promise.resolve({ retrievalResults, $metadata: {} });
  };

  private readonly converse = ({ input }: { readonly input: ConverseInput }) => {
    if (input.toolConfig) return this.turn((input.messages.length - 1) / 2);
    const question = (input.messages[0]?.content[1]?.text ?? '').replace('Question: ', '');
    const { answer, stopReason = 'end_turn' } = this.knowledge;
    async function* stream() {
      for (const piece of answer(question)) {
        yield await Promise.resolve({ contentBlockDelta: { delta: { text: piece } } });
      }
      yield { messageStop: { stopReason } };
      yield { metadata: { usage: { inputTokens: 120, outputTokens: 12, totalTokens: 132 } } };
    }
    return Promise.resolve({ stream: stream(), $metadata: {} });
  };

  private turn(index: number) {
    const turn = this.knowledge.turns?.[index] ?? 'x';
    const content =
      typeof turn === 'string'
        ? [{ text: turn }]
        : turn.map(([name, input], at) => ({ toolUse: { toolUseId: `use-${at}`, name, input } }));
    return Promise.resolve({
      output: { message: { role: 'assistant', content } },
      stopReason: this.knowledge.stopReason ?? (typeof turn === 'string' ? 'end_turn' : 'tool_use'),
      usage: { inputTokens: 120, outputTokens: 12, totalTokens: 132 },
      $metadata: {},
    });
  }
}

interface RetrieveInput {
  readonly retrievalQuery: { readonly text: string };
  readonly retrievalConfiguration: {
    readonly vectorSearchConfiguration: { readonly numberOfResults: number; readonly filter: object };
  };
}

interface ConverseInput {
  readonly toolConfig?: object;
  readonly messages: readonly { readonly content: readonly { readonly text?: string }[] }[];
}
