import type { ClientRequest } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isIPv4 } from 'node:net';
import { Agent, type AgentConnectOpts } from 'agent-base';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';
import { OperatorError } from '../../domain/operator-error';
import { trustedCertificates } from './trusted-certificates';

/** As many connections to one host as the SDK allows by default. */
const POOL = { keepAlive: true, maxSockets: 50 } as const;

/** Failure to reach AWS through the proxy. Its message names the proxy without user and password. */
class ProxyError extends Error {
  override readonly name = 'ProxyError';
}

/**
 * Connects to AWS as the environment says: through the proxy of HTTPS_PROXY or ALL_PROXY, except for hosts in NO_PROXY;
 * with the certificate authorities of AWS_CA_BUNDLE, if set. Never uses a proxy for this machine, so that no proxy sees
 * the requests to a stand-in for AWS.
 */
export class AwsAgent extends Agent {
  private readonly ca = trustedCertificates(process.env);
  private readonly direct = new HttpsAgent({ ...POOL, ...this.ca });
  private readonly tunnels = new Map<string, Tunnel>();

  override connect(_: ClientRequest, { host, port }: AgentConnectOpts): HttpsAgent | Tunnel {
    const proxy = host ? proxyFor(host, port) : '';
    if (proxy === '') return this.direct;
    const tunnel = this.tunnels.get(proxy) ?? new Tunnel(proxy, this.ca);
    this.tunnels.set(proxy, tunnel);
    return tunnel;
  }

  override destroy(): void {
    for (const agent of [this.direct, ...this.tunnels.values()]) agent.destroy();
    super.destroy();
  }
}

/** Connections through one proxy, by its CONNECT method. The library would read a refusal as an answer of AWS. */
class Tunnel extends HttpsProxyAgent<string> {
  private readonly origin: string;

  constructor(
    proxy: string,
    private readonly ca: { readonly ca?: string[] },
  ) {
    const url = parseProxy(proxy);
    super(url.href, { ...POOL, ...ca });
    this.origin = url.origin;
    this.on('proxyConnect', ({ statusCode }: { readonly statusCode: number }, request: ClientRequest) => {
      if (statusCode !== 200) request.destroy(new ProxyError(`proxy ${this.origin} refuses with HTTP ${statusCode}`));
    });
  }

  override async connect(...[request, options]: Parameters<HttpsProxyAgent<string>['connect']>) {
    try {
      return await super.connect(request, { ...options, ...this.ca });
    } catch (error) {
      throw new ProxyError(`proxy ${this.origin} cannot be reached: ${(error as Error).message}`, { cause: error });
    }
  }
}

/** Returns the URL of the proxy for a host, or an empty string. */
function proxyFor(host: string, port: number | undefined): string {
  if (isLoopback(host)) return '';
  const proxy = getProxyForUrl(`https://${host.includes(':') ? `[${host}]` : host}:${port ?? 443}`);
  // For a proxy without a scheme, the library assumes that of the request. Other programs assume http.
  return Object.values(process.env).includes(proxy) ? proxy : proxy.replace(/^https:/, 'http:');
}

const isLoopback = (host: string) =>
  /^(.+\.)?localhost$/i.test(host) || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

/** @throws OperatorError, whose message does not quote the URL: it can contain a password */
function parseProxy(proxy: string): URL {
  const url = URL.canParse(proxy) ? new URL(proxy) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new OperatorError(
    'PB-AWS-014',
    `HTTPS_PROXY is ${url ? `a URL of the protocol ${url.protocol.slice(0, -1)}` : 'not a URL'}.`,
    'Set it to an HTTP proxy, such as http://proxy.example.com:3128.',
  );
}
