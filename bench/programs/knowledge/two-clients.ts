import { BedrockAgentRuntimeClient, RetrieveCommand } from '@aws-sdk/client-bedrock-agent-runtime';
import {
  ApplyGuardrailCommand,
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime';

// The floor of `knowledge-load`: two clients and the four commands that the knowledge function knows.
export const clients = [new BedrockAgentRuntimeClient(), new BedrockRuntimeClient()];
export const commands = [RetrieveCommand, ApplyGuardrailCommand, ConverseCommand, ConverseStreamCommand];
