import { BedrockAgentRuntimeClient } from '@aws-sdk/client-bedrock-agent-runtime';
import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type {} from 'aws-lambda';
import { createKnowledge } from './knowledge';
import { readSettings } from './settings';

const settings = readSettings(process.env);

// HTTP/1.1: with one request at a time, HTTP/2 only adds the time to open its session.
// No timeout except for the connection: the invocation's deadline aborts the call.
const config = { requestHandler: new NodeHttpHandler({ connectionTimeout: 2_000 }), retryMode: 'standard' };

export const handler = awslambda.streamifyResponse(
  createKnowledge({
    clients: { agentRuntime: new BedrockAgentRuntimeClient(config), runtime: new BedrockRuntimeClient(config) },
    settings,
    // console.log would add a prefix to the line, and CloudWatch would not find the metrics in it.
    log: (line) => void process.stdout.write(`${line}\n`),
  }),
);
