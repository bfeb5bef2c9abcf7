import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** Request that the server answers: path below the token. */
export interface Admitted {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly path: string;
}

/**
 * Admits only requests of the page itself. The port is open to every program and every web page of this machine:
 *
 * - The path contains a random token, which another user of the machine does not know.
 * - `Host` must be the address of the server, so that a name that resolves to 127.0.0.1 gets nothing (DNS rebinding).
 * - A write must come from the origin of the page, and a read by another site is refused.
 *
 * @returns an HTTP status for a request that is refused
 */
export function admit({ method, url = '', headers }: IncomingMessage, host: string, token: string): Admitted | number {
  if (headers.host !== host) return 421;
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') return 405;
  const [, given = '', path] = /^\/([^/?#]*)\/([a-z]*)$/.exec(url) ?? [];
  if (path === undefined || !isSame(given, token)) return 404;
  if (method === 'POST' ? headers.origin !== `http://${host}` : isOfOtherSite(headers)) return 403;
  return { method, path };
}

/** Opening the page is a navigation, which may come from a link of another program. */
const isOfOtherSite = (headers: IncomingHttpHeaders): boolean => {
  const [site, target] = [headers['sec-fetch-site'], headers['sec-fetch-dest']];
  return (site === 'cross-site' || site === 'same-site') && target !== 'document';
};

function isSame(given: string, token: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}
