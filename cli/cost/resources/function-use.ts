import type { Located } from '../../../domain/template/references';
import { ENV } from '../../../lambda/fine-tuning/contract';
import { ENV as INGESTION_ENV } from '../../../lambda/ingestion/contract';
import { ENV as ASKING_ENV } from '../../../lambda/knowledge/contract';
import type { Assumptions } from '../assumptions';
import { objectProperty } from './cost-context';
import type { CostLine } from './cost-line';
import { knowledgeEnvironment } from './knowledge-cost';
import { inferenceEnvironment } from './model-use';

/** Assumed use of a function in a month. */
export interface FunctionUse {
  readonly feature: CostLine['feature'];
  readonly requests: number;
  /** Seconds per request. */
  readonly seconds: number;
}

/** The function checks each training set before its job, and its metrics after it. */
const REQUESTS_A_SET = 2;

/** The function checks the documents before a sync, and reports on it afterwards. */
const REQUESTS_A_SYNC = 2;

/** Returns the use of a function, recognized by its environment. Undefined if no flag describes it. */
export function functionUse(located: Located, assumptions: Assumptions): FunctionUse | undefined {
  if (located.resource.Type !== 'AWS::Lambda::Function') return undefined;
  const asking = knowledgeEnvironment(located);
  if (asking) {
    const { questions, delegatedQuestions, agentRuns, seconds } = assumptions;
    const answers = questions + (ASKING_ENV.agent in asking ? agentRuns : 0);
    return { feature: 'knowledge', requests: ASKING_ENV.delegated in asking ? delegatedQuestions : answers, seconds };
  }
  if (inferenceEnvironment(located)) {
    return { feature: 'inference', requests: assumptions.requests, seconds: assumptions.seconds };
  }
  const { Variables = {} } = objectProperty(located, 'Environment') as { readonly Variables?: object };
  if (INGESTION_ENV.groups in Variables) {
    const requests = assumptions.syncs * REQUESTS_A_SYNC;
    return { feature: 'ingestion', requests, seconds: assumptions.syncSeconds / REQUESTS_A_SYNC };
  }
  if (!(ENV.roleArn in Variables)) return undefined;
  const requests = assumptions.trainingSets * REQUESTS_A_SET;
  return { feature: 'fine-tuning', requests, seconds: assumptions.trainingSetSeconds / REQUESTS_A_SET };
}
