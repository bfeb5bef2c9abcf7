import {
  BedrockAgentRuntimeClient,
  InvokeAgentCommand,
  RetrieveAndGenerateCommand,
  RetrieveAndGenerateStreamCommand,
  RetrieveCommand,
} from '@aws-sdk/client-bedrock-agent-runtime';
import {
  ApplyGuardrailCommand,
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime';

// The floor of `knowledge-load`: two clients and the commands that the knowledge function knows.
export const clients = [new BedrockAgentRuntimeClient(), new BedrockRuntimeClient()];
export const commands = [
  InvokeAgentCommand,
  RetrieveAndGenerateCommand,
  RetrieveAndGenerateStreamCommand,
  RetrieveCommand,
  ApplyGuardrailCommand,
  ConverseCommand,
  ConverseStreamCommand,
];
