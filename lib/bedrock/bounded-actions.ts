import { APPLY_GUARDRAIL_ACTIONS, INVOKE_ACTIONS } from './actions';

// Actions of Amazon Bedrock that a role of a deployment can have at all, as data. The permissions boundary denies every
// other one, also those that AWS adds later. A test compares the lists with every action that AWS documents.

/** Changes of models, guardrails, deployments and access to models, without those that train a model. */
export const CHANGE_ACTIONS = [
  'bedrock:CreateCustomModelDeployment',
  'bedrock:CreateFoundationModelAgreement',
  'bedrock:CreateGuardrail',
  'bedrock:CreateGuardrailVersion',
  'bedrock:CreateInferenceProfile',
  'bedrock:DeleteCustomModel',
  'bedrock:DeleteCustomModelDeployment',
  'bedrock:DeleteFoundationModelAgreement',
  'bedrock:DeleteInferenceProfile',
  'bedrock:DeleteProvisionedModelThroughput',
  'bedrock:PutFoundationModelEntitlement',
  'bedrock:PutUseCaseForModelAccess',
  'bedrock:StopModelCustomizationJob',
  'bedrock:TagResource',
  'bedrock:UntagResource',
] as const;

/** Use of the models of a row, which boundary and grants restrict by model, guardrail and Region. */
export const USE_ACTIONS = [...APPLY_GUARDRAIL_ACTIONS, 'bedrock:CountTokens', ...INVOKE_ACTIONS] as const;

/** Start of a customization job. Only the tuning workflow has it, after it checked the examples. */
export const TRAINING_ACTIONS = ['bedrock:CreateModelCustomizationJob'] as const;

/** Finding passages of documents, which only the function of a knowledge base does. */
export const FINDING_ACTIONS = ['bedrock:GetDocumentContent', 'bedrock:Retrieve'] as const;

/**
 * All actions of Amazon Bedrock within the boundary. It is open for reads, which the policies of the roles limit: a managed
 * policy has at most 6,144 characters.
 */
export const BOUNDED_BEDROCK_ACTIONS = [
  ...CHANGE_ACTIONS,
  ...TRAINING_ACTIONS,
  ...USE_ACTIONS,
  'bedrock:Get*',
  'bedrock:List*',
] as const;
