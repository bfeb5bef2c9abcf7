import type { Environment } from '../../figure';
import { functionEnvironment } from '../../function-process';

/** Environment of the knowledge function. */
export const knowledgeEnvironment = (modelIds: readonly string[], endpoint?: string): Environment => ({
  ...functionEnvironment(modelIds, endpoint),
  ...(endpoint !== undefined && { AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME: endpoint }),
  KNOWLEDGE_BASE_ID: 'KB12345678',
  AUDIENCES: '{}',
  NUMBER_OF_RESULTS: '5',
});
