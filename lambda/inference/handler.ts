import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type {} from 'aws-lambda';
import { readSettings } from './env';
import { createInference } from './inference';

const settings = readSettings(process.env);

// HTTP/1.1: one request at a time gains nothing from HTTP/2's streams and pays for its session before the first token.
// No timeout but for the connection: a model may think for minutes, and the invocation's own deadline aborts everything.
const client = new BedrockRuntimeClient({
  requestHandler: new NodeHttpHandler({ connectionTimeout: 2_000 }),
  retryMode: 'standard',
});

// Not console.log: the runtime would wrap the line, and CloudWatch would no longer find the metrics in it.
const log = (line: string) => void process.stdout.write(`${line}\n`);

export const handler = awslambda.streamifyResponse(createInference({ client, settings, log }));
