import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { parseEvents, type ServerSentEvent } from './server-sent-events';

const HOST = join(__dirname, 'function-host.cjs');
const BUNDLE = join(__dirname, '../../build/lambda/inference/index.js');

/** Dummy credentials and no configuration files: nothing of this machine reaches the function. */
const BASE_ENV = {
  PATH: process.env.PATH ?? '',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'dummy',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  NODE_NO_WARNINGS: '1',
};

/** The models that the function may invoke here; the first is its default. */
export const MODELS = ['amazon.nova-lite-v1:0', 'anthropic.claude-sonnet-4-v1:0'] as const;

const SETTINGS = { ALLOWED_MODELS: JSON.stringify(MODELS), MAX_REQUEST_BYTES: '4194304', DEPLOYMENT: 'test' };

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
    private readonly child: ChildProcess,
    private readonly streams: Output,
    private readonly port: number,
  ) {}

  /** Starts it with a stand-in for bedrock-runtime at this address. */
  static async start(endpoint: string, env: Readonly<Record<string, string>> = {}): Promise<FunctionProcess> {
    const child = launch({ ...SETTINGS, AWS_ENDPOINT_URL_BEDROCK_RUNTIME: endpoint, ...env });
    const streams = collect(child);
    const started = once(child, 'message') as Promise<[{ readonly port: number }]>;
    const ended = once(child, 'exit').then(() =>
      Promise.reject(new Error(`The function did not start: ${streams.text}`)),
    );
    const [{ port }] = await Promise.race([started, ended]);
    // From here on its end is what stop() asks for.
    ended.catch(() => undefined);
    return new FunctionProcess(child, streams, port);
  }

  /** Everything the process wrote so far, on either stream. */
  get output(): string {
    return this.streams.text;
  }

  /** Opens an invocation and gives the answer as it streams. Destroying it is what a caller does who leaves. */
  open(event: unknown, { requestId = 'request', remainingMs = 30_000 }: InvokeOptions = {}): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const headers = { 'x-request-id': requestId, 'x-remaining-ms': String(remainingMs) };
      const request = httpRequest({ host: '127.0.0.1', port: this.port, method: 'POST', headers }, resolve);
      request.on('error', reject);
      request.end(JSON.stringify(event));
    });
  }

  async invoke(event: unknown, options?: InvokeOptions): Promise<Invoked> {
    const response = await this.open(event, options);
    let text = '';
    response.setEncoding('utf8');
    for await (const chunk of response) text += chunk;
    const failed = /^\{"error":.*|^event: error\n.*/m.exec(text);
    if (failed) this.errors.push(text.slice(failed.index));
    return {
      contentType: response.headers['content-type'],
      text,
      json: () => JSON.parse(text),
      events: () => parseEvents(text),
    };
  }

  /** The log line of one request, once it has been written. */
  async logOf(requestId: string): Promise<Readonly<Record<string, unknown>>> {
    for (;;) {
      const line = this.output
        .split('\n')
        .find((text) => text.includes(`"requestId":"${requestId}"`) && text.endsWith('}'));
      if (line) return JSON.parse(line);
      await once(this.child.stdout ?? this.child, 'data');
    }
  }

  async stop(): Promise<void> {
    const exited = once(this.child, 'exit');
    this.child.kill();
    await exited;
  }
}

interface Output {
  text: string;
}

const launch = (env: Readonly<Record<string, string>>): ChildProcess =>
  fork(HOST, [BUNDLE], { env: { ...BASE_ENV, ...env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [] });

const collect = (child: ChildProcess): Output => {
  const output: Output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      output.text += chunk;
    });
  }
  return output;
};

/** Starts the function and waits for its end: for an environment that it must not start with. */
export const failToStart = async (
  env: Readonly<Record<string, string>>,
): Promise<{ readonly code: number; readonly output: string }> => {
  const child = launch(env);
  const output = collect(child);
  const [code] = (await once(child, 'close')) as [number];
  return { code, output: output.text };
};
