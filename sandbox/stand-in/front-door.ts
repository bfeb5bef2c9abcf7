import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OperatorError } from '../../domain/operator-error';
import type { LambdaApi } from '../local-lambda/lambda-api';

/** Who answers what: one address is all that a client has to know. */
export interface Rooms {
  /** Stands in for AWS. */
  readonly aws: string;
  /** Stands in for bedrock-runtime. */
  readonly model: string;
  /** Without which the stand-in model answers nobody. */
  readonly modelKey: string;
  readonly lambda: LambdaApi;
}

export interface FrontDoor {
  /** What AWS_ENDPOINT_URL is to be. By the name `localhost`: moto takes the first label of an address for a bucket. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * One address for all of AWS on this machine: invocations go to the functions that run here, bedrock-runtime's
 * operations to the stand-in model, and everything else to the stand-in AWS.
 *
 * @param port 0 for any that is free
 * @throws OperatorError if the port is taken
 */
export async function openFrontDoor(port: number, rooms: Rooms): Promise<FrontDoor> {
  const server = createServer((request, response) => {
    serve(request, response, rooms).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ message: (error as Error).message }));
    });
  });
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
  } catch (error) {
    const taken = new OperatorError(
      'PB-SANDBOX-011',
      `Port ${port} cannot be used: ${(error as Error).message}`,
      'Name another with --port, or leave it out: a free one is then taken.',
      { cause: error },
    );
    throw taken;
  }
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

/** The header by which the stand-in model knows the front door: its own port answers nobody else. */
export const MODEL_KEY_HEADER = 'x-api-key';

/**
 * A page in a browser may send requests to this machine, too. It cannot leave out its origin, and a name of its own that
 * leads here is no name of this machine; no client of AWS sends the one or the other.
 */
function isFromPage({ headers }: IncomingMessage): boolean {
  const { hostname } = new URL(`http://${headers.host ?? ''}`);
  const isHere = hostname === '127.0.0.1' || hostname === 'localhost' || hostname.endsWith('.localhost');
  return headers.origin !== undefined || headers['sec-fetch-site'] !== undefined || !isHere;
}

async function serve(request: IncomingMessage, response: ServerResponse, rooms: Rooms): Promise<void> {
  if (isFromPage(request)) {
    response.writeHead(403, { 'content-type': 'application/json' }).end('{"message":"not for pages in a browser"}');
    return;
  }
  if (await rooms.lambda(request, response)) return;
  if (isRuntime(request)) {
    // Its signature is none of the model's business, and would be a wrong key to it.
    const { authorization: _, ...headers } = request.headers;
    request.headers = { ...headers, [MODEL_KEY_HEADER]: rooms.modelKey };
    pass(request, response, rooms.model, runtimePath(request.url));
  } else pass(request, response, rooms.aws, request.url);
}

/** Both planes of Bedrock sign as `bedrock`; the runtime's paths are its own. A bucket named `model` signs as `s3`. */
function isRuntime({ url = '', headers }: IncomingMessage): boolean {
  return /^\/(model|guardrail)\//.test(url) && /\/bedrock\/aws4_request/.test(headers.authorization ?? '');
}

/**
 * Amazon Nova's InvokeModel takes and gives what Converse does
 * (https://docs.aws.amazon.com/nova/latest/userguide/complete-request-schema.html). aimock knows no body of Nova's, but
 * Converse.
 */
const runtimePath = (path = '') => path.replace(/^(\/model\/[^/]*amazon\.nova-[^/]*)\/invoke$/, '$1/converse');

const NOBODY = JSON.stringify({ message: 'nobody answers behind the sandbox' });

function pass(request: IncomingMessage, response: ServerResponse, target: string, path?: string): void {
  const { hostname, port } = new URL(target);
  const { method, headers } = request;
  const onward = httpRequest({ hostname, port, method, path, headers, agent: false }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    answer.once('error', () => response.destroy());
  });
  onward.once('error', () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502, { 'content-type': 'application/json' }).end(NOBODY);
  });
  response.once('close', () => onward.destroy());
  request.pipe(onward);
}
