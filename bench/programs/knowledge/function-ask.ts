import { createRequire } from 'node:module';
import { Writable } from 'node:stream';
import { modelIdOf } from '../../scripted-answer';
import { type Probe, probe } from '../../stream-probe';

// Asks through the built knowledge function, as Lambda's runtime would call it.
type Handler = (event: unknown, stream: Writable, context: object) => Promise<unknown>;

Object.assign(globalThis, { awslambda: { streamifyResponse: (handler: Handler) => handler } });
const [bundle = '', argument = ''] = process.argv.slice(2);
const { handler } = createRequire(__filename)(bundle) as { readonly handler: Handler };
const plan = JSON.parse(argument) as Probe;

const event = { operation: 'ask', text: 'How long is the notice?', modelId: modelIdOf(plan.answer) };
const context = {
  awsRequestId: 'bench',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:bench',
  getRemainingTimeInMillis: () => 900_000,
};

void probe(async (onToken) => {
  let waiting = true;
  const response = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      if (waiting && chunk.includes('event: text')) {
        waiting = false;
        onToken();
      }
      done();
    },
  });
  await handler(event, response, context);
  if (waiting) throw new Error('the function streamed no text');
}, plan);
