import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Recording } from '../consultation/consultation';
import { parseByteRange } from './byte-range';

/** Bytes of the largest request: the changes to a note. */
const MAX_BODY = 4 * 1024 * 1024;

/** Headers of every answer: nothing is stored, and no other site may read, embed or guess any of it. */
const HEADERS = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const;

const NOTHING = "default-src 'none'; frame-ancestors 'none'";

/** Sends an answer without a body. */
export const sendStatus = (response: ServerResponse, status: number): void => send(response, status, 'text/plain', '');

export const sendJson = (response: ServerResponse, value: unknown): void =>
  send(response, 200, 'application/json', JSON.stringify(value));

export const sendPage = (response: ServerResponse, html: string, policy: string): void =>
  send(response, 200, 'text/html; charset=utf-8', html, policy);

function send(response: ServerResponse, status: number, type: string, body: string, policy = NOTHING): void {
  response.writeHead(status, {
    ...HEADERS,
    'Content-Security-Policy': policy,
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}

/** Sends a recording, or the range of it that the request asks for. */
export async function sendRecording(
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  recording: Recording,
): Promise<void> {
  const { bytes, type } = recording;
  const range = parseByteRange(headers.range, bytes);
  if (range === 'unsatisfiable') {
    response.setHeader('Content-Range', `bytes */${bytes}`);
    sendStatus(response, 416);
    return;
  }
  const { first, last } = range ?? { first: 0, last: bytes - 1 };
  response.writeHead(range ? 206 : 200, {
    ...HEADERS,
    'Accept-Ranges': 'bytes',
    'Content-Security-Policy': NOTHING,
    'Content-Length': last - first + 1,
    'Content-Type': type,
    ...(range && { 'Content-Range': `bytes ${first}-${last}/${bytes}` }),
  });
  if (method === 'HEAD' || bytes === 0) response.end();
  else await pipeline(await recording.read(first, last), response);
}

/** Returns the JSON object of a request; undefined if it is none or too large. */
export async function readBody(request: IncomingMessage): Promise<Readonly<Record<string, unknown>> | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) return undefined;
    chunks.push(chunk);
  }
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
