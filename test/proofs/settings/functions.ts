import { ACCOUNT } from '../model/physical-ids';
import { type Context, holds, is, isOneOf, never, reachability, type Settings, same, tags, words } from './setting';

const MIB = 1024 * 1024;

/** What the inference function is told: its contract, and nothing more. */
function environment({ config, deployment, resolver }: Context): Readonly<Record<string, unknown>> {
  const of = (type: string, attribute: string) =>
    resolver.resources
      .filter(({ resource }) => resource.Type === type)
      .map((placed) => resolver.attributeOf(placed, attribute))[0];
  const models = config.models.map((model) => (typeof model === 'string' ? model : model.applicationProfileArn));
  return {
    DEPLOYMENT: deployment,
    ALLOWED_MODELS: JSON.stringify(models),
    MAX_REQUEST_BYTES: String(config.inference?.maxRequestBytes ?? 4 * MIB),
    ...(config.guardrail && {
      GUARDRAIL_ID: of('AWS::Bedrock::Guardrail', 'GuardrailId'),
      GUARDRAIL_VERSION: of('AWS::Bedrock::GuardrailVersion', 'Version'),
    }),
  };
}

const sorted = (value: unknown) => Object.entries((value ?? {}) as object).sort();

/** The first Node.js that is not out of support on 2026-11-24. Source: AWS Lambda Developer Guide, lambda-runtimes. */
const OLDEST_NODE = 22;

export const FUNCTIONS: Readonly<Record<string, Settings>> = {
  'AWS::Lambda::Function': {
    Architectures: { free: 'a matter of price' },
    Code: holds('the code comes from the bucket of the CDK in this account', (value, { config }) => {
      const { S3Bucket, S3Key } = value as Readonly<Record<string, unknown>>;
      return (
        S3Bucket === `cdk-hnb659fds-assets-${ACCOUNT}-${config.region}` && /^[0-9a-f]{64}\.zip$/.test(String(S3Key))
      );
    }),
    DeadLetterConfig: never('no prompt is kept in a queue'),
    Description: words,
    Environment: holds(
      'the function is told the models and the guardrail of its row, and nothing beside its contract',
      (value, context) =>
        same(sorted((value as { readonly Variables?: unknown }).Variables), sorted(environment(context))),
    ),
    FunctionName: { decidedBy: 'decisions' },
    Handler: is('the function runs its own handler', 'index.handler'),
    Layers: never('no code of others runs beside that of the function'),
    LoggingConfig: holds('the function logs into a group of the deployment', (value, context) =>
      isOneOf('AWS::Logs::LogGroup', 'Ref')((value as { readonly LogGroup?: string } | undefined)?.LogGroup, context),
    ),
    MemorySize: holds('memory as the row says', (value, { config }) => value === (config.inference?.memoryMiB ?? 512)),
    ReservedConcurrentExecutions: holds('the row limits how often the function runs at once', (value, { config }) => {
      const reserved = config.inference?.reservedConcurrency ?? 10;
      return value === (reserved === false ? undefined : reserved);
    }),
    Role: holds('the function runs as a role of the deployment', isOneOf('AWS::IAM::Role', 'Arn')),
    Runtime: holds('the runtime is one that AWS supports', (value) => {
      const [, version] = /^nodejs(\d+)\.x$/.exec(String(value)) ?? [];
      return Number(version) >= OLDEST_NODE;
    }),
    Tags: tags,
    Timeout: holds('a call takes no longer than the row says', (value, { config }) => {
      return value === (config.inference?.timeoutSeconds ?? 120);
    }),
    TracingConfig: is('every call is traced', { Mode: 'Active' }),
    VpcConfig: reachability,
  },
  'AWS::Lambda::EventInvokeConfig': {
    DestinationConfig: never('no prompt or answer is sent on'),
    FunctionName: holds('it speaks of a function of the deployment', isOneOf('AWS::Lambda::Function', 'Ref')),
    MaximumEventAgeInSeconds: is('a call that waits is dropped after a minute', 60),
    MaximumRetryAttempts: is('a call that fails is not made again', 0),
    Qualifier: is('it speaks of what is deployed last', '$LATEST'),
  },
};
