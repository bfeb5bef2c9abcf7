import type { Sentence } from '../sentence';
import type { World } from '../world';
import { breakGlassSentences } from './break-glass';
import { customizationRoleSentences } from './customization-role';
import { flowLogSentences } from './flow-logs';
import { inferenceFunctionSentences } from './inference-function';
import { invokerSentences } from './invoker';
import { readerSentences } from './reader';
import { tunerSentences } from './tuner';
import { tuningFunctionSentences } from './tuning-function';
import { tuningWorkflowSentences } from './tuning-workflow';

/**
 * What the roles' own policies say, as if there were no boundary: they hold the line too, so that neither of the two
 * can be lost unnoticed. Not of the administrator, whom nothing but the boundary bounds.
 */
export async function unboundedSentences({ unbounded }: World): Promise<readonly Sentence[]> {
  return [
    ...(await readerSentences(unbounded)),
    ...invokerSentences(unbounded),
    ...inferenceFunctionSentences(unbounded),
    ...tunerSentences(unbounded),
    ...customizationRoleSentences(unbounded),
    ...tuningFunctionSentences(unbounded),
    ...tuningWorkflowSentences(unbounded),
    ...flowLogSentences(unbounded),
    ...breakGlassSentences(unbounded),
  ];
}
