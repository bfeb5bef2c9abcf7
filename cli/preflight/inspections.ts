import type { Check } from './inspection';
import { ACCESS_CHECK } from './inspections/access';
import { AGENTS_CHECK } from './inspections/agents';
import { BASE_MODELS_CHECK } from './inspections/base-models';
import { BOOTSTRAP_CHECK } from './inspections/bootstrap';
import { BUCKET_CHECK } from './inspections/bucket';
import { CONCURRENCY_CHECK } from './inspections/concurrency';
import { ENDPOINT_SERVICES_CHECK } from './inspections/endpoint-services';
import { LOGGING_CHECK } from './inspections/logging';
import { MARKETPLACE_CHECK } from './inspections/marketplace';
import { MODEL_QUOTAS_CHECK } from './inspections/model-quotas';
import { MODELS_CHECK } from './inspections/models';
import { NETWORK_QUOTAS_CHECK } from './inspections/network-quotas';
import { PROFILES_CHECK } from './inspections/profiles';
import { REGION_CHECK } from './inspections/region';
import { USE_CASE_CHECK } from './inspections/use-case';

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
