import dns from 'node:dns';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { generate } from 'selfsigned';

const NAMES = ['*.amazonaws.com', '*.us-east-1.amazonaws.com', 'portal.sso.us-east-1.amazonaws.com'];

const IDENTITY =
  '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/ann</Arn>' +
  '<Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';

/** Module that a process loads first: a connection to another machine fails, and standard error names it. */
const GUARD = `
const dns = require('node:dns');
dns.lookup = (host, ...rest) => {
  process.stderr.write('DIRECT ' + host + '\\n');
  rest.at(-1)(Object.assign(new Error('no way out'), { code: 'ENOTFOUND' }));
};`;

/** Guards this process in the same way until the end. @param asked takes the hosts */
export function guardLookups(asked: (host: string) => void): { end: () => void } {
  const { lookup } = dns;
  const refused = (host: string, ...rest: readonly unknown[]) => {
    asked(host);
    (rest.at(-1) as (error: Error) => void)(Object.assign(new Error('no way out'), { code: 'ENOTFOUND' }));
  };
  dns.lookup = refused as typeof lookup;
  return {
    end: () => {
      dns.lookup = lookup;
    },
  };
}

/**
 * Network of a company, on the loopback interface. A proxy is the only way out, and it inspects TLS: AWS answers with a
 * certificate of the company's own authority, tells callers who they are, and denies every other request.
 */
export class CompanyNetwork {
  /** Hosts that the proxy was asked to connect to. */
  readonly connected: string[] = [];
  /** Hosts of the requests that AWS received. */
  readonly requested: string[] = [];
  /** Proxy-Authorization of the last connection. */
  authorization: string | undefined;
  /** Status with which the proxy refuses. @default - it connects */
  refusal: string | undefined;

  private constructor(
    readonly folder: string,
    /** File with the certificate of the company's authority. */
    readonly authority: string,
    private readonly aws: Server,
    private readonly proxy: Server,
  ) {
    aws.on('request', async (request, response) => {
      const { host = '' } = request.headers;
      this.requested.push(host);
      if ((await text(request)).includes('Action=GetCallerIdentity')) return response.end(IDENTITY);
      const { type, body } = refusalOf(host);
      return response.writeHead(403, { 'content-type': type, 'x-amzn-errortype': 'AccessDeniedException' }).end(body);
    });
    proxy.on('connect', ({ url = '', headers }, socket: Socket) => {
      this.connected.push(url);
      this.authorization = headers['proxy-authorization'];
      if (this.refusal) return socket.end(`HTTP/1.1 ${this.refusal}\r\nContent-Length: 0\r\n\r\n`);
      const upstream = connect(port(aws), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        upstream.pipe(socket).pipe(upstream);
      });
      for (const end of [upstream, socket]) end.on('error', () => [upstream, socket].map((other) => other.destroy()));
      return upstream;
    });
  }

  static async start(): Promise<CompanyNetwork> {
    const folder = mkdtempSync(join(tmpdir(), 'company '));
    const subject = (value: string) => [{ name: 'commonName', value }];
    const common = { keyType: 'ec', algorithm: 'sha256' } as const;
    const ca = await generate(subject('Company authority'), {
      ...common,
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, critical: true },
      ],
    });
    const server = await generate(subject('AWS as the company shows it'), {
      ...common,
      ca: { key: ca.private, cert: ca.cert },
      extensions: [{ name: 'subjectAltName', altNames: NAMES.map((value) => ({ type: 2, value })) }],
    });
    writeFileSync(join(folder, 'authority.pem'), ca.cert);
    writeFileSync(join(folder, 'guard.cjs'), GUARD);
    const aws = createTlsServer({ key: server.private, cert: server.cert });
    const proxy = createServer();
    for (const one of [aws, proxy]) await once(one.listen(0, '127.0.0.1'), 'listening');
    return new CompanyNetwork(folder, join(folder, 'authority.pem'), aws, proxy);
  }

  /** Environment of a person on this network, with credentials. Without a certificate authority. */
  get env(): Readonly<Record<string, string>> {
    return {
      PATH: process.env.PATH ?? '',
      HOME: this.folder,
      NODE_OPTIONS: `--require="${join(this.folder, 'guard.cjs').replaceAll('\\', '/')}"`,
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'dummy',
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      HTTPS_PROXY: this.proxyUrl(),
    };
  }

  proxyUrl(userInfo = ''): string {
    return `http://${userInfo}127.0.0.1:${port(this.proxy)}`;
  }

  clear(): void {
    this.connected.length = 0;
    this.requested.length = 0;
    this.authorization = undefined;
    this.refusal = undefined;
  }

  stop(): void {
    for (const server of [this.aws, this.proxy]) {
      server.close();
      server.closeAllConnections();
    }
    rmSync(this.folder, { recursive: true });
  }
}

const port = (server: Server) => (server.address() as AddressInfo).port;

/** Returns `AccessDenied` in the protocol of the service. */
function refusalOf(host: string): { readonly type: string; readonly body: string } {
  const error = '<Code>AccessDenied</Code><Message>refused by AWS</Message>';
  const xml = (body: string) => ({ type: 'text/xml', body });
  if (host.startsWith('s3.')) return xml(`<Error>${error}</Error>`);
  if (host.startsWith('ec2.')) return xml(`<Response><Errors><Error>${error}</Error></Errors></Response>`);
  if (/^(sts|iam|cloudformation)\./.test(host)) return xml(`<ErrorResponse><Error>${error}</Error></ErrorResponse>`);
  return { type: 'application/json', body: '{"__type":"AccessDeniedException","message":"refused by AWS"}' };
}
