/** Settings that a function needs to run. */
export interface FunctionSettings {
  readonly name: string;
  /** Folder of the unzipped code. */
  readonly folder: string;
  /** Module and export, such as `index.handler`. */
  readonly handler: string;
  /** Deployed variables. Lambda's own are added; variables of this machine are not. */
  readonly environment: Readonly<Record<string, string>>;
  /** @default 128 */
  readonly memoryMiB?: number;
  /** @default us-east-1 */
  readonly region?: string;
}

/**
 * Returns a function's variables with those that Lambda adds
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html), and the constant part of its context.
 * Credentials are dummies unless the function has its own. Configuration files of this machine are not readable.
 */
export function lambdaEnvironment(settings: FunctionSettings) {
  const { name, folder, handler, environment, memoryMiB = 128, region = 'us-east-1' } = settings;
  const context = {
    functionName: name,
    functionVersion: '$LATEST',
    memoryLimitInMB: String(memoryMiB),
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: 'local',
  };
  return {
    context,
    environment: {
      AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'dummy',
      AWS_SESSION_TOKEN: 'dummy',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      ...environment,
      _HANDLER: handler,
      AWS_DEFAULT_REGION: region,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: context.memoryLimitInMB,
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_VERSION: context.functionVersion,
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: context.logGroupName,
      AWS_LAMBDA_LOG_STREAM_NAME: context.logStreamName,
      AWS_REGION: region,
      LAMBDA_TASK_ROOT: folder,
      LANG: 'en_US.UTF-8',
      PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
      TZ: ':UTC',
    },
  };
}
