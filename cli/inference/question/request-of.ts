import { usageError } from '../../command';
import type { Message, Question } from './question';

/** Returns the function's event for a question, as lambda/inference/contract.ts defines it. */
export function requestOf({ operation, modelId, system, maxTokens, messages }: Question): object {
  const model = modelId === undefined ? {} : { modelId };
  if (operation === 'invokeModel' || operation === 'invokeModelWithResponseStream') {
    return { operation, ...model, body: bodyFor(modelId, { system, maxTokens, messages }) };
  }
  return {
    operation,
    ...model,
    messages,
    ...(system !== undefined && { system: [{ text: system }] }),
    ...(maxTokens !== undefined && { inferenceConfig: { maxTokens } }),
  };
}

interface Content {
  readonly system: string | undefined;
  readonly maxTokens: number | undefined;
  readonly messages: readonly Message[];
}

/** Models of this family require a limit for the answer. */
const ANTHROPIC_MAX_TOKENS = 1_024;

/** Returns the body of InvokeModel in a model's own JSON, for the two families whose form AWS documents for all models. */
function bodyFor(modelId: string | undefined, content: Content): object {
  if (modelId === undefined) {
    throw usageError(
      'PB-ASK-014',
      'InvokeModel needs a body in the form of one model.',
      'Name the model with --model.',
    );
  }
  // A model id, a profile id with its prefix, or an ARN that ends in either.
  if (/(^|[./])amazon\.nova-/.test(modelId)) return novaBody(modelId, content);
  if (/(^|[./])anthropic\./.test(modelId)) return anthropicBody(content);
  throw usageError(
    'PB-ASK-015',
    `This command does not know the InvokeModel body of ${modelId}.`,
    'Write the request yourself and give it with --file, or use --operation converse.',
  );
}

/**
 * Sources: Amazon Nova User Guide, using-invoke-api (Nova 1, with `schemaVersion`); Amazon Nova 2 User Guide,
 * using-invoke-api (without).
 */
function novaBody(modelId: string, { system, maxTokens, messages }: Content): object {
  return {
    ...(!modelId.includes('nova-2-') && { schemaVersion: 'messages-v1' }),
    messages,
    ...(system !== undefined && { system: [{ text: system }] }),
    ...(maxTokens !== undefined && { inferenceConfig: { maxTokens } }),
  };
}

/** Source: Amazon Bedrock User Guide, model-parameters-anthropic-claude-messages-request-response. */
function anthropicBody({ system, maxTokens = ANTHROPIC_MAX_TOKENS, messages }: Content): object {
  return {
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: maxTokens,
    ...(system !== undefined && { system }),
    messages: messages.map(({ role, content }) => ({ role, content: content.map((c) => ({ type: 'text', ...c })) })),
  };
}
