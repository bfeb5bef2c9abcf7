import { Writable } from 'node:stream';
import { BedrockAgentRuntimeClient } from '@aws-sdk/client-bedrock-agent-runtime';
import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { createKnowledge } from '../../lambda/knowledge/knowledge';
import type { Settings } from '../../lambda/knowledge/settings';
import { delegatedBreaches } from './contracts/delegated-contracts';
import { knowledgeBreaches } from './contracts/knowledge-contracts';
import { logBreaches } from './contracts/log-contract';
import { type Exchange, ModelServer } from './model-server';
import { parseEvents } from './server-sent-events';

export const SETTINGS: Settings = {
  knowledgeBaseId: 'KB12345678',
  allowedModels: ['amazon.nova-lite-v1:0', 'amazon.nova-pro-v1:0'],
  audiences: new Map([['board', ['board', 'finance']]]),
  numberOfResults: 3,
  deployment: 'test',
  region: 'us-east-1',
};

export const GUARDED: Settings = { ...SETTINGS, guardrail: { id: 'gr1', version: '3' } };

/** Stands in every text that no log line may have. */
export const SECRET = 'MARKER-91be';

/** Result of Retrieve, of a document that these groups may see. */
export const result = (text: string, allowedGroups: unknown = ['everyone'], more: object = {}) => ({
  content: { type: 'TEXT', text },
  location: { type: 'S3', s3Location: { uri: `s3://documents-bucket/documents/${text.slice(0, 3)}.md` } },
  score: 0.5,
  metadata: { allowedGroups, year: 2026, 'x-amz-bedrock-kb-chunk-id': 'c1', ...more },
});

/** Answers each of the APIs that the function calls. */
export interface Script {
  readonly retrieve?: (exchange: Exchange, attempt: number) => unknown;
  readonly guardrail?: (exchange: Exchange) => unknown;
  /** Answers ConverseStream. */
  readonly converse?: (exchange: Exchange) => unknown;
  /** Answers Converse: one entry for each turn of the agent, and the last one for those that follow. */
  readonly turns?: readonly ((exchange: Exchange) => unknown)[];
  /** Answers RetrieveAndGenerate, RetrieveAndGenerateStream and InvokeAgent. */
  readonly delegated?: (exchange: Exchange) => unknown;
}

const turn = (content: readonly object[], stopReason: string, usage: object) => (exchange: Exchange) =>
  exchange.json(200, { output: { message: { role: 'assistant', content } }, stopReason, usage, metrics: {} });

const USAGE = { inputTokens: 10, outputTokens: 5, totalTokens: 15 };

/** A turn that calls tools: pairs of a name and an input. */
export const calling = (...calls: readonly (readonly [name: string, input: unknown])[]) =>
  turn(
    calls.map(([name, input], index) => ({ toolUse: { toolUseId: `use-${index}`, name, input } })),
    'tool_use',
    USAGE,
  );

/** A turn that is the answer. */
export const concluding = (text: string, stopReason = 'end_turn', usage: object = USAGE) =>
  turn([{ text }], stopReason, usage);

/** Streams an answer in these pieces. */
export const answering =
  (...pieces: readonly string[]) =>
  (exchange: Exchange) => {
    exchange.event('messageStart', { role: 'assistant' });
    for (const text of pieces) exchange.event('contentBlockDelta', { contentBlockIndex: 0, delta: { text } });
    exchange.event('contentBlockStop', { contentBlockIndex: 0 });
    exchange.stopAnswer();
  };

export const retrieving =
  (...retrievalResults: readonly object[]) =>
  (exchange: Exchange) =>
    exchange.json(200, { retrievalResults });

export interface Options {
  readonly settings?: Settings;
  /** Alias by which the function is called. @default - none */
  readonly alias?: string;
  readonly remainingMs?: number;
}

const DELEGATED = /^\/(retrieveAndGenerate|agents\/)/;

const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:private-bedrock-test-knowledge';

/** The knowledge function with the SDK's clients, and a server that answers as Bedrock does. */
export class KnowledgeRun {
  private constructor(private readonly server: ModelServer) {}

  static async start(): Promise<KnowledgeRun> {
    return new KnowledgeRun(await ModelServer.start());
  }

  /** Bodies of the requests that reached Bedrock, by API. */
  private sent(path: RegExp) {
    return this.server.exchanges.filter((exchange) => path.test(exchange.path)).map(({ body }) => JSON.parse(body));
  }

  async ask(event: unknown, script: Script = {}, { settings = SETTINGS, alias, remainingMs = 30_000 }: Options = {}) {
    this.server.exchanges.length = 0;
    this.server.on('', (exchange, attempt) => {
      if (DELEGATED.test(exchange.path)) return script.delegated?.(exchange);
      if (exchange.path.endsWith('/retrieve')) return script.retrieve?.(exchange, attempt);
      if (exchange.path.endsWith('/apply')) return script.guardrail?.(exchange);
      if (!exchange.path.endsWith('/converse')) return script.converse?.(exchange);
      const { turns = [] } = script;
      return (turns[this.sent(/\/converse$/).length - 1] ?? turns.at(-1))?.(exchange);
    });
    const config = {
      region: 'us-east-1',
      endpoint: this.server.url,
      credentials: { accessKeyId: 'a', secretAccessKey: 's' },
      maxAttempts: 2,
      requestHandler: new NodeHttpHandler(),
    };
    const groups = settings.audiences.get(alias ?? '') ?? [];
    const { agentAlias } = settings.delegated ?? {};
    this.server.breachesOf = (request) =>
      DELEGATED.test(request.url)
        ? delegatedBreaches(request, { ...settings, groups, agentAlias })
        : knowledgeBreaches(request, { ...settings, groups });
    const lines: string[] = [];
    let text = '';
    const stream = new Writable({
      write(chunk, _encoding, done) {
        text += chunk;
        done();
      },
    });
    const knowledge = createKnowledge({
      clients: { agentRuntime: new BedrockAgentRuntimeClient(config), runtime: new BedrockRuntimeClient(config) },
      settings,
      log: (line) => lines.push(line),
    });
    await knowledge(event, stream, {
      awsRequestId: 'r-1',
      invokedFunctionArn: alias === undefined ? ARN : `${ARN}:${alias}`,
      getRemainingTimeInMillis: () => remainingMs,
    });
    const log = JSON.parse(lines.join('')) as Readonly<Record<string, unknown>>;
    const breaches = logBreaches(log);
    if (breaches.length > 0) throw new Error(breaches.join('\n'));
    return {
      text,
      log,
      document: () => JSON.parse(text),
      events: () => parseEvents(text),
      /** Events but the passages, as `name data`. */
      answer: () =>
        parseEvents(text)
          .filter(({ event: name }) => name !== 'passages')
          .map(({ event: name, data }) => `${name} ${JSON.stringify(data)}`),
      retrieved: this.sent(/\/retrieve$/),
      screened: this.sent(/\/apply$/),
      conversed: this.sent(/\/converse-stream$/),
      delegated: this.sent(DELEGATED),
      /** Requests of the turns of the agent. */
      turned: this.sent(/\/converse$/),
    };
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}
