import type { Located } from '../../../domain/template/references';
import { ENV } from '../../../lambda/fine-tuning/contract';
import type { Assumptions } from '../assumptions';
import type { CostLine } from './cost-line';
import { partOf } from './costing';
import { inferenceEnvironment } from './model-use';

/** How much a function is assumed to do in a month. */
export interface FunctionUse {
  readonly feature: CostLine['feature'];
  readonly requests: number;
  /** That each of them takes. */
  readonly seconds: number;
}

/** Each training set is looked at before its job, and its metrics after it. */
const REQUESTS_A_SET = 2;

/** By what the function is told; undefined for one that no flag describes. */
export function functionUse(of: Located, assumptions: Assumptions): FunctionUse | undefined {
  if (of.resource.Type !== 'AWS::Lambda::Function') return undefined;
  if (inferenceEnvironment(of)) {
    return { feature: 'inference', requests: assumptions.requests, seconds: assumptions.seconds };
  }
  const { Variables = {} } = partOf(of, 'Environment') as { readonly Variables?: object };
  if (!(ENV.roleArn in Variables)) return undefined;
  const requests = assumptions.trainingSets * REQUESTS_A_SET;
  return { feature: 'fine-tuning', requests, seconds: assumptions.trainingSetSeconds / REQUESTS_A_SET };
}
