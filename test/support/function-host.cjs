// Stands in for Lambda's Node runtime: loads the built bundle and serves each HTTP POST as one invocation.
// Headers: x-remaining-ms is the time the invocation has, x-request-id its id. Standard output is the function's alone.
const { createServer } = require('node:http');

// What the runtime gives to a streaming handler: these members of its request, bound, and no real Writable.
const METHODS = ['cork', 'destroy', 'end', 'uncork', 'write', 'on', 'once', 'off', 'removeListener', 'emit'];
const PROPERTIES = [
  'writableFinished',
  'writableEnded',
  'writableNeedDrain',
  'writableLength',
  'writable',
  'destroyed',
];

const responseStream = (response) => {
  const stream = Object.fromEntries(METHODS.map((name) => [name, response[name].bind(response)]));
  for (const name of PROPERTIES) Object.defineProperty(stream, name, { get: () => response[name] });
  stream.setContentType = (type) => {
    if (response.headersSent) throw new Error('Cannot set content-type, too late.');
    response.setHeader('content-type', type);
  };
  return stream;
};

globalThis.awslambda = { streamifyResponse: (handler) => handler };
const { handler } = require(process.argv[2]);

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const end = Date.now() + Number(request.headers['x-remaining-ms'] ?? 30_000);
  const context = {
    awsRequestId: request.headers['x-request-id'] ?? 'none',
    getRemainingTimeInMillis: () => end - Date.now(),
  };
  try {
    const stream = responseStream(response);
    const result = await handler(JSON.parse(Buffer.concat(chunks).toString()), stream, context);
    if (result !== undefined) console.error('host: a streaming handler returned a value');
    if (!stream.writableFinished && !stream.destroyed) console.error('host: the response stream is not finished');
  } catch (error) {
    console.error('host: the handler threw', error);
    response.destroy();
  }
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => process.exit());
