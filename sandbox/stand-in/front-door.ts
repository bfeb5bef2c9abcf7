import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OperatorError } from '../../domain/operator-error';
import type { LambdaApi } from '../local-lambda/lambda-api';
import { TARGET, type WorkflowApi } from '../workflow/workflow-api';
import { withoutTextStarts } from './text-starts';

/** Servers behind the one address that a client knows. */
export interface Rooms {
  /** Address of the stand-in for AWS. */
  readonly aws: string;
  /** Address of the stand-in for bedrock-runtime. */
  readonly model: string;
  /** API key that the stand-in model requires. */
  readonly modelKey: string;
  readonly lambda: LambdaApi;
  /** @default - no state machine runs here */
  readonly workflows?: WorkflowApi;
}

export interface FrontDoor {
  /** Value for AWS_ENDPOINT_URL. It names `localhost`, because moto reads the first label of a host name as a bucket. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Opens one address for all of AWS: invocations go to the local functions, executions to the local workflows, operations
 * of bedrock-runtime to the stand-in model, everything else to the stand-in AWS.
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
      `Cannot listen on port ${port}: ${(error as Error).message}`,
      'Use another --port, or omit it to use a free port.',
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

/** Header that carries the API key of the stand-in model. */
export const MODEL_KEY_HEADER = 'x-api-key';

/**
 * Detects requests of a page in a browser. A page cannot omit its origin, and a DNS name of its own that resolves to this
 * machine is not `localhost`. No client of AWS sends either.
 */
function isFromPage({ headers }: IncomingMessage): boolean {
  const { hostname } = new URL(`http://${headers.host ?? ''}`);
  const isHere = hostname === '127.0.0.1' || hostname === 'localhost' || hostname.endsWith('.localhost');
  return headers.origin !== undefined || headers['sec-fetch-site'] !== undefined || !isHere;
}

async function serve(request: IncomingMessage, response: ServerResponse, rooms: Rooms): Promise<void> {
  if (isFromPage(request)) {
    response
      .writeHead(403, { 'content-type': 'application/json' })
      .end('{"message":"Requests of browser pages are refused."}');
    return;
  }
  if (await rooms.lambda(request, response)) return;
  if (isRuntime(request)) {
    // The stand-in model would take the signature for a wrong key.
    const { authorization: _, ...headers } = request.headers;
    request.headers = { ...headers, [MODEL_KEY_HEADER]: rooms.modelKey };
    if (APPLY_GUARDRAIL.test(request.url ?? '')) return applyGuardrail(request, response);
    if (!CONVERSE.test(request.url ?? '')) return pass(request, response, rooms.model, runtimePath(request.url));
    pass(request, response, rooms.model, request.url, withoutGuardContent(await bodyOf(request)));
    return;
  }
  const target = String(request.headers['x-amz-target'] ?? '');
  if (!rooms.workflows || !TARGET.test(target)) return pass(request, response, rooms.aws, request.url);
  const body = await bodyOf(request);
  const answer = rooms.workflows(target, body);
  if (!answer) return pass(request, response, rooms.aws, request.url, body);
  response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answer.body));
}

const APPLY_GUARDRAIL = /^\/guardrail\/[^/]+\/version\/[^/]+\/apply$/;

/** Lets every text pass: neither moto nor aimock evaluates a guardrail. */
async function applyGuardrail(request: IncomingMessage, response: ServerResponse): Promise<void> {
  await bodyOf(request);
  const usage = Object.fromEntries(GUARDRAIL_UNITS.map((unit) => [unit, 0]));
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ action: 'NONE', outputs: [], assessments: [], usage }));
}

const GUARDRAIL_UNITS = [
  ...['topicPolicyUnits', 'contentPolicyUnits', 'wordPolicyUnits', 'sensitiveInformationPolicyUnits'],
  ...['sensitiveInformationPolicyFreeUnits', 'contextualGroundingPolicyUnits'],
] as const;

const CONVERSE = /^\/model\/[^/]+\/converse(?:-stream)?$/;

/** Turns the parts of a question that a guardrail evaluates into plain ones: aimock does not know them. */
const withoutGuardContent = (body: string): string =>
  body.includes('"guardContent"')
    ? JSON.stringify(
        JSON.parse(body, (_, value) =>
          value?.guardContent?.text?.text === undefined ? value : { text: value.guardContent.text.text },
        ),
      )
    : body;

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return body;
}

/** Detects bedrock-runtime by its paths and its signing name. A request for a bucket named `model` is signed as `s3`. */
function isRuntime({ url = '', headers }: IncomingMessage): boolean {
  return /^\/(model|guardrail)\//.test(url) && /\/bedrock\/aws4_request/.test(headers.authorization ?? '');
}

/**
 * Sends InvokeModel of Amazon Nova to Converse. Both have the same bodies
 * (https://docs.aws.amazon.com/nova/latest/userguide/complete-request-schema.html), and aimock only knows Converse.
 */
const runtimePath = (path = '') => path.replace(/^(\/model\/[^/]*amazon\.nova-[^/]*)\/invoke$/, '$1/converse');

const NOBODY = JSON.stringify({ message: 'The stand-in behind the sandbox does not answer.' });

/** @param body of the request, if it has been read */
function pass(request: IncomingMessage, response: ServerResponse, target: string, path?: string, body?: string): void {
  const { hostname, port } = new URL(target);
  const { method } = request;
  // A client that is given an IP address puts a bucket into the path. moto would read the address as a bucket.
  const headers = { ...request.headers, host: request.headers.host?.replace(/^127\.0\.0\.1(?=:|$)/, 'localhost') };
  const onward = httpRequest({ hostname, port, method, path, headers, agent: false }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    const isStream = answer.headers['content-type'] === 'application/vnd.amazon.eventstream';
    (isStream ? answer.pipe(withoutTextStarts()) : answer).pipe(response);
    answer.once('error', () => response.destroy());
  });
  onward.once('error', () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502, { 'content-type': 'application/json' }).end(NOBODY);
  });
  response.once('close', () => onward.destroy());
  if (body === undefined) {
    request.pipe(onward);
    return;
  }
  onward.removeHeader('transfer-encoding');
  onward.setHeader('content-length', Buffer.byteLength(body));
  onward.end(body);
}
