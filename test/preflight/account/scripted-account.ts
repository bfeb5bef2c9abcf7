import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { READY } from './ready-account';
import { type Call, type Reply, read, write } from './wire';

export type Answers = Readonly<Record<string, Reply | ((call: Call) => Reply)>>;

/** An AWS account on this machine: ready for every row, but for what a test says. */
export class ScriptedAccount {
  readonly calls: Call[] = [];
  /** Request that no test foresees; it is refused as well. */
  readonly strangers: string[] = [];
  private answers: Answers = {};

  private constructor(private readonly server: Server) {}

  static async open(): Promise<ScriptedAccount> {
    const server = createServer();
    const account = new ScriptedAccount(server);
    server.on('request', async (request, response) => {
      try {
        const reading = read(request, await text(request));
        account.calls.push(reading.call);
        const answer = account.answers[reading.call.action] ?? READY[reading.call.action];
        if (!answer) throw new Error(`preflight calls ${reading.call.action}, which no test foresees`);
        const reply = typeof answer === 'function' ? answer(reading.call) : answer;
        if ('dropped' in reply) {
          request.socket.destroy();
          return;
        }
        const { status, headers, body } = write(reply, reading);
        response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
      } catch (error) {
        account.strangers.push(String(error));
        response.writeHead(400).end();
      }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return account;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Forgets what was, and answers so from now on. */
  script(answers: Answers = {}): void {
    this.answers = answers;
    this.calls.length = 0;
    this.strangers.length = 0;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
