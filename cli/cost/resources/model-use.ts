import type { Located } from '../../../domain/template/references';
import { ENV } from '../../../lambda/inference/contract';
import { asRecord, type CostContext, objectProperty } from './cost-context';
import { knowledgeEnvironment } from './knowledge-cost';

/** Assumed use of one model in a month. */
export interface ModelUse {
  readonly model: string;
  readonly requests: number;
  /** Tokens of one request. */
  readonly input: number;
  readonly output: number;
}

/** Returns the environment of the inference function, or undefined for any other resource. */
export function inferenceEnvironment(located: Located): Readonly<Record<string, unknown>> | undefined {
  const variables = asRecord(objectProperty(located, 'Environment').Variables);
  // The knowledge function has models, too.
  const isInference = ENV.allowedModels in variables && !knowledgeEnvironment(located);
  return located.resource.Type === 'AWS::Lambda::Function' && isInference ? variables : undefined;
}

/** Returns the use of every model that the inference function can call, the default model first. */
export function modelUses(context: CostContext): readonly ModelUse[] {
  const { references, assumptions } = context;
  const models = references.resources.flatMap((located) => {
    const environment = inferenceEnvironment(located);
    if (!environment) return [];
    return JSON.parse(references.text(environment[ENV.allowedModels], located.stack)) as string[];
  });
  const shares = Object.keys(assumptions.shares).length > 0 ? assumptions.shares : { [models[0] ?? '']: 100 };
  return models.map((model) => ({
    model,
    requests: (assumptions.requests * (shares[model] ?? 0)) / 100,
    input: assumptions.tokens[model]?.input ?? assumptions.inputTokens,
    output: assumptions.tokens[model]?.output ?? assumptions.outputTokens,
  }));
}
