import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { invokeComplete, payloadChunk } from '../../sandbox/local-lambda/invoke-frames';

// A stand-in in a process of its own for what a question meets in AWS: the outputs of a stack, and the function's
// answer. All of it is made before, so that the server is not what is measured.
const event = (name: string, data: object) =>
  payloadChunk(Buffer.from(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`));

const ANSWER = Buffer.concat([
  event('messageStart', { role: 'assistant' }),
  event('contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'Hello' } }),
  event('messageStop', { stopReason: 'end_turn' }),
  event('metadata', { usage: { inputTokens: 1, outputTokens: 1 } }),
  invokeComplete(),
]);

const STACK = `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult>
  <Stacks><member><StackName>bench</StackName><Outputs><member><OutputKey>FunctionName</OutputKey>
  <OutputValue>bench</OutputValue></member></Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;

const server = createServer((request, response) => {
  const invoked = request.url?.startsWith('/2021-11-15/');
  response.setHeader('content-type', invoked ? 'application/vnd.amazon.eventstream' : 'text/xml');
  request.resume().once('end', () => response.end(invoked ? ANSWER : STACK));
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit());
