import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import type { LocalAnswer } from '../../sandbox/local-lambda/local-answer';
import { LocalFunction } from '../../sandbox/local-lambda/local-function';
import { breachesOverHttp, type InferenceGiven } from './contracts/inference-contracts';
import { logBreaches } from './contracts/log-contract';
import { ModelServer } from './model-server';
import { parseEvents, type ServerSentEvent } from './server-sent-events';

/** The models that the function may invoke here; the first is its default. */
export const MODELS = ['amazon.nova-lite-v1:0', 'anthropic.claude-sonnet-4-v1:0'] as const;

const SETTINGS = { ALLOWED_MODELS: JSON.stringify(MODELS), MAX_REQUEST_BYTES: '4194304', DEPLOYMENT: 'test' };

/** Starts the built function, with a stand-in for bedrock-runtime at this address. */
export const startInference = (
  endpoint: string,
  log: (line: string) => void,
  environment: Readonly<Record<string, string>> = SETTINGS,
  nodePath = process.execPath,
): Promise<LocalFunction> => {
  const server = ModelServer.at(endpoint);
  const given = givenBy(environment);
  if (server) server.breachesOf = (request) => breachesOverHttp(request, given);
  return LocalFunction.start({
    name: 'inference',
    folder: join(__dirname, '../../build/lambda/inference'),
    handler: 'index.handler',
    // The SDK has a warning for Node 20, which is not the function's own.
    environment: { NODE_NO_WARNINGS: '1', AWS_ENDPOINT_URL_BEDROCK_RUNTIME: endpoint, ...environment },
    timeoutSeconds: 30,
    nodePath,
    log,
  });
};

export interface Invoked {
  readonly contentType: string | undefined;
  readonly text: string;
  /** The answer as JSON; throws if it is not. */
  readonly json: () => unknown;
  /** The answer as server-sent events; throws if it is not exactly that. */
  readonly events: () => readonly ServerSentEvent[];
}

export interface InvokeOptions {
  readonly requestId?: string;
  readonly remainingMs?: number;
}

/** The built function in a process of its own. */
export class FunctionProcess {
  /** Every error that a caller was given. */
  readonly errors: string[] = [];

  private constructor(
    private readonly local: LocalFunction,
    private readonly log: Log,
  ) {}

  /** Starts it with a stand-in for bedrock-runtime at this address. */
  static async start(
    endpoint: string,
    env: Readonly<Record<string, string>> = {},
    nodePath?: string,
  ): Promise<FunctionProcess> {
    const log = new Log();
    return new FunctionProcess(await startInference(endpoint, log.take, { ...SETTINGS, ...env }, nodePath), log);
  }

  /** Everything the process wrote so far, on either stream. */
  get output(): string {
    return this.log.lines.join('\n');
  }

  /** Opens an invocation and gives the answer as it streams. Destroying it is what a caller does who leaves. */
  open(event: unknown, options?: InvokeOptions): LocalAnswer {
    return this.openText(JSON.stringify(event), options);
  }

  private openText(payload: string, { requestId = 'request', remainingMs = 30_000 }: InvokeOptions = {}): LocalAnswer {
    return this.local.invoke(Buffer.from(payload), { requestId, timeoutMs: remainingMs });
  }

  invoke(event: unknown, options?: InvokeOptions): Promise<Invoked> {
    return this.invokeText(JSON.stringify(event), options);
  }

  /** Invokes it with a payload whose numbers `JSON.stringify` would change. */
  async invokeText(payload: string, options?: InvokeOptions): Promise<Invoked> {
    const answer = this.openText(payload, options);
    let text = '';
    answer.setEncoding('utf8');
    for await (const chunk of answer) text += chunk;
    const failed = /^\{"error":.*|^event: error\n.*/m.exec(text);
    if (failed) this.errors.push(text.slice(failed.index));
    return {
      contentType: answer.contentType,
      text,
      json: () => JSON.parse(text),
      events: () => parseEvents(text),
    };
  }

  /** The log line of one request, once it has been written. */
  async logOf(requestId: string): Promise<Readonly<Record<string, unknown>>> {
    for (;;) {
      const line = this.log.lines.find((text) => text.includes(`"requestId":"${requestId}"`));
      if (line) return JSON.parse(line);
      await once(this.log, 'line');
    }
  }

  /** @throws Error if a log line or the error of an answer holds a text that was planted */
  async stop(): Promise<void> {
    await this.local.stop();
    const lines = this.log.lines.filter((line) => line.startsWith('{"_aws"'));
    const breaches = lines.flatMap((line) => logBreaches(JSON.parse(line)));
    if (breaches.length > 0) throw new Error(breaches.join('\n'));
    const leaks = [...this.log.lines, ...this.errors].filter((text) => text.includes('MARKER-'));
    if (leaks.length > 0) throw new Error(`planted texts come out:\n${leaks.join('\n')}`);
  }
}

const givenBy = ({
  ALLOWED_MODELS = '[]',
  GUARDRAIL_ID: id,
  GUARDRAIL_VERSION: version,
}: Variables): InferenceGiven => ({
  models: JSON.parse(ALLOWED_MODELS) as string[],
  guardrail: id && version ? { id, version } : undefined,
});

type Variables = Readonly<Record<string, string>>;

class Log extends EventEmitter {
  readonly lines: string[] = [];
  readonly take = (line: string): void => {
    this.lines.push(line);
    this.emit('line');
  };
}

/** Starts the function with an environment that it must not start with; `code` is 0 if it does. */
export const failToStart = async (
  env: Readonly<Record<string, string>>,
): Promise<{ readonly code: number; readonly output: string }> => {
  const log = new Log();
  const code = await startInference('http://127.0.0.1:1', log.take, env).then(
    (started) => started.stop().then(() => 0),
    () => 1,
  );
  return { code, output: log.lines.join('\n') };
};
