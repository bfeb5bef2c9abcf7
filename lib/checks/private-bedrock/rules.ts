import { API_KEY_RULES } from './api-key-rules';
import { BUCKET_RULES } from './bucket-rules';
import { ENCRYPTION_RULES } from './encryption-rules';
import { ENDPOINT_RULES } from './endpoint-rules';
import { FUNCTION_RULES } from './function-rules';
import { GUARDRAIL_RULES } from './guardrail-rules';
import { IAM_RULES } from './iam-rules';
import { INVOCATION_RULES } from './invocation-rules';
import { KEY_USE_RULES } from './key-use-rules';
import { KNOWLEDGE_RULES } from './knowledge-rules';
import { LOGGING_RULES } from './logging-rules';
import { NETWORK_RULES } from './network-rules';
import { RESOURCE_POLICY_RULES } from './resource-policy-rules';
import type { Rule } from './rule';
import { TRUST_RULES } from './trust-rules';

/** Every rule of the pack, by subject. */
export const RULES: readonly Rule[] = [
  ...INVOCATION_RULES,
  ...API_KEY_RULES,
  ...GUARDRAIL_RULES,
  ...ENCRYPTION_RULES,
  ...KNOWLEDGE_RULES,
  ...IAM_RULES,
  ...TRUST_RULES,
  ...KEY_USE_RULES,
  ...RESOURCE_POLICY_RULES,
  ...BUCKET_RULES,
  ...ENDPOINT_RULES,
  ...NETWORK_RULES,
  ...FUNCTION_RULES,
  ...LOGGING_RULES,
];
