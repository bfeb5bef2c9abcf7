import { BedrockRuntimeClient, ConverseStreamCommand } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { modelIdOf } from '../scripted-answer';
import { type Probe, probe } from '../stream-probe';

// Streams with only the SDK: the floor of the function. The stand-in speaks HTTP/1.1.
const plan = JSON.parse(process.argv[2] ?? '') as Probe;
const client = new BedrockRuntimeClient({ requestHandler: new NodeHttpHandler() });

void probe(async (onToken) => {
  const messages = [{ role: 'user' as const, content: [{ text: 'Hello' }] }];
  const { stream } = await client.send(new ConverseStreamCommand({ modelId: modelIdOf(plan.answer), messages }));
  let waiting = true;
  for await (const event of stream ?? []) {
    if (waiting && event.contentBlockDelta) {
      waiting = false;
      onToken();
    }
  }
  if (waiting) throw new Error('the SDK streamed no text');
}, plan);
