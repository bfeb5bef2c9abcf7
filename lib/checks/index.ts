/**
 * Rule pack, for the CDK and for plain templates: the entry `private-bedrock/checks` of the package. Apart from the
 * constructs, since it needs cdk-nag.
 */

export { checkTemplates, type Finding as PrivateBedrockFinding } from '../../domain/rule-pack/check-templates';
export type { Rule as PrivateBedrockRule, Verdict as PrivateBedrockVerdict } from '../../domain/rule-pack/rule';
export { RULES as PRIVATE_BEDROCK_RULES } from '../../domain/rule-pack/rules';
export type { AppResources, Located as LocatedResource } from '../../domain/template/app-resources';
export type {
  Template as CloudFormationTemplate,
  TemplateResource,
  Templates as CloudFormationTemplates,
} from '../../domain/template/template';
export { type Acknowledgement, acknowledge } from './acknowledge';
export { PrivateBedrockChecks } from './private-bedrock-checks';
export { addRulePacks } from './rule-packs';
