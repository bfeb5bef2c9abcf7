import type { Sentence } from '../sentence';
import type { World } from '../world';
import { administratorSentences } from './access/administrator';
import { boundarySentences } from './access/boundary';
import { breakGlassSentences } from './access/break-glass';
import { dataClassSentences } from './access/data-classes';
import { applicationSentences, invokerSentences } from './access/invoker';
import { organizationSentences } from './access/organization';
import { otherModelSentences } from './access/other-models';
import { readerSentences } from './access/reader';
import { trustSentences } from './access/trust';
import { tunerSentences } from './access/tuner';
import { developerBoundarySentences } from './developer/boundary';
import { developerNoPathSentences } from './developer/no-path';
import { developerPlaceSentences } from './developer/places';
import { developerReaderSentences } from './developer/readers';
import { keySentences } from './encryption/key';
import { customizationRoleSentences } from './fine-tuning/customization-role';
import { tuningFunctionSentences } from './fine-tuning/tuning-function';
import { tuningWorkflowSentences } from './fine-tuning/tuning-workflow';
import { clinicalBoundarySentences } from './healthscribe/boundary';
import { clinicianSentences } from './healthscribe/clinician';
import { dataAccessRoleSentences } from './healthscribe/data-access-role';
import { disarmingSentences } from './healthscribe/disarming';
import { scribeFunctionSentences } from './healthscribe/functions';
import { noPathSentences } from './healthscribe/no-path';
import { noticeSentences } from './healthscribe/notices';
import { patientDataSentences } from './healthscribe/patient-data';
import { patientKeySentences } from './healthscribe/patient-key';
import { purgingRuleSentences, purgingWorkflowSentences } from './healthscribe/purging';
import { recordsSentences } from './healthscribe/records';
import { recordingRuleSentences, scribingWorkflowSentences } from './healthscribe/workflow';
import { inferenceFunctionSentences } from './inference/inference-function';
import { teamSentences } from './inference/teams';
import { knowledgeInAccountSentences } from './knowledge/account';
import { audienceSentences } from './knowledge/audiences';
import { curatorSentences, documentsBreakGlassSentences } from './knowledge/curator';
import { delegatedFunctionSentences } from './knowledge/delegated-function';
import { documentEventSentences, ingestionFunctionSentences, ingestionWorkflowSentences } from './knowledge/ingestion';
import { knowledgeBaseRoleSentences } from './knowledge/knowledge-base-role';
import { knowledgeFunctionSentences } from './knowledge/knowledge-function';
import { knowledgeSentences } from './knowledge/retrieval';
import { endpointSentences } from './network/endpoints';
import { flowLogSentences } from './network/flow-logs';
import { alarmTopicSentences } from './observability/alarm-topic';
import { breakerSentences } from './spend/breaker';
import { disarmSentences, spendBoundarySentences } from './spend/disarm';
import { bucketSentences } from './storage/bucket';
import { unboundedSentences } from './unbounded';
import { workbenchBoundarySentences } from './workbench/boundary';
import { workbenchSentences } from './workbench/workbench';

/** Every claim about who can do what in one deployment, by what it is about. */
export const SENTENCES: Readonly<Record<string, (world: World) => Promise<readonly Sentence[]> | readonly Sentence[]>> =
  {
    'the permissions boundary': boundarySentences,
    'models of other services': otherModelSentences,
    'the administrator': administratorSentences,
    'the reader': readerSentences,
    'the invoker': invokerSentences,
    'the application role': applicationSentences,
    'the inference function': inferenceFunctionSentences,
    'teams that spend': teamSentences,
    'the tuner': tunerSentences,
    'the customization role': customizationRoleSentences,
    'the tuning function': tuningFunctionSentences,
    'the tuning workflow': tuningWorkflowSentences,
    'the curator': curatorSentences,
    'the knowledge base role': knowledgeBaseRoleSentences,
    'the knowledge function': knowledgeFunctionSentences,
    'the delegated function': delegatedFunctionSentences,
    'the ingestion function': ingestionFunctionSentences,
    'the ingestion workflow': ingestionWorkflowSentences,
    'events of documents': documentEventSentences,
    'passages, vectors and documents': knowledgeSentences,
    'documents and passages in the account': knowledgeInAccountSentences,
    'audiences of documents': audienceSentences,
    'the clinical boundary': clinicalBoundarySentences,
    'the clinician': clinicianSentences,
    'the records reader': recordsSentences,
    'the data access role of HealthScribe': dataAccessRoleSentences,
    'the functions for consultations': scribeFunctionSentences,
    'the scribing workflow': scribingWorkflowSentences,
    'the recording rule': recordingRuleSentences,
    'the purging workflow': purgingWorkflowSentences,
    'the purging rule': purgingRuleSentences,
    'the alarms on the purge': disarmingSentences,
    'patient data: who has no path': noPathSentences,
    'patient data: the buckets': patientDataSentences,
    'patient data: the key': patientKeySentences,
    'notices and trails of patient data': noticeSentences,
    'the topic of the alarms': alarmTopicSentences,
    'the breaker': breakerSentences,
    'the breaker: who can disarm it': disarmSentences,
    'the boundary of the breaker': spendBoundarySentences,
    'readers of developer logs': developerReaderSentences,
    'the boundary of readers of developer logs': developerBoundarySentences,
    'developer logs: buckets and key': developerPlaceSentences,
    'developer logs: who has no path': developerNoPathSentences,
    'the workbench': workbenchSentences,
    'the boundary of the workbench': workbenchBoundarySentences,
    'the flow-log role': flowLogSentences,
    'the break-glass role': breakGlassSentences,
    'the documents break-glass role': documentsBreakGlassSentences,
    'data behind the API of Bedrock, by persona': dataClassSentences,
    'each role without the boundary': unboundedSentences,
    'trust: who becomes which role': trustSentences,
    'the buckets': bucketSentences,
    'the key': keySentences,
    'the VPC endpoints': endpointSentences,
    'an organization around the account': organizationSentences,
  };
