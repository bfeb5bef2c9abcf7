import type { ClientRequest } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { AwsAgent } from '../../cli/aws/aws-agent';
import { trustedCertificates } from '../../cli/aws/trusted-certificates';

const AWS = 'sts.eu-west-1.amazonaws.com';
const PROXY = { HTTPS_PROXY: 'http://proxy.example.com:3128' };

let before: NodeJS.ProcessEnv;

beforeEach(() => {
  before = { ...process.env };
  for (const name of Object.keys(process.env)) if (/_proxy$|CA_/i.test(name)) delete process.env[name];
});
afterEach(() => {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, before);
});

/** Returns the proxy of a request, or `direct`. */
function wayTo(host: string, env: Readonly<Record<string, string>>, port = 443): string {
  Object.assign(process.env, env);
  const agent = new AwsAgent().connect({} as ClientRequest, { host, port, secureEndpoint: true } as never);
  return agent instanceof HttpsAgent ? 'direct' : agent.proxy.origin;
}

test.each([
  ['nothing', {}, 'direct'],
  ['HTTPS_PROXY', PROXY, 'http://proxy.example.com:3128'],
  ['https_proxy', { https_proxy: 'http://proxy:3128' }, 'http://proxy:3128'],
  ['ALL_PROXY', { ALL_PROXY: 'http://proxy:3128' }, 'http://proxy:3128'],
  ['a proxy with TLS', { HTTPS_PROXY: 'https://proxy:3129' }, 'https://proxy:3129'],
  ['a proxy without a scheme', { HTTPS_PROXY: 'proxy:3128' }, 'http://proxy:3128'],
  ['a proxy of HTTP only', { HTTP_PROXY: 'http://proxy:3128' }, 'direct'],
])('%s decides', (_, env: Readonly<Record<string, string>>, expected) => {
  expect(wayTo(AWS, env)).toBe(expected);
});

test.each([
  [AWS, 'direct'],
  ['.amazonaws.com', 'direct'],
  ['*.amazonaws.com', 'direct'],
  ['example.com, .amazonaws.com', 'direct'],
  [`${AWS}:443`, 'direct'],
  ['*', 'direct'],
  [`${AWS}:8443`, PROXY.HTTPS_PROXY],
  ['amazonaws.com.example.com', PROXY.HTTPS_PROXY],
])('NO_PROXY=%s', (hosts, expected) => {
  expect(wayTo(AWS, { ...PROXY, NO_PROXY: hosts })).toBe(expected);
});

test.each(['localhost', 'LOCALHOST', 'bucket.localhost', '127.0.0.1', '127.1.2.3', '::1'])(
  '%s is never proxied',
  (host) => {
    expect(wayTo(host, PROXY, 5005)).toBe('direct');
  },
);

test.each(['127.example.com', 'localhost.example.com', '2001:db8::1'])('%s is another machine', (host) => {
  expect(wayTo(host, PROXY)).toBe(PROXY.HTTPS_PROXY);
});

test('each proxy has one pool of connections', () => {
  Object.assign(process.env, PROXY);
  const agent = new AwsAgent();
  const [one, other] = [AWS, 'iam.amazonaws.com'].map((host) =>
    agent.connect({} as ClientRequest, { host, port: 443, secureEndpoint: true } as never),
  );
  expect(one).toBe(other);
  agent.destroy();
});

describe('AWS_CA_BUNDLE', () => {
  test('is optional', () => {
    expect(trustedCertificates({ NODE_EXTRA_CA_CERTS: '/read/by/node' })).toEqual({});
    expect(trustedCertificates({ AWS_CA_BUNDLE: '' })).toEqual({});
  });

  test.each([
    ['AWS_CA_BUNDLE', { AWS_CA_BUNDLE: 'package.json' }],
    ['NODE_EXTRA_CA_CERTS', { AWS_CA_BUNDLE: 'package.json', NODE_EXTRA_CA_CERTS: '/none' }],
  ])('needs a certificate (%s)', (_, env) => {
    expect(() => trustedCertificates(env)).toThrow("Certificate bundle 'package.json' contains no certificate.");
  });
});
