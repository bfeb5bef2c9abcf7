import { request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { openFolder } from '../../cli/healthscribe/consultation/consultation-folder';
import type { ReviewData } from '../../cli/healthscribe/review/review-data';
import { ReviewServer } from '../../cli/healthscribe/review/review-server';
import { ReviewSession } from '../../cli/healthscribe/review/review-session';
import { removeReviewFolders, reviewFolder } from './review-folder';

const servers: ReviewServer[] = [];
/** Ends the servers after each test, and deletes the folders after all. */
export function cleanUpReviews(): void {
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.stop();
      await server.ended;
    }
  });
  afterAll(removeReviewFolders);
}

interface ServeOptions {
  readonly idleMinutes?: number;
  readonly graceSeconds?: number;
}

/** Serves the review of a synthetic consultation. */
export const serve = (name = 'cough', options?: ServeOptions) => serveFolder(reviewFolder(name), options);

/** Serves the review of the consultation in a folder. */
export async function serveFolder(folder: string, options: ServeOptions = {}) {
  const session = await ReviewSession.open(await openFolder(folder));
  const server = await ReviewServer.start(session, { idleMinutes: 5, ...options });
  servers.push(server);
  const { hostname, port, pathname, origin } = new URL(server.url);
  return { folder, session, server, hostname, port, base: pathname, origin };
}

export type Served = Awaited<ReturnType<typeof serve>>;

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Sends a request with exactly these headers: fetch sets some itself. */
export function send(
  { hostname, port }: Served,
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, method, headers, agent: false }, (response) => {
      response.setEncoding('latin1');
      text(response).then(
        (content) => resolve({ status: response.statusCode, headers: response.headers, body: content }),
        reject,
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Sends a change as the page does. */
export const post = (served: Served, path: string, value: object, headers: Record<string, string> = {}) =>
  send(served, served.base + path, {
    method: 'POST',
    headers: { origin: served.origin, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ revision: served.session.revision, ...value }),
  });

export const review = async (served: Served) =>
  JSON.parse((await send(served, `${served.base}review`)).body) as ReviewData;
