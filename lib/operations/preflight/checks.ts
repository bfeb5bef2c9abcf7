import type { Check } from './check';
import { ACCESS_CHECK } from './check-access';
import { AGENTS_CHECK } from './check-agents';
import { BASE_MODELS_CHECK } from './check-base-models';
import { BOOTSTRAP_CHECK } from './check-bootstrap';
import { BUCKET_CHECK } from './check-bucket';
import { CONCURRENCY_CHECK } from './check-concurrency';
import { ENDPOINT_SERVICES_CHECK } from './check-endpoint-services';
import { LOGGING_CHECK } from './check-logging';
import { MARKETPLACE_CHECK } from './check-marketplace';
import { MODEL_QUOTAS_CHECK } from './check-model-quotas';
import { MODELS_CHECK } from './check-models';
import { NETWORK_QUOTAS_CHECK } from './check-network-quotas';
import { PROFILES_CHECK } from './check-profiles';
import { REGION_CHECK } from './check-region';
import { USE_CASE_CHECK } from './check-use-case';

/** Every check that needs an identity, in the order of the report. */
export const CHECKS: readonly Check[] = [
  REGION_CHECK,
  BOOTSTRAP_CHECK,
  MODELS_CHECK,
  BASE_MODELS_CHECK,
  ACCESS_CHECK,
  USE_CASE_CHECK,
  MARKETPLACE_CHECK,
  PROFILES_CHECK,
  MODEL_QUOTAS_CHECK,
  CONCURRENCY_CHECK,
  NETWORK_QUOTAS_CHECK,
  ENDPOINT_SERVICES_CHECK,
  BUCKET_CHECK,
  LOGGING_CHECK,
  AGENTS_CHECK,
];
