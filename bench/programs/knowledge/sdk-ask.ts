import { BedrockAgentRuntimeClient, RetrieveCommand } from '@aws-sdk/client-bedrock-agent-runtime';
import { BedrockRuntimeClient, ConverseStreamCommand } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { modelIdOf } from '../../scripted-answer';
import { type Probe, probe } from '../../stream-probe';

// Retrieves and streams with only the SDK: the floor of `ask` through the knowledge function.
const plan = JSON.parse(process.argv[2] ?? '') as Probe;
const agentRuntime = new BedrockAgentRuntimeClient({ requestHandler: new NodeHttpHandler() });
const runtime = new BedrockRuntimeClient({ requestHandler: new NodeHttpHandler() });

void probe(async (onToken) => {
  const { retrievalResults = [] } = await agentRuntime.send(
    new RetrieveCommand({ knowledgeBaseId: 'KB12345678', retrievalQuery: { text: 'How long is the notice?' } }),
  );
  const text = retrievalResults.map(({ content }) => content?.text ?? '').join('\n');
  const messages = [{ role: 'user' as const, content: [{ text }] }];
  const { stream } = await runtime.send(new ConverseStreamCommand({ modelId: modelIdOf(plan.answer), messages }));
  let waiting = true;
  for await (const event of stream ?? []) {
    if (waiting && event.contentBlockDelta) {
      waiting = false;
      onToken();
    }
  }
  if (waiting) throw new Error('the SDK streamed no text');
}, plan);
