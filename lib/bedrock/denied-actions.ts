// IAM actions of Amazon Bedrock that are denied, as data. Compared as those in actions.ts were.

/**
 * What the permissions boundary denies to every persona: API keys, which leave the network and outlive a session;
 * guardrails and invocation logs, which watch the personas themselves; policies that share with other accounts;
 * what Bedrock keeps of a request.
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
 * Ways to an answer of a model that are not `InvokeModel`, so that neither the list of models nor the guardrail holds
 * for them: jobs and agents run under roles of their own, others name no model at all. None supports the condition key
 * `bedrock:GuardrailIdentifier`. The permissions boundary denies them; a capability that needs one opens that one.
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

/** What AmazonBedrockReadOnly reads beyond settings: conversations, memories, documents, prompts, answers. */
export const CONVERSATION_READ_ACTIONS = [
  'bedrock:GetAgentMemory',
  'bedrock:GetAsyncInvoke',
  'bedrock:GetDocumentContent',
  'bedrock:GetExecutionFlowSnapshot',
  'bedrock:GetFlowExecution',
  'bedrock:GetInvocationStep',
  'bedrock:GetInvoke',
  'bedrock:GetKnowledgeBaseDocuments',
  'bedrock:GetPrompt',
  'bedrock:GetSession',
  'bedrock:ListFlowExecutionEvents',
] as const;
