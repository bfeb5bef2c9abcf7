/**
 * Kinds of data behind the API of Amazon Bedrock. Every action of Amazon Bedrock belongs to one of them, by its exact name:
 * an action that AWS adds is in none, and a test fails until somebody has decided.
 *
 * Source: output shapes of the service models (botocore 1.44.8), and the descriptions of the Service Authorization
 * Reference for the actions without a model.
 */
export type DataClass = keyof typeof DATA_CLASSES;

/** Actions of one kind of data: those that return it, and those that create, change, move, use or delete it. */
interface ActionsOfClass {
  /** Words of the sentences. */
  readonly words: string;
  readonly read: readonly string[];
  readonly write: readonly string[];
}

const names = (text: string): readonly string[] => text.split(/\s+/).map((name) => `bedrock:${name}`);

export const DATA_CLASSES = {
  settings: {
    words: 'settings, models, deployments and jobs',
    read: names(`GetAccountDataRetention GetAdvancedPromptOptimizationJob GetAgentAlias GetAgentKnowledgeBase
      GetAutomatedReasoningPolicy GetBlueprintOptimizationStatus GetCustomModel GetCustomModelDeployment
      GetDataAutomationLibrary GetDataAutomationLibraryIngestionJob GetDataAutomationProject GetDataAutomationStatus
      GetDataSource GetFlowAlias GetFoundationModel GetFoundationModelAvailability GetGuardrail GetImportedModel
      GetInferenceProfile GetKnowledgeBase GetMarketplaceModelEndpoint GetModelCopyJob
      GetModelCustomizationJob GetModelImportJob GetModelInvocationJob GetModelInvocationLoggingConfiguration
      GetPromptRouter GetProvisionedModelThroughput GetResourcePolicy GetUseCaseForModelAccess
      ListAdvancedPromptOptimizationJobs ListAgentActionGroups ListAgentAliases ListAgentKnowledgeBases
      ListAgentVersions ListAgents ListAsyncInvokes ListAutomatedReasoningPolicies
      ListAutomatedReasoningPolicyBuildWorkflows ListBlueprints ListCustomModelDeployments ListCustomModels
      ListDataAutomationLibraries ListDataAutomationLibraryIngestionJobs ListDataAutomationProjects ListDataSources
      ListEnforcedGuardrailsConfiguration ListEvaluationJobs ListFlowAliases ListFlowExecutions ListFlowVersions
      ListFlows ListFoundationModelAgreementOffers ListFoundationModels ListGuardrails ListImportedModels
      ListInferenceProfiles ListIngestionJobs ListInvocationSteps ListInvocations ListKnowledgeBases
      ListMarketplaceModelEndpoints ListModelCopyJobs ListModelCustomizationJobs ListModelEvaluationJobs
      ListModelImportJobs ListModelInvocationJobs ListPromptRouters ListPrompts
      ListProvisionedModelThroughputs ListRetrievalInstructionVersions ListRetrievalInstructions ListSessions
      ListTagsForResource`),
    write: names(`CreateCustomModelDeployment CreateFoundationModelAgreement CreateGuardrail CreateGuardrailVersion
      CreateInferenceProfile DeleteCustomModel DeleteCustomModelDeployment DeleteFoundationModelAgreement
      DeleteInferenceProfile DeleteProvisionedModelThroughput PutFoundationModelEntitlement PutUseCaseForModelAccess
      StopModelCustomizationJob TagResource UntagResource`),
  },
  controls: {
    words: 'controls: guardrails in use, invocation logging, retention, sharing, API keys, projects',
    read: names(`GetAccountDataRetentionStorage GetOrganizationDataRetentionStorage GetProject GetProjectDataRetentionStorage
      GetTrustedAccessProgram GetTrustedAccessProgramAccountEnrollment GetTrustedAccessProgramOrganizationEnrollment
      GetTrustedAccessProgramProjectEnrollment GetVpcConfiguration ListProjects ListTrustedAccessPrograms
      ListVpcConfigurations`),
    write:
      names(`AllowVendedLogDeliveryForResource ArchiveProject CallWithBearerToken CreateProject CreateVpcConfiguration
      DeleteAccountDataRetentionStorage DeleteEnforcedGuardrailConfiguration DeleteGuardrail
      DeleteModelInvocationLoggingConfiguration DeleteOrganizationDataRetentionStorage
      DeleteProjectDataRetentionStorage DeleteResourcePolicy DeleteVpcConfiguration PutAccountDataRetention
      PutAccountDataRetentionStorage PutEnforcedGuardrailConfiguration PutModelInvocationLoggingConfiguration
      PutOrganizationDataRetentionStorage PutProjectDataRetentionStorage PutResourcePolicy
      PutTrustedAccessProgramAccountEnrollment PutTrustedAccessProgramOrganizationEnrollment
      PutTrustedAccessProgramProjectEnrollment StartTrustedAccessProgramAccountApplication
      StartTrustedAccessProgramOrganizationApplication StartTrustedAccessProgramProjectApplication UpdateGuardrail
      UpdateProject`),
  },
  routes: {
    words: 'the model behind an ARN',
    read: [],
    write: names(`CreateMarketplaceModelEndpoint CreatePromptRouter DeleteMarketplaceModelAgreement
      DeleteMarketplaceModelEndpoint DeletePromptRouter DeregisterMarketplaceModelEndpoint
      RegisterMarketplaceModelEndpoint UpdateCustomModelDeployment UpdateMarketplaceModelEndpoint
      UpdateProvisionedModelThroughput`),
  },
  capacity: {
    words: 'capacity that is billed by the hour',
    read: [],
    write: names('CreateProvisionedModelThroughput'),
  },
  weights: {
    words: 'custom models: trained, imported or copied',
    read: [],
    write: names(
      'CreateCustomModel CreateModelCopyJob CreateModelCustomizationJob CreateModelImportJob DeleteImportedModel',
    ),
  },
  conversations: {
    words: 'conversations: sessions, memories, and what agents, flows and asynchronous calls were asked',
    read: names(`GetAgentMemory GetAsyncInvoke GetExecutionFlowSnapshot GetFlowExecution GetInvocationStep GetInvoke GetSession
      ListFlowExecutionEvents`),
    write: names(`CancelInvoke CreateInvocation CreateSession DeleteAgentMemory DeleteInvoke DeleteSession EndSession
      PutInvocationStep StopFlowExecution UpdateSession`),
  },
  documents: {
    words: 'documents: of knowledge bases, of automated reasoning, of data automation',
    read: names(`CheckIngestedDocumentAcl ExportAutomatedReasoningPolicyVersion GetAutomatedReasoningPolicyAnnotations
      GetAutomatedReasoningPolicyBuildWorkflow GetAutomatedReasoningPolicyBuildWorkflowResultAssets
      GetAutomatedReasoningPolicyNextScenario GetAutomatedReasoningPolicyTestCase
      GetAutomatedReasoningPolicyTestResult GetBlueprintRecommendation GetDataAutomationLibraryEntity
      GetDataSourceAuthorizationUrl GetDocumentContent GetIngestedDocumentAcl GetIngestionJob GetKnowledgeBaseDocuments
      ListAutomatedReasoningPolicyTestCases ListAutomatedReasoningPolicyTestResults ListDataAutomationLibraryEntities
      ListKnowledgeBaseDocuments Retrieve`),
    write: names(`AssociateThirdPartyKnowledgeBase CancelAutomatedReasoningPolicyBuildWorkflow CopyBlueprintStage
      CreateAutomatedReasoningPolicy CreateAutomatedReasoningPolicyTestCase CreateAutomatedReasoningPolicyVersion
      CreateBlueprint CreateBlueprintVersion CreateDataAutomationLibrary CreateDataAutomationProject CreateDataSource
      CreateDataSourceToken CreateKnowledgeBase CreateRetrievalInstruction CreateRetrievalInstructionVersion
      DeleteAutomatedReasoningPolicy DeleteAutomatedReasoningPolicyBuildWorkflow
      DeleteAutomatedReasoningPolicyTestCase DeleteBlueprint DeleteDataAutomationLibrary DeleteDataAutomationProject
      DeleteDataSource DeleteKnowledgeBase DeleteKnowledgeBaseDocuments DeleteRetrievalInstruction
      IngestKnowledgeBaseDocuments StartAutomatedReasoningPolicyBuildWorkflow
      StartAutomatedReasoningPolicyTestWorkflow StartIngestionJob StopIngestionJob UpdateAutomatedReasoningPolicy
      UpdateAutomatedReasoningPolicyAnnotations UpdateAutomatedReasoningPolicyTestCase UpdateBlueprint
      UpdateDataAutomationLibrary UpdateDataAutomationProject UpdateDataSource UpdateKnowledgeBase
      UpdateRetrievalInstruction`),
  },
  prompts: {
    words: 'prompts: of agents, flows, evaluations and prompt management',
    read: names(`GetAgent GetAgentActionGroup GetAgentCollaborator GetAgentVersion GetBlueprint GetEvaluationJob GetFlow
      GetFlowVersion GetModelEvaluationJob GetPrompt GetRetrievalInstruction ListAgentCollaborators RenderPrompt`),
    write: names(`AssociateAgentCollaborator AssociateAgentKnowledgeBase BatchDeleteAdvancedPromptOptimizationJob
      BatchDeleteEvaluationJob CreateAgent CreateAgentActionGroup CreateAgentAlias CreateFlow CreateFlowAlias
      CreateFlowVersion CreatePrompt CreatePromptVersion DeleteAgent DeleteAgentActionGroup DeleteAgentAlias
      DeleteAgentVersion DeleteFlow DeleteFlowAlias DeleteFlowVersion DeletePrompt DisassociateAgentCollaborator
      DisassociateAgentKnowledgeBase PrepareAgent PrepareFlow StopAdvancedPromptOptimizationJob StopEvaluationJob
      StopModelInvocationJob UpdateAgent UpdateAgentActionGroup UpdateAgentAlias UpdateAgentCollaborator
      UpdateAgentKnowledgeBase UpdateFlow UpdateFlowAlias UpdatePrompt ValidateFlowDefinition`),
  },
  answers: {
    words: 'answers by another way than InvokeModel: agents, flows, batches, routers, evaluations, automation',
    read: [],
    write: names(`AgenticRetrieveStream Converse ConverseStream CreateAdvancedPromptOptimizationJob CreateEvaluationJob
      CreateModelEvaluationJob CreateModelInvocationJob DetectGeneratedContent GenerateQuery InvokeAgent
      InvokeAutomatedReasoningPolicy InvokeBlueprintOptimizationAsync InvokeBlueprintRecommendationAsync InvokeBuilder
      InvokeDataAutomation InvokeDataAutomationAsync InvokeDataAutomationLibraryIngestionJob InvokeFlow
      InvokeGuardrailChecks InvokeInlineAgent InvokeModelWithBidirectionalStream InvokeTool OptimizePrompt Rerank
      RetrieveAndGenerate RetrieveAndGenerateStream StartAsyncInvoke StartFlowExecution`),
  },
  /** Restricted by model, guardrail and Region instead of by name; sentences of their own decide them. */
  models: {
    words: 'models of the row',
    read: [],
    write: names('ApplyGuardrail CountTokens InvokeModel InvokeModelWithResponseStream'),
  },
} as const satisfies Record<string, ActionsOfClass>;

/** Every classified action, in order. */
export const classifiedActions = (): readonly string[] =>
  Object.values(DATA_CLASSES)
    .flatMap(({ read, write }: ActionsOfClass) => [...read, ...write])
    .sort();
