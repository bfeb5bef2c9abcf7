/**
 * The constructs, for people who want one of them in an app of their own. The only barrel of this project:
 * inside it every file imports what it needs from where it stands.
 */

export { assertDeployments, checkDeployments } from '../domain/deployment/check';
export { ConfigError } from '../domain/deployment/config-error';
export type { DeploymentConfig, ModelReference } from '../domain/deployment/deployment';
export { type InvocableModel, invocableModel } from '../domain/models/invocable-model';
export { BEDROCK_PLANES, type BedrockPlane } from '../domain/models/planes';
export { checkTemplates, type Finding } from '../domain/rule-pack/check-templates';
export type { Rule, Verdict } from '../domain/rule-pack/rule';
export { RULES } from '../domain/rule-pack/rules';
export type { AppResources, Located } from '../domain/template/app-resources';
export type { Template, TemplateResource, Templates } from '../domain/template/template';
export { Administrator } from './access/administrator';
export { BreakGlassRole, type BreakGlassRoleProps } from './access/break-glass-role';
export { Invoker } from './access/invoker';
export { PermissionsBoundary, type PermissionsBoundaryProps } from './access/permissions-boundary';
export { Persona, type PersonaProps } from './access/persona';
export { Reader } from './access/reader';
export { lambdaTrust, serviceTrust } from './access/service-trust';
export { Tuner } from './access/tuner';
export { denyInvokeBeside } from './bedrock/deny-invoke';
export { type AppliedGuardrail, grantInvoke, invokeStatements } from './bedrock/grant-invoke';
export { Guardrail, type GuardrailProps } from './bedrock/guardrail';
export { acknowledge } from './checks/acknowledge';
export { PrivateBedrockChecks } from './checks/private-bedrock-checks';
export { addRulePacks } from './checks/rule-packs';
export { CustomerManagedKey, type CustomerManagedKeyProps } from './encryption/customer-managed-key';
export { grantKeyThrough } from './encryption/key-grant';
export { CustomizationRole, type CustomizationRoleProps } from './fine-tuning/customization-role';
export { InferenceFunction, type InferenceFunctionProps } from './inference/inference-function';
export { FlowLogs, type FlowLogsProps } from './network/flow-logs';
export { IsolatedVpc, type IsolatedVpcProps } from './network/isolated-vpc';
export type { Network } from './network/network';
export { PrivateEndpoints, type PrivateEndpointsProps } from './network/private-endpoints';
export { SecurityGroups, type SecurityGroupsProps } from './network/security-groups';
export { PrivateBedrock } from './private-bedrock';
export { AccessLogBucket, type AccessLogBucketProps } from './storage/access-log-bucket';
export { FineTuningBucket, type FineTuningBucketProps } from './storage/fine-tuning-bucket';
export { SecureBucket, type SecureBucketProps } from './storage/secure-bucket';
