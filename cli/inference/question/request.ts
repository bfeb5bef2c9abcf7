import { usageError } from '../../command';
import type { Message, Question } from './question';

/** The function's event for a question: lambda/inference/contract.ts. */
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

/** Models of this family must be told how long an answer may be. */
const ANTHROPIC_MAX_TOKENS = 1_024;

/** A model's own JSON. Every family has one; here are those whose form AWS documents for all their text models. */
function bodyFor(modelId: string | undefined, content: Content): object {
  if (modelId === undefined) {
    throw usageError('PB-ASK-014', 'InvokeModel takes a body in the form of one model: name it with --model.');
  }
  // The id alone, that of a profile with its prefix, or an ARN that ends in either.
  if (/(^|[./])amazon\.nova-/.test(modelId)) return novaBody(modelId, content);
  if (/(^|[./])anthropic\./.test(modelId)) return anthropicBody(content);
  throw usageError(
    'PB-ASK-015',
    `How ${modelId} wants its body is not known here. Write the request yourself and give it with --file, or use Converse.`,
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
