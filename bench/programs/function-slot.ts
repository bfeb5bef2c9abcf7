import { createRequire } from 'node:module';
import { Writable } from 'node:stream';

// One execution environment of the built function: it serves one request at a time, as on Lambda.
type Handler = (event: unknown, stream: Writable, context: object) => Promise<unknown>;

Object.assign(globalThis, { awslambda: { streamifyResponse: (handler: Handler) => handler } });
const [bundle = ''] = process.argv.slice(2);
const { handler } = createRequire(__filename)(bundle) as { readonly handler: Handler };
const context = { awsRequestId: 'bench', getRemainingTimeInMillis: () => 900_000 };

process.on('message', async (modelId: string) => {
  let text = '';
  const response = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      text += chunk;
      done();
    },
  });
  const event = { operation: 'converseStream', modelId, messages: [{ role: 'user', content: [{ text: 'Hello' }] }] };
  await handler(event, response, context);
  process.send?.(text.includes('messageStop') ? 'answered' : 'failed');
});
process.once('disconnect', () => process.exit());
process.send?.('ready');
