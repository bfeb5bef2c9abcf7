import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EventStreamCodec } from '@smithy/core/event-streams';
import { fromUtf8, toUtf8 } from '@smithy/core/serde';

const codec = new EventStreamCodec(toUtf8, fromUtf8);

/** One frame of Bedrock's binary event stream. */
const frame = (headers: Readonly<Record<string, string>>, payload: string | Uint8Array): Uint8Array =>
  codec.encode({
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [`:${name}`, { type: 'string', value }]),
    ),
    body: typeof payload === 'string' ? fromUtf8(payload) : payload,
  });

/** First frame of an answer of ConverseStream. */
export const startFrame = (text: string): Uint8Array =>
  frame(
    { 'message-type': 'event', 'event-type': 'messageStart', 'content-type': 'application/json' },
    JSON.stringify({ role: 'assistant', text }),
  );

/** One request that the function made, and the means to answer it. */
export class Exchange {
  /** Resolves when the connection is over: after the answer, or because the function gave up. */
  readonly closed: Promise<void>;

  constructor(
    readonly path: string,
    readonly headers: IncomingMessage['headers'],
    readonly body: string,
    private readonly response: ServerResponse,
  ) {
    this.closed = new Promise((resolve) => response.once('close', resolve));
  }

  json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
    this.response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  }

  /** An error as Bedrock answers it. */
  error(status: number, name: string, message: string): void {
    this.json(status, { message }, { 'x-amzn-errortype': name, 'x-amzn-requestid': 'upstream-id' });
  }

  bytes(status: number, body: Uint8Array, contentType: string): void {
    this.response.writeHead(status, { 'content-type': contentType }).end(body);
  }

  packed(body: Uint8Array): void {
    this.response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(body);
  }

  redirect(status: number, body: string): void {
    this.response.writeHead(status, { location: '/elsewhere', 'content-type': 'text/html' }).end(body);
  }

  event(name: string, payload: unknown): void {
    this.text(name, JSON.stringify(payload));
  }

  /** An event whose payload need not be JSON. */
  text(name: string, payload: string): void {
    this.raw(frame({ 'message-type': 'event', 'event-type': name, 'content-type': 'application/json' }, payload));
  }

  /** An event with any bytes. */
  payload(name: string, bytes: Uint8Array): void {
    this.raw(frame({ 'message-type': 'event', 'event-type': name }, bytes));
  }

  /** The first two events of an answer. */
  startAnswer(text: string): void {
    this.event('messageStart', { role: 'assistant' });
    this.event('contentBlockDelta', { contentBlockIndex: 0, delta: { text } });
  }

  /** The last two, and the end. */
  stopAnswer(): void {
    this.event('messageStop', { stopReason: 'end_turn' });
    this.event('metadata', { usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3 }, metrics: { latencyMs: 4 } });
    this.end();
  }

  /** An event of InvokeModelWithResponseStream. */
  chunk(value: unknown): void {
    this.event('chunk', { bytes: Buffer.from(JSON.stringify(value)).toString('base64') });
  }

  exception(name: string, message: string): void {
    const headers = { 'message-type': 'exception', 'exception-type': name, 'content-type': 'application/json' };
    this.raw(frame(headers, JSON.stringify({ message })));
  }

  unmodeledError(code: string, message: string): void {
    this.raw(frame({ 'message-type': 'error', 'error-code': code, 'error-message': message }, ''));
  }

  raw(bytes: Uint8Array): void {
    if (!this.response.headersSent) {
      this.response.writeHead(200, {
        'content-type': 'application/vnd.amazon.eventstream',
        'x-amzn-requestid': 'upstream-id',
      });
    }
    this.response.write(bytes);
  }

  end(): void {
    this.response.end();
  }

  cut(): void {
    this.response.destroy();
  }
}

export type Script = (exchange: Exchange, attempt: number) => unknown;

interface Part {
  readonly script: Script;
  attempts: number;
}

interface Received {
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

const open = new Map<string, ModelServer>();

/** A stand-in for bedrock-runtime that does exactly what a script says, real event-stream frames included. */
export class ModelServer {
  readonly exchanges: Exchange[] = [];
  /** Holds a request against its contract: whoever starts a function says what it is given. */
  breachesOf: ((request: Received) => readonly string[]) | undefined;
  private readonly breaches: string[] = [];
  private readonly parts = new Map<string, Part>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ModelServer> {
    const server = createServer((request, response) => void started.serve(request, response));
    const started = new ModelServer(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    open.set(started.url, started);
    return started;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The script for every request whose body holds this marker. */
  on(marker: string, script: Script): void {
    this.parts.set(marker, { script, attempts: 0 });
  }

  requestsWith(marker: string): readonly Exchange[] {
    return this.exchanges.filter(({ body }) => body.includes(marker));
  }

  /** The server at this address, if it is one of these. */
  static at(url: string): ModelServer | undefined {
    return open.get(url);
  }

  /** @throws Error if a request broke its contract */
  async stop(): Promise<void> {
    open.delete(this.url);
    this.server.closeAllConnections();
    await once(this.server.close(), 'close');
    if (this.breaches.length > 0) throw new Error(this.breaches.join('\n'));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const exchange = new Exchange(request.url ?? '', request.headers, body, response);
    this.exchanges.push(exchange);
    const { url = '', headers } = request;
    this.breaches.push(...(this.breachesOf?.({ url, headers, body }) ?? [`${url}: of a function without a contract`]));
    const part = [...this.parts].find(([marker]) => body.includes(marker))?.[1];
    if (!part) return exchange.error(500, 'UnforeseenRequest', 'no script matches');
    part.attempts += 1;
    await part.script(exchange, part.attempts);
  }
}
