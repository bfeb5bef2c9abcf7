import type { Environment } from './figure';

/** Major version of Node of the function's Lambda runtime. */
export const FUNCTION_NODE = 24;

/** Environment of the function: dummy credentials, and no configuration files of this machine. */
export const functionEnvironment = (modelIds: readonly string[], endpoint = 'http://localhost:1'): Environment => ({
  ALLOWED_MODELS: JSON.stringify(modelIds),
  MAX_REQUEST_BYTES: '4194304',
  DEPLOYMENT: 'bench',
  AWS_REGION: 'us-east-1',
  AWS_ENDPOINT_URL_BEDROCK_RUNTIME: endpoint,
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'dummy',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
});
