import type { Rule } from './rule';
import { API_KEY_RULES } from './rules/access/api-key-rules';
import { IAM_RULES } from './rules/access/iam-rules';
import { KEY_USE_RULES } from './rules/access/key-use-rules';
import { RESOURCE_POLICY_RULES } from './rules/access/resource-policy-rules';
import { TRUST_RULES } from './rules/access/trust-rules';
import { BUCKET_RULES } from './rules/bucket-rules';
import { DEVELOPER_RULES } from './rules/developer-rules';
import { ENCRYPTION_RULES } from './rules/encryption-rules';
import { ENDPOINT_RULES } from './rules/endpoint-rules';
import { FUNCTION_RULES } from './rules/function-rules';
import { GUARDRAIL_RULES } from './rules/guardrail-rules';
import { HEALTHSCRIBE_RULES } from './rules/healthscribe-rules';
import { INVOCATION_RULES } from './rules/invocation-rules';
import { KNOWLEDGE_RULES } from './rules/knowledge-rules';
import { LOGGING_RULES } from './rules/logging-rules';
import { NETWORK_RULES } from './rules/network-rules';
import { WATCHING_RULES } from './rules/watching-rules';
import { WORKBENCH_RULES } from './rules/workbench-rules';

/** Every rule of the pack, by subject. */
export const RULES: readonly Rule[] = [
  ...INVOCATION_RULES,
  ...API_KEY_RULES,
  ...GUARDRAIL_RULES,
  ...ENCRYPTION_RULES,
  ...KNOWLEDGE_RULES,
  ...HEALTHSCRIBE_RULES,
  ...DEVELOPER_RULES,
  ...IAM_RULES,
  ...TRUST_RULES,
  ...KEY_USE_RULES,
  ...RESOURCE_POLICY_RULES,
  ...BUCKET_RULES,
  ...ENDPOINT_RULES,
  ...NETWORK_RULES,
  ...FUNCTION_RULES,
  ...LOGGING_RULES,
  ...WATCHING_RULES,
  ...WORKBENCH_RULES,
];
