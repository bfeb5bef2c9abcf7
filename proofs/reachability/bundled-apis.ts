import { existsSync, readFileSync } from 'node:fs';
import { NotModelledError } from '../not-modelled';

/** Mark of a client of the AWS SDK in a bundle: the host of its service, in the rules that its endpoint is found by. */
const HOST = /https:\/\/(?:\{Bucket\}\.)?([a-z0-9.-]+?)\.\{Region\}\.\{[pP]artitionResult#dnsSuffix\}/g;

/** The second mark of a client: the namespace of its model. */
const NAMESPACE = /["'`]com\.amazonaws\.([a-z0-9]+)["'`]/g;

/**
 * Services of the SDK's default credential chain, which come with every client. In Lambda the chain ends at its first
 * link, the environment variables, so that none of them is called. Each is excused once: a second copy is a client that
 * the code itself brings.
 * Source: AWS SDK for JavaScript, "Set credentials in a Lambda function"; settings/functions/functions.ts reads the environment.
 */
const OF_CREDENTIALS = ['oidc', 'portal.sso', 'signin', 'sts'];

/** Hosts in messages and comments for people. The SDK reads credentials of containers and machines from the two addresses. */
const NAMED_ONLY = [
  ...['a.co', 'aws.amazon.com', 'docs.aws.amazon.com', 'github.com', 'react-native.canny.io'],
  ...['169.254.169.254', '169.254.170.2', '169.254.170.23', 'localhost', 'www.w3.org'],
];

const known = new Map<string, readonly string[]>();

/**
 * The AWS APIs that a bundle can call, by the names of their endpoints: found in what is deployed, and in no list of ours.
 *
 * @throws NotModelledError for a bundle with a client or a host that cannot be accounted for
 */
export function bundledApis(file: string): readonly string[] {
  const found = known.get(file);
  if (found) return found;
  if (!existsSync(file)) throw new NotModelledError(file, 'a function without a bundle', 'Run `node tools/build.mjs`.');
  const apis = apisIn(readFileSync(file, 'utf8'), file);
  known.set(file, apis);
  return apis;
}

export function apisIn(code: string, file: string): readonly string[] {
  const hosts = [...code.matchAll(HOST)]
    .flatMap(([, host]) => (host ? [host] : []))
    .filter((host) => !host.endsWith('-fips'))
    .map(familyOf);
  const services = [...new Set(hosts)].sort();
  const clients = new Set([...code.matchAll(NAMESPACE)].map(([, name]) => name));
  if (clients.size !== services.length) {
    const counts = `${clients.size} clients of the SDK (${[...clients]}) and ${services.length} hosts (${services})`;
    throw new NotModelledError(
      file,
      counts,
      'Teach proofs/reachability/bundled-apis.ts how this client finds its endpoint.',
    );
  }
  for (const [, host = '', isName] of code.matchAll(/https?:\/\/([a-z0-9][a-z0-9.-]*)(\/doc\/)?/g)) {
    // The XML namespace of a protocol: https://trent.amazonaws.com/doc/2014-11-01/ is no address.
    if (isName) continue;
    if (![...NAMED_ONLY, ...services].includes(host) && !isOfService(host, services)) {
      throw new NotModelledError(
        file,
        `the host ${host}`,
        'Say in proofs/reachability/bundled-apis.ts whether it is called.',
      );
    }
  }
  const copies = (host: string) => hosts.filter((other) => other === host).length;
  return services.filter((host) => !OF_CREDENTIALS.includes(host) || copies(host) > 1);
}

/** The client of S3 knows hosts for dual stack, access points, express buckets and more: all are the one client. */
const familyOf = (host: string) => (/^(ec2\.)?s3(express)?\b/.test(host) ? 's3' : host);

/** Such as `sts.amazonaws.com`, `portal.sso-fips.…`: a host of a service that is counted already. */
const isOfService = (host: string, services: readonly string[]) =>
  services.includes(familyOf(host)) ||
  services.some(
    (service) => host === `${service}-fips` || host.startsWith(`${service}.`) || host.startsWith(`${service}-fips.`),
  );
