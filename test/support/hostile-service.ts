import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { runMainIn } from './run-main';

/** Text that hides, titles, colours and reverses, as a service or a file can contain it. */
export const HOSTILE = 'a\u001b[8mb\u001b]0;t\u0007c\u009b31md\u202ee\u2066f\u2069g';

/** A stand-in for all of AWS whose errors contain such text, in the protocol of the request. */
export class HostileService {
  private readonly server = createServer((request, response) => {
    const isJson = request.headers['x-amz-target'] !== undefined || !isXml(request);
    request.resume().once('end', () => {
      const headers = {
        'content-type': isJson ? 'application/json' : 'text/xml',
        'x-amzn-errortype': 'ValidationException',
      };
      const xml = `<ErrorResponse><Error><Code>ValidationException</Code><Message>${entities(HOSTILE)}</Message></Error></ErrorResponse>`;
      response.writeHead(400, headers).end(isJson ? JSON.stringify({ message: HOSTILE, Message: HOSTILE }) : xml);
    });
  });

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async start(): Promise<void> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** The query protocol and Amazon S3 speak XML. */
const isXml = ({ headers }: IncomingMessage): boolean =>
  headers['content-type'] === 'application/x-www-form-urlencoded' || /api\/s3#/.test(headers['user-agent'] ?? '');

const entities = (text: string): string => [...text].map((letter) => `&#${letter.codePointAt(0)};`).join('');

/** Runs a command on terminals without colour, and returns what they are sent, except how a line of progress is cleared. */
export async function shownOnTerminals(argv: readonly string[], env: Record<string, string>): Promise<string> {
  let shown = '';
  const terminal = () => {
    const stream = new Writable({
      write: (chunk, _, done) => {
        shown += chunk;
        done();
      },
    });
    return Object.assign(stream, { isTTY: true, columns: 80 }) as unknown as NodeJS.WriteStream;
  };
  await runMainIn(env, argv, undefined, { stdout: terminal(), stderr: terminal() });
  return shown.replaceAll('\u001b[2K', '').replaceAll('\u001b[1G', '');
}
