import { covers, hasWildcard } from '../../template/patterns';
import { type Statement, wideResources } from '../../template/statement';

/**
 * The actions that invoke a model. Converse, ConverseStream and StartAsyncInvoke are authorized by them, too.
 * Source: Service Authorization Reference.
 */
export const INVOKE = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'] as const;

/** Names that nobody uses. A pattern that covers one of them is a wildcard over models. */
const ANY_MODEL = [
  'arn:aws:bedrock:us-east-1::foundation-model/any.model-v1:0',
  'arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.any.model-v1:0',
  'arn:aws:bedrock:us-east-1:111122223333:prompt-router/any',
];

/** Kinds of ARN whose last part is a model's name, or that of a profile which leads to one. */
const NAMES_MODEL = /:(?:foundation-model|inference-profile|(?:default-)?prompt-router)\/(.*)$/;

export const invokes = (statement: Statement): boolean =>
  statement.allows && INVOKE.some((action) => statement.speaksOf(action));

/** Resources of an Allow that name no model: `*`, `foundation-model/*`, a provider's `foundation-model/anthropic.*`. */
export function unnamedModels(statement: Statement): readonly string[] {
  if (!invokes(statement)) return [];
  return wideResources(
    statement,
    (arn) => ANY_MODEL.some((model) => covers(arn, model)) || hasWildcard(NAMES_MODEL.exec(arn)?.[1] ?? ''),
  );
}
