import { DEVELOPER_CASES } from '../developer-cases';
import { API_KEY_CASES } from './api-key';
import { ENCRYPTION_CASES } from './encryption';
import { EVASION_CASES } from './evasions';
import { FUNCTION_CASES } from './function';
import { GUARDRAIL_CASES } from './guardrail';
import { HEALTHSCRIBE_CASES } from './healthscribe';
import { IAM_CASES } from './iam';
import { INVOCATION_CASES } from './invocation';
import { KNOWLEDGE_CASES } from './knowledge';
import { NETWORK_CASES } from './network';
import { POLICY_CASES } from './policies';
import { TRUST_CASES } from './trust';
import { WATCHING_CASES } from './watching';
import { WORKBENCH_CASES } from './workbench';

/** The cases of every rule. */
export const CASES = [
  ...API_KEY_CASES,
  ...DEVELOPER_CASES,
  ...ENCRYPTION_CASES,
  ...EVASION_CASES,
  ...FUNCTION_CASES,
  ...GUARDRAIL_CASES,
  ...HEALTHSCRIBE_CASES,
  ...IAM_CASES,
  ...INVOCATION_CASES,
  ...KNOWLEDGE_CASES,
  ...NETWORK_CASES,
  ...POLICY_CASES,
  ...TRUST_CASES,
  ...WATCHING_CASES,
  ...WORKBENCH_CASES,
];
