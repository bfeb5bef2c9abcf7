import { InvokeWithResponseStreamCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { NodeHttpHandler } from '@smithy/node-http-handler';

// The floor of `npm run ask`: the same call with only the SDK, which copies the bytes to the output.
async function main(): Promise<void> {
  const client = new LambdaClient({ region: 'us-east-1', requestHandler: new NodeHttpHandler() });
  const Payload = Buffer.from(JSON.stringify({ operation: 'converseStream', messages: [] }));
  const command = new InvokeWithResponseStreamCommand({ FunctionName: 'bench', Payload });
  const { EventStream = [] } = await client.send(command);
  for await (const { PayloadChunk } of EventStream) {
    if (PayloadChunk?.Payload) process.stdout.write(PayloadChunk.Payload);
  }
  client.destroy();
}

void main();
