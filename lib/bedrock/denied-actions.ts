// IAM actions of Amazon Bedrock that are denied, as data. Compared with the same sources as those in actions.ts.

/**
 * Actions that the permissions boundary denies to every role: use of API keys, which work outside the network and after
 * a session; changes of guardrails, invocation logging, data retention and policies that share with other accounts.
 */
export const PROTECTED_ACTIONS = [
  'bedrock-mantle:CallWithBearerToken',
  'bedrock-mantle:PutAccountDataRetention',
  'bedrock:CallWithBearerToken',
  'bedrock:DeleteEnforcedGuardrailConfiguration',
  'bedrock:DeleteGuardrail',
  'bedrock:DeleteModelInvocationLoggingConfiguration',
  'bedrock:DeleteResourcePolicy',
  'bedrock:PutAccountDataRetention',
  'bedrock:PutEnforcedGuardrailConfiguration',
  'bedrock:PutModelInvocationLoggingConfiguration',
  'bedrock:PutResourcePolicy',
  'bedrock:UpdateGuardrail',
] as const;

/**
 * Inference other than `InvokeModel`, which neither the list of models nor the guardrail restricts: jobs and agents run
 * under roles of their own, other requests name no model. None supports the condition key `bedrock:GuardrailIdentifier`.
 * The permissions boundary denies them; a capability that needs one removes it here.
 */
export const UNLISTED_INFERENCE_ACTIONS = [
  'bedrock:AgenticRetrieveStream',
  'bedrock:CreateAdvancedPromptOptimizationJob',
  'bedrock:CreateEvaluationJob',
  'bedrock:CreateModelCopyJob',
  'bedrock:CreateModelEvaluationJob',
  'bedrock:CreateModelImportJob',
  'bedrock:CreateModelInvocationJob',
  'bedrock:CreatePromptRouter',
  'bedrock:GenerateQuery',
  'bedrock:InvokeAgent',
  'bedrock:InvokeBlueprintOptimizationAsync',
  'bedrock:InvokeBlueprintRecommendationAsync',
  'bedrock:InvokeBuilder',
  'bedrock:InvokeDataAutomation',
  'bedrock:InvokeDataAutomationAsync',
  'bedrock:InvokeDataAutomationLibraryIngestionJob',
  'bedrock:InvokeFlow',
  'bedrock:InvokeInlineAgent',
  'bedrock:InvokeTool',
  'bedrock:OptimizePrompt',
  'bedrock:StartFlowExecution',
] as const;

/**
 * Finding passages of documents. In a deployment with a knowledge base, the permissions boundary denies it to every role but
 * that of the function that asks. The other ways, such as `AgenticRetrieveStream`, are denied everywhere.
 */
export const RETRIEVAL_ACTIONS = [
  'bedrock:GetDocumentContent',
  'bedrock:Retrieve',
  'bedrock:RetrieveAndGenerate',
] as const;

/**
 * Changes of knowledge bases, their sources and documents, and their use by agents. In a deployment with a knowledge base,
 * the permissions boundary denies them: only CloudFormation changes a base, and documents come only from its bucket.
 */
export const KNOWLEDGE_CHANGE_ACTIONS = [
  'bedrock:AssociateAgentKnowledgeBase',
  'bedrock:AssociateThirdPartyKnowledgeBase',
  'bedrock:CreateDataSource',
  'bedrock:DeleteDataSource',
  'bedrock:DeleteKnowledgeBase',
  'bedrock:DeleteKnowledgeBaseDocuments',
  'bedrock:IngestKnowledgeBaseDocuments',
  'bedrock:UpdateAgentKnowledgeBase',
  'bedrock:UpdateDataSource',
  'bedrock:UpdateKnowledgeBase',
] as const;
