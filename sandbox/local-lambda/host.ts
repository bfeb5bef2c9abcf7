import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { awslambda, loadHandler, type StreamingHandler } from './handler-module';
import { DEADLINE_MS, ERROR_BODY, ERROR_TYPE, errorBody, FUNCTION_ARN, REQUEST_ID, type Started } from './protocol';
import { responseStream } from './response-stream';

// Child process of a LocalFunction. It stands in for Lambda's Node runtime: each POST is one invocation. Both output
// streams belong to the function. Arguments: folder, handler, constant part of the context as JSON.
const [folder = '', handlerName = '', fixed = '{}'] = process.argv.slice(2);

async function serve(handler: StreamingHandler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const deadline = Number(request.headers[DEADLINE_MS]);
  const context = {
    ...(JSON.parse(fixed) as object),
    awsRequestId: request.headers[REQUEST_ID],
    invokedFunctionArn: request.headers[FUNCTION_ARN],
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
  response.setHeader('trailer', [ERROR_TYPE, ERROR_BODY]).setHeader('transfer-encoding', 'chunked');
  const stream = responseStream(response);
  try {
    const result = handler(JSON.parse(Buffer.concat(chunks).toString()), stream, context);
    if (!(result instanceof Promise)) throw new Error('Streaming does not support non-async handlers.');
    if ((await result) !== undefined) warn('Streaming handlers ignore return values.');
    // Only `end` completes the answer, as in Lambda.
    if (!stream.writableEnded && !stream.destroyed) warn('The response stream was not ended: this will time out.');
  } catch (error) {
    const body = errorBody(error);
    warn(JSON.stringify(body));
    if (response.writableEnded) return;
    response.addTrailers([
      [ERROR_TYPE, body.errorType],
      [ERROR_BODY, Buffer.from(JSON.stringify(body)).toString('base64')],
    ]);
    response.end();
  }
}

const warn = (line: string) => process.stderr.write(`${line}\n`);

const tell = (started: Started) => new Promise<void>((done) => process.send?.(started, () => done()));

async function main(): Promise<void> {
  Object.assign(globalThis, { awslambda });
  // Ctrl-C is for the parent process, which stops this one or disconnects from it.
  process.on('SIGINT', () => undefined);
  process.once('disconnect', () => process.exit());
  try {
    const handler = await loadHandler(folder, handlerName);
    const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, (request, response) => {
      void serve(handler, request, response);
    });
    server.listen(0, '127.0.0.1', () => void tell({ port: (server.address() as AddressInfo).port }));
  } catch (error) {
    warn(error instanceof Error ? (error.stack ?? error.message) : String(error));
    await tell({ error: errorBody(error) });
    process.exit(1);
  }
}

void main();
