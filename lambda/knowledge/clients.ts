import type { BedrockAgentRuntimeClient } from '@aws-sdk/client-bedrock-agent-runtime';
import type { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';

/** Parts of the SDK's clients that the function uses. */
export interface Clients {
  readonly agentRuntime: Pick<BedrockAgentRuntimeClient, 'send'>;
  readonly runtime: Pick<BedrockRuntimeClient, 'send'>;
}
