import type { Inspection } from './inspection';
import { ACCESS_INSPECTION } from './inspections/access';
import { AGENTS_INSPECTION } from './inspections/agents';
import { BOOTSTRAP_INSPECTION } from './inspections/bootstrap';
import { BUCKET_INSPECTION } from './inspections/bucket';
import { CONCURRENCY_INSPECTION } from './inspections/concurrency';
import { DATA_RETENTION_INSPECTION } from './inspections/data-retention';
import { DEVELOPER_LOGS_INSPECTION } from './inspections/developer-logs';
import { LOGGING_INSPECTION } from './inspections/logging';
import { BASE_MODELS_INSPECTION } from './inspections/models/base-models';
import { MARKETPLACE_INSPECTION } from './inspections/models/marketplace';
import { MODEL_QUOTAS_INSPECTION } from './inspections/models/model-quotas';
import { MODELS_INSPECTION } from './inspections/models/models';
import { PROFILES_INSPECTION } from './inspections/models/profiles';
import { USE_CASE_INSPECTION } from './inspections/models/use-case';
import { ENDPOINT_SERVICES_INSPECTION } from './inspections/network/endpoint-services';
import { EXISTING_VPC_INSPECTION } from './inspections/network/existing-vpc';
import { NETWORK_QUOTAS_INSPECTION } from './inspections/network/network-quotas';
import { REUSED_ENDPOINTS_INSPECTION } from './inspections/network/reused-endpoints';
import { PERMISSIONS_BOUNDARY_INSPECTION } from './inspections/permissions-boundary';
import { REGION_INSPECTION } from './inspections/region';
import { SUBSCRIBERS_INSPECTION } from './inspections/subscribers';
import { LEFTOVERS_INSPECTION } from './leftovers/leftovers';

/** Inspections that need a caller identity, in the order of the report. */
export const INSPECTIONS: readonly Inspection[] = [
  REGION_INSPECTION,
  BOOTSTRAP_INSPECTION,
  PERMISSIONS_BOUNDARY_INSPECTION,
  MODELS_INSPECTION,
  BASE_MODELS_INSPECTION,
  ACCESS_INSPECTION,
  USE_CASE_INSPECTION,
  MARKETPLACE_INSPECTION,
  PROFILES_INSPECTION,
  MODEL_QUOTAS_INSPECTION,
  CONCURRENCY_INSPECTION,
  NETWORK_QUOTAS_INSPECTION,
  EXISTING_VPC_INSPECTION,
  REUSED_ENDPOINTS_INSPECTION,
  ENDPOINT_SERVICES_INSPECTION,
  BUCKET_INSPECTION,
  LEFTOVERS_INSPECTION,
  LOGGING_INSPECTION,
  SUBSCRIBERS_INSPECTION,
  DEVELOPER_LOGS_INSPECTION,
  DATA_RETENTION_INSPECTION,
  AGENTS_INSPECTION,
];
