import type { Located } from '../../../domain/template/references';
import { ENV } from '../../../lambda/inference/contract';
import { type Costing, partOf, recordOf } from './costing';

/** How one model is used in a month, as assumed. */
export interface ModelUse {
  readonly model: string;
  readonly requests: number;
  /** Tokens of one request. */
  readonly input: number;
  readonly output: number;
}

/** Environment of the inference function: undefined of any other resource. */
export function inferenceEnvironment(of: Located): Readonly<Record<string, unknown>> | undefined {
  const variables = recordOf(partOf(of, 'Environment').Variables);
  return of.resource.Type === 'AWS::Lambda::Function' && ENV.allowedModels in variables ? variables : undefined;
}

/** Every model that the inference function may call, first the one that answers a request without `modelId`. */
export function modelUses(costing: Costing): readonly ModelUse[] {
  const { references, assumptions } = costing;
  const models = references.resources.flatMap((of) => {
    const environment = inferenceEnvironment(of);
    if (!environment) return [];
    return JSON.parse(references.text(environment[ENV.allowedModels], of.stack)) as string[];
  });
  const shares = Object.keys(assumptions.shares).length > 0 ? assumptions.shares : { [models[0] ?? '']: 100 };
  return models.map((model) => ({
    model,
    requests: (assumptions.requests * (shares[model] ?? 0)) / 100,
    input: assumptions.tokens[model]?.input ?? assumptions.inputTokens,
    output: assumptions.tokens[model]?.output ?? assumptions.outputTokens,
  }));
}
