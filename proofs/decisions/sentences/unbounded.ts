import type { Sentence } from '../sentence';
import type { World } from '../world';
import { breakGlassSentences } from './access/break-glass';
import { applicationSentences, invokerSentences } from './access/invoker';
import { unboundedOtherModelSentences } from './access/other-models';
import { readerSentences } from './access/reader';
import { tunerSentences } from './access/tuner';
import { developerReaderSentences } from './developer/readers';
import { customizationRoleSentences } from './fine-tuning/customization-role';
import { tuningFunctionSentences } from './fine-tuning/tuning-function';
import { tuningWorkflowSentences } from './fine-tuning/tuning-workflow';
import { clinicianSentences } from './healthscribe/clinician';
import { dataAccessRoleSentences } from './healthscribe/data-access-role';
import { scribeFunctionSentences } from './healthscribe/functions';
import { purgingRuleSentences, purgingWorkflowSentences } from './healthscribe/purging';
import { recordsSentences } from './healthscribe/records';
import { recordingRuleSentences, scribingWorkflowSentences } from './healthscribe/workflow';
import { inferenceFunctionSentences } from './inference/inference-function';
import { teamSentences } from './inference/teams';
import { audienceSentences } from './knowledge/audiences';
import { curatorSentences, documentsBreakGlassSentences } from './knowledge/curator';
import { delegatedFunctionSentences } from './knowledge/delegated-function';
import { documentEventSentences, ingestionFunctionSentences, ingestionWorkflowSentences } from './knowledge/ingestion';
import { knowledgeBaseRoleSentences } from './knowledge/knowledge-base-role';
import { knowledgeFunctionSentences } from './knowledge/knowledge-function';
import { flowLogSentences } from './network/flow-logs';
import { breakerSentences } from './spend/breaker';
import { workbenchSentences } from './workbench/workbench';

/**
 * Decisions of the roles' own policies, as if there were no boundary: they hold the line too, so that neither of the two
 * can be lost unnoticed. Not of the administrator, whom nothing but the boundary bounds.
 */
export async function unboundedSentences({ unbounded }: World): Promise<readonly Sentence[]> {
  return [
    ...(await readerSentences(unbounded)),
    ...(await unboundedOtherModelSentences(unbounded)),
    ...invokerSentences(unbounded),
    ...applicationSentences(unbounded),
    ...inferenceFunctionSentences(unbounded),
    ...teamSentences(unbounded),
    ...tunerSentences(unbounded),
    ...customizationRoleSentences(unbounded),
    ...tuningFunctionSentences(unbounded),
    ...tuningWorkflowSentences(unbounded),
    ...audienceSentences(unbounded),
    ...curatorSentences(unbounded),
    ...delegatedFunctionSentences(unbounded),
    ...knowledgeBaseRoleSentences(unbounded),
    ...documentsBreakGlassSentences(unbounded),
    ...knowledgeFunctionSentences(unbounded),
    ...ingestionFunctionSentences(unbounded),
    ...ingestionWorkflowSentences(unbounded),
    ...documentEventSentences(unbounded),
    ...clinicianSentences(unbounded),
    ...recordsSentences(unbounded),
    ...dataAccessRoleSentences(unbounded),
    ...scribeFunctionSentences(unbounded),
    ...scribingWorkflowSentences(unbounded),
    ...recordingRuleSentences(unbounded),
    ...purgingWorkflowSentences(unbounded),
    ...purgingRuleSentences(unbounded),
    ...breakerSentences(unbounded),
    ...developerReaderSentences(unbounded),
    ...(await workbenchSentences(unbounded)),
    ...flowLogSentences(unbounded),
    ...breakGlassSentences(unbounded),
  ];
}
