import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type {} from 'aws-lambda';
import { keepNumbers } from '../shared/numbers';
import { BedrockProtocol } from './bedrock/bedrock-protocol';
import { readSettings } from './env';
import { createInference } from './inference';

keepNumbers();

const settings = readSettings(process.env);

// HTTP/1.1: with one request at a time, HTTP/2 only adds the time to open its session.
// No timeout except for the connection: a model may think for minutes, and the invocation's deadline aborts the call.
const client = new BedrockRuntimeClient({
  requestHandler: new NodeHttpHandler({ connectionTimeout: 2_000 }),
  retryMode: 'standard',
  protocol: BedrockProtocol,
});

// console.log would add a prefix to the line, and CloudWatch would not find the metrics in it.
const log = (line: string) => void process.stdout.write(`${line}\n`);

export const handler = awslambda.streamifyResponse(createInference({ client, settings, log }));
