/**
 * Public constructs. Only this file, lib/checks/index.ts and cli/index.ts, the entries of the package, re-export: every
 * other file imports from the file that exports.
 */

export type {
  AccountConfig,
  Audited,
  EnforcedGuardrailConfig,
  LoggedKind,
  LoggingConfig,
} from '../domain/account/account-config';
export type { LoggingSetting } from '../domain/account/logging-setting';
export { assertAccounts, validateAccounts } from '../domain/account/validate-account';
export type { NoteTemplate } from '../domain/clinical-note/note-templates';
export type {
  ApplicationService,
  ApplicationsConfig,
  TeamConfig,
} from '../domain/deployment/config/applications-config';
export type { DeveloperConfig, McpServer } from '../domain/deployment/config/developer-config';
export type { ExistingEndpoint, ExistingNetwork, ExistingSubnet } from '../domain/deployment/config/existing-network';
export type { FineTuningConfig } from '../domain/deployment/config/fine-tuning-config';
export type { HealthScribeConfig } from '../domain/deployment/config/health-scribe-config';
export type { InferenceConfig } from '../domain/deployment/config/inference-config';
export type { AgentAliasConfig, AgentConfig, KnowledgeConfig } from '../domain/deployment/config/knowledge-config';
export type { NewNetwork } from '../domain/deployment/config/new-network';
export type { ModelQuota, ObservabilityConfig } from '../domain/deployment/config/observability-config';
export type { PermissionsBoundaryConfig } from '../domain/deployment/config/permissions-boundary-config';
export type { BreakGlassConfig, PersonaConfig, PersonasConfig } from '../domain/deployment/config/personas-config';
export type {
  AnomalyConfig,
  BudgetApproval,
  BudgetConfig,
  CostTag,
  ModelPrice,
  SpendConfig,
} from '../domain/deployment/config/spend-config';
export type { TrustedPrincipals } from '../domain/deployment/config/trusted-principals';
export type { WorkbenchConfig } from '../domain/deployment/config/workbench-config';
export { type ConfigCode, ConfigError, type Problem as ConfigProblem } from '../domain/deployment/config-error';
export type { DeploymentConfig } from '../domain/deployment/deployment';
export type { CountedTokens, SpendAlarm } from '../domain/deployment/spend/spend-alarms';
export type { StoppedFunction } from '../domain/deployment/spend/stopped-functions';
export { assertDeployments, validateDeployments } from '../domain/deployment/validate-deployments';
export type {
  ContentFilter,
  ContextualGrounding,
  DeniedTopic,
  GuardrailConfig,
  GuardrailRegex,
  GuardrailTier,
} from '../domain/guardrail/guardrail-config';
export type { TokenKind } from '../domain/metrics/token-metrics';
export type { DeclaredModel } from '../domain/models/declared-model';
export {
  type InvocableKind,
  type InvocableModel,
  type InvokeEnvironment,
  type InvokeTarget,
  invocableModel,
} from '../domain/models/invocable-model';
export type { ApplicationProfileReference, ModelReference } from '../domain/models/model-reference';
export { BEDROCK_PLANES, type BedrockPlane } from '../domain/models/planes';
export type { AlarmKind } from '../domain/observability/alarm-kinds';
export { type ExitCode, OperatorError } from '../domain/operator-error';
export type { OrganizationConfig } from '../domain/organization/organization-config';
export { assertOrganizations, validateOrganizations } from '../domain/organization/validate-organization';
export type { InstanceType } from '../domain/workbench/instance-types';
export type { WorkbenchService } from '../domain/workbench/services';
export { BedrockAdministrator } from './access/bedrock-administrator';
export { BedrockApplication, type BedrockApplicationProps } from './access/bedrock-application';
export { BedrockCurator } from './access/bedrock-curator';
export { BedrockInvoker, type BedrockInvokerProps } from './access/bedrock-invoker';
export { BedrockPersona, type BedrockPersonaProps } from './access/bedrock-persona';
export { BedrockReader } from './access/bedrock-reader';
export { BedrockTuner } from './access/bedrock-tuner';
export { BedrockDenyPolicies } from './access/boundary/bedrock-deny-policies';
export {
  BedrockPermissionsBoundary,
  type BedrockPermissionsBoundaryProps,
} from './access/boundary/bedrock-permissions-boundary';
export type { BoundaryDelegation, BoundaryKnowledge } from './access/boundary/boundary-knowledge';
export { BreakGlassRole, type BreakGlassRoleProps } from './access/break-glass-role';
export { HealthScribeClinician, type HealthScribeClinicianProps } from './access/health-scribe-clinician';
export type { NamedPersonaProps } from './access/named-persona';
export { SignedNotesReader, type SignedNotesReaderProps } from './access/signed-notes-reader';
export { AccountBoundary, type AccountBoundaryProps } from './account/account-boundary';
export { AccountAuditor, AccountOperator, type AccountRoleProps } from './account/account-roles';
export { AuditTrail, type AuditTrailProps } from './account/audit-trail';
export { EnforcedGuardrail, type EnforcedGuardrailProps } from './account/enforced-guardrail';
export { PromptKey, type PromptKeyProps } from './account/prompt-key';
export { PromptLogs, type PromptLogsProps } from './account/prompt-logs';
export { SettingsWorkflow, type SettingsWorkflowProps } from './account/settings-workflow';
export {
  type AppliedGuardrail,
  grantInvoke,
  type InvokeOptions,
  type PolicyConditions,
} from './bedrock/grant-invoke';
export { Guardrail, type GuardrailProps } from './bedrock/guardrail';
export { TeamProfile, type TeamProfileProps } from './bedrock/team-profile';
export { DeveloperBoundary } from './developer/developer-boundary';
export { DeveloperBucket, type DeveloperBucketProps } from './developer/developer-bucket';
export { DeveloperDenyPolicies } from './developer/developer-deny-policies';
export { DeveloperKey, type DeveloperKeyProps } from './developer/developer-key';
export { DeveloperAuditor, DeveloperReportReader, type DeveloperRoleProps } from './developer/developer-roles';
export type { DeveloperBoundaryProps } from './developer/developer-statements';
export { CustomerManagedKey, type CustomerManagedKeyProps } from './encryption/customer-managed-key';
export { CustomizationRole, type CustomizationRoleProps } from './fine-tuning/customization-role';
export { ManifestUploadRule, type ManifestUploadRuleProps } from './fine-tuning/manifest-upload-rule';
export { TuningFunction, type TuningFunctionProps } from './fine-tuning/tuning-function';
export { TuningWorkflow, type TuningWorkflowProps } from './fine-tuning/tuning-workflow';
export { VpcFunction, type VpcFunctionDefinition, type VpcFunctionProps } from './functions/vpc-function';
export { ClinicalBoundary } from './healthscribe/boundary/clinical-boundary';
export { ClinicalDenyPolicies } from './healthscribe/boundary/clinical-deny-policies';
export type { ClinicalBoundaryProps } from './healthscribe/boundary/clinical-statements';
export {
  CheckAudioFunction,
  type CheckAudioFunctionProps,
  type ScribeFunctionProps,
} from './healthscribe/check-audio-function';
export type { ClinicalBucketProps } from './healthscribe/clinical-bucket';
export { DataAccessRole, type DataAccessRoleProps } from './healthscribe/data-access-role';
export { MakeDraftFunction, type MakeDraftFunctionProps } from './healthscribe/make-draft-function';
export { NoticeTopic, type NoticeTopicProps } from './healthscribe/notice-topic';
export { PatientBucket } from './healthscribe/patient-bucket';
export { PatientKey, type PatientKeyProps } from './healthscribe/patient-key';
export { PatientTrail, type PatientTrailProps } from './healthscribe/patient-trail';
export { PurgeFunction, type PurgeFunctionProps } from './healthscribe/purge-function';
export { PurgeRecordsBucket } from './healthscribe/purge-records-bucket';
export { PurgeAlarms, type PurgeAlarmsProps } from './healthscribe/purging/purge-alarms';
export { PurgingWorkflow, type PurgingWorkflowProps } from './healthscribe/purging/purging-workflow';
export { StoppedRule, type StoppedRuleProps } from './healthscribe/purging/stopped-rule';
export { RecordingRule, type RecordingRuleProps } from './healthscribe/recording-rule';
export { ScribingWorkflow, type ScribingWorkflowProps } from './healthscribe/scribing-workflow';
export { SignedNotesBucket, type SignedNotesBucketProps } from './healthscribe/signed-notes-bucket';
export { RolePolicy, type RolePolicyProps } from './iam/role-policy';
export { InferenceFunction, type InferenceFunctionProps } from './inference/inference-function';
export { DailySync, type DailySyncProps } from './knowledge/daily-sync';
export { DelegatedFunction, type DelegatedFunctionProps } from './knowledge/delegated-function';
export { DocumentEvents, type DocumentEventsProps } from './knowledge/document-events';
export { DocumentsBucket, type DocumentsBucketProps } from './knowledge/documents-bucket';
export { IngestionFunction, type IngestionFunctionProps } from './knowledge/ingestion-function';
export { IngestionWorkflow, type IngestionWorkflowProps } from './knowledge/ingestion-workflow';
export { type Chunking, KnowledgeBase, type KnowledgeBaseProps } from './knowledge/knowledge-base';
export { KnowledgeBaseRole, type KnowledgeBaseRoleProps } from './knowledge/knowledge-base-role';
export { KnowledgeFunction, type KnowledgeFunctionProps } from './knowledge/knowledge-function';
export { type Embedding, VectorStore, type VectorStoreProps } from './knowledge/vector-store';
export type {
  DelegatedCalls,
  EndpointPolicyContext,
  PurgeThroughEndpoint,
  Retrieval,
  S3Deletions,
} from './network/endpoint-policies';
export { IsolatedVpc, type IsolatedVpcProps } from './network/isolated-vpc';
export { PrivateEndpoints, type PrivateEndpointsProps } from './network/private-endpoints';
export type { PrivateNetwork } from './network/private-network';
export { PrivateSecurityGroups, type PrivateSecurityGroupsProps } from './network/private-security-groups';
export { VpcFlowLogs, type VpcFlowLogsProps } from './network/vpc-flow-logs';
export type { AlarmSettings } from './observability/alarm-properties';
export { AlarmTopic, type AlarmTopicProps } from './observability/alarm-topic';
export { Alarms, type AlarmsProps } from './observability/alarms';
export type { Chart, Line } from './observability/charts';
export { Dashboard, type DashboardProps } from './observability/dashboard';
export type { DashboardSettings } from './observability/dashboard-body';
export type { Metric, Signal } from './observability/signals/signal';
export { PrivateBedrock } from './private-bedrock';
export { PrivateBedrockAccount } from './private-bedrock-account';
export { PrivateBedrockOrganization } from './private-bedrock-organization';
export { SpendBoundary } from './spend/boundary/spend-boundary';
export { SpendDenyPolicies } from './spend/boundary/spend-deny-policies';
export type { SpendBoundaryProps } from './spend/boundary/spend-statements';
export { BreakerOperator, type BreakerOperatorProps } from './spend/breaker-operator';
export { BreakerRule, type BreakerRuleProps } from './spend/breaker-rule';
export { BreakerWorkflow, type BreakerWorkflowProps, type NotifiedTopic } from './spend/breaker-workflow';
export { BudgetStop, type BudgetStopProps } from './spend/budget-stop';
export { CostAnomalies, type CostAnomaliesProps } from './spend/cost-anomalies';
export { SpendAlarms, type SpendAlarmsProps } from './spend/spend-alarms';
export type { SpendTargets } from './spend/spend-targets';
export { StopPolicy } from './spend/stop-policy';
export { AccessLogBucket, type AccessLogBucketProps } from './storage/access-log-bucket';
export type { OnlyNetwork } from './storage/data-bucket';
export { DataEventTrail, type DataEventTrailProps } from './storage/data-event-trail';
export { FineTuningBucket, type FineTuningBucketProps, type VpcOnly } from './storage/fine-tuning-bucket';
export { SecureBucket, type SecureBucketProps } from './storage/secure-bucket';
export { WorkbenchBoundary } from './workbench/boundary/workbench-boundary';
export { WorkbenchDenyPolicies } from './workbench/boundary/workbench-deny-policies';
export type { WorkbenchBoundaryProps } from './workbench/boundary/workbench-statements';
export { Notebook, type NotebookProps } from './workbench/notebook';
export { NotebookRole, type NotebookRoleProps } from './workbench/notebook-role';
export { Scientist, type ScientistProps } from './workbench/scientist';
export type { WorkbenchDoors } from './workbench/workbench-doors';
export { WorkbenchEndpoints, type WorkbenchEndpointsProps } from './workbench/workbench-endpoints';
export type { WorkflowNames } from './workflow/workflow';
