import { healthScribeSettings } from '../../../domain/deployment/config/health-scribe-config';
import { teamProfiles } from '../../../domain/deployment/team-profiles';
import { answeringModels, modelIdOf } from '../../../domain/models/answering-models';
import { catalogueOf } from '../../../domain/models/declared-model';
import { ACCOUNT } from '../../model/physical-ids';
import {
  allOf,
  type Context,
  holds,
  is,
  isOneOf,
  never,
  reachability,
  type Settings,
  same,
  tags,
  words,
} from '../setting';
import { ALIASES, aliasesOf } from './aliases';

const MIB = 1024 * 1024;

/** Environment of the tuning function: lambda/fine-tuning/contract.ts, and nothing more. */
function tuningEnvironment(context: Context): Readonly<Record<string, unknown>> {
  const { config, deployment, key } = context;
  const { network } = config;
  const subnets =
    'vpcId' in network ? network.subnets.map(({ subnetId }) => subnetId) : allOf(context, 'AWS::EC2::Subnet', 'Ref');
  const { SecurityGroupIds } = (context.properties.VpcConfig ?? {}) as Readonly<Record<string, readonly string[]>>;
  return {
    DEPLOYMENT: deployment,
    BUCKET: `private-bedrock-${deployment}-${ACCOUNT}-${config.region}`,
    BASE_MODELS: JSON.stringify(config.fineTuning?.baseModels),
    CUSTOMIZATION_ROLE_ARN: `arn:aws:iam::${ACCOUNT}:role/AmazonBedrock-${deployment}-${config.region}-customization`,
    MODEL_KEY_ARN: key,
    SUBNET_IDS: JSON.stringify(subnets),
    // Jobs stand in the group in which the function stands, of which reachability speaks.
    SECURITY_GROUP_ID: SecurityGroupIds?.[0],
    MAX_JOBS_PER_MONTH: String(config.fineTuning?.maxJobsPerMonth ?? 10),
  };
}

/** Models of each team: its profiles, and what no profile can copy. */
function teamModels({ config, deployment, resolver }: Context): Readonly<Record<string, readonly string[]>> {
  const made = resolver.resources
    .filter(({ resource }) => resource.Type === 'AWS::Bedrock::ApplicationInferenceProfile')
    .map((placed) => [resolver.properties(placed).InferenceProfileName, placed] as const);
  const profiles = teamProfiles(deployment, config);
  return Object.fromEntries(
    (config.teams ?? []).map(({ name: team }) => [
      team,
      config.models.map((model) => {
        const profile = profiles.find((one) => one.team === team && one.model === model);
        const placed = made.find(([name]) => name === profile?.name)?.[1];
        return placed ? resolver.attributeOf(placed, 'InferenceProfileArn') : modelIdOf(model);
      }),
    ]),
  );
}

/** Environment of the inference function: its contract, and nothing more. */
function environment(context: Context): Readonly<Record<string, unknown>> {
  const { config, deployment } = context;
  const of = (type: string, attribute: string) => allOf(context, type, attribute)[0];
  const models = config.models.map((model) => (typeof model === 'string' ? model : model.applicationProfileArn));
  return {
    DEPLOYMENT: deployment,
    ALLOWED_MODELS: JSON.stringify(models),
    MAX_REQUEST_BYTES: String(config.inference?.maxRequestBytes ?? 4 * MIB),
    ...(config.teams && { TEAMS: JSON.stringify(teamModels(context)) }),
    ...(config.guardrail && {
      GUARDRAIL_ID: of('AWS::Bedrock::Guardrail', 'GuardrailId'),
      GUARDRAIL_VERSION: of('AWS::Bedrock::GuardrailVersion', 'Version'),
    }),
  };
}

/** Environment of the knowledge function: lambda/knowledge/contract.ts, and nothing more. */
function knowledgeEnvironment(context: Context): Readonly<Record<string, unknown>> {
  const { config } = context;
  const { knowledge } = config;
  const { MAX_REQUEST_BYTES: _, TEAMS: __, ...shared } = environment(context);
  return {
    ...shared,
    ALLOWED_MODELS: JSON.stringify(answeringModels(config.models, catalogueOf(config)).map(modelIdOf)),
    KNOWLEDGE_BASE_ID: allOf(context, 'AWS::Bedrock::KnowledgeBase', 'KnowledgeBaseId')[0],
    AUDIENCES: JSON.stringify(knowledge?.audiences ?? {}),
    NUMBER_OF_RESULTS: String(knowledge?.results ?? 5),
    ...(knowledge?.agent && {
      AGENT: JSON.stringify({ maxTurns: 5, maxTokens: 4096, maxSeconds: 60, ...knowledge.agent }),
    }),
  };
}

/** Environment of the delegated function: what the row switches on, and a guardrail only for answers from documents. */
function delegatedEnvironment(context: Context): Readonly<Record<string, unknown>> {
  const { retrieveAndGenerate, agentAlias } = context.config.knowledge ?? {};
  const { AGENT: _, GUARDRAIL_ID, GUARDRAIL_VERSION, ...shared } = knowledgeEnvironment(context);
  return {
    ...shared,
    ...(retrieveAndGenerate && GUARDRAIL_ID !== undefined && { GUARDRAIL_ID, GUARDRAIL_VERSION }),
    AUDIENCES: '{}',
    DELEGATED: JSON.stringify({
      ...(retrieveAndGenerate && { retrieveAndGenerate }),
      ...(agentAlias && { agentAlias }),
    }),
  };
}

/** Environment of the ingestion function: lambda/ingestion/contract.ts, and nothing more. */
const ingestionEnvironment = ({ config, deployment }: Context): Readonly<Record<string, unknown>> => ({
  BUCKET: `pb-documents-${deployment}-${ACCOUNT}-${config.region}`,
  GROUPS: JSON.stringify([...new Set(Object.values(config.knowledge?.audiences ?? {}).flat())]),
});

/** Environments of the functions for consultations: lambda/healthscribe/contract.ts, and nothing more. */
const scribing = (name: 'CheckAudio' | 'MakeDraft' | 'Purge') => (context: Context) => {
  const { config, deployment } = context;
  const { template, speakers, retentionHours, keepSignedNotes } = healthScribeSettings(config.healthScribe ?? {});
  const bucket = (kind: string) => `pb-${kind}-${deployment}-${ACCOUNT}-${config.region}`;
  const signed = keepSignedNotes && { SIGNED_NOTES_BUCKET: bucket('notes') };
  const PATIENT_BUCKET = bucket('patients');
  return {
    CheckAudio: { PATIENT_BUCKET, NOTE_TEMPLATE: template, SPEAKERS: String(speakers) },
    MakeDraft: { PATIENT_BUCKET, RETENTION_SECONDS: String(retentionHours * 3600), ...signed },
    Purge: { PATIENT_BUCKET, PURGE_RECORDS_BUCKET: bucket('purges') },
  }[name];
};

/** Properties of one function, by the row or by a constant of its construct. */
interface Expected {
  readonly environment: (context: Context) => Readonly<Record<string, unknown>>;
  readonly memory: number;
  /** Concurrent executions; undefined if none are reserved. */
  readonly reserved: number | undefined;
  /** Seconds. */
  readonly timeout: number;
}

const SCRIBING: Readonly<Record<string, Expected>> = {
  CheckAudio: { environment: scribing('CheckAudio'), memory: 512, reserved: undefined, timeout: 300 },
  MakeDraft: { environment: scribing('MakeDraft'), memory: 1024, reserved: undefined, timeout: 300 },
  Purge: { environment: scribing('Purge'), memory: 512, reserved: undefined, timeout: 900 },
};

function expected({ config, placed }: Context): Expected {
  if (placed.at.includes('/FineTuning/')) {
    return { environment: tuningEnvironment, memory: 1769, reserved: undefined, timeout: 900 };
  }
  if (placed.at.includes('/Asking/Ingestion')) {
    return { environment: ingestionEnvironment, memory: 512, reserved: undefined, timeout: 900 };
  }
  if (placed.at.includes('/Asking/Delegated')) {
    return { environment: delegatedEnvironment, memory: 512, reserved: undefined, timeout: 120 };
  }
  const ofScribing = Object.entries(SCRIBING).find(([name]) => placed.at.includes(`/Scribing/${name}`));
  if (ofScribing) return ofScribing[1];
  if (placed.at.includes('/Asking/')) {
    // A run of the agent ends by its own limit, before the function does.
    const timeout = config.knowledge?.agent ? Math.max(120, (config.knowledge.agent.maxSeconds ?? 60) + 20) : 120;
    return { environment: knowledgeEnvironment, memory: 512, reserved: undefined, timeout };
  }
  const { memoryMiB = 512, reservedConcurrency = 10, timeoutSeconds = 120 } = config.inference ?? {};
  const reserved = reservedConcurrency === false ? undefined : reservedConcurrency;
  return { environment, memory: memoryMiB, reserved, timeout: timeoutSeconds };
}

const sorted = (value: unknown) => Object.entries((value ?? {}) as object).sort();

/** The first Node.js that is not out of support on 2026-11-24. Source: AWS Lambda Developer Guide, lambda-runtimes. */
const OLDEST_NODE = 22;

export const FUNCTIONS: Readonly<Record<string, Settings>> = {
  'AWS::Lambda::Function': {
    Architectures: { free: 'a matter of price' },
    Code: holds('the code comes from the bucket of the CDK in this account', (value, { config, qualifier }) => {
      const { S3Bucket, S3Key, ...more } = value as Readonly<Record<string, unknown>>;
      return (
        same(more, {}) &&
        S3Bucket === `cdk-${qualifier}-assets-${ACCOUNT}-${config.region}` &&
        /^[0-9a-f]{64}\.zip$/.test(String(S3Key))
      );
    }),
    DeadLetterConfig: never('no prompt is kept in a queue'),
    Description: words,
    Environment: holds('a function is told what its row says, and nothing beside its contract', (value, context) => {
      const { Variables, ...more } = value as { readonly Variables?: unknown };
      return same(more, {}) && same(sorted(Variables), sorted(expected(context).environment(context)));
    }),
    FunctionName: { decidedBy: 'decisions' },
    Handler: is('the function runs its own handler', 'index.handler'),
    Layers: never('no code of others runs beside that of the function'),
    LoggingConfig: holds('the function logs into a group of the deployment, as it writes', (value, context) => {
      const { LogGroup, ...more } = (value ?? {}) as { readonly LogGroup?: string };
      return same(more, {}) && isOneOf('AWS::Logs::LogGroup', 'Ref')(LogGroup, context);
    }),
    MemorySize: holds('memory as the row says', (value, context) => value === expected(context).memory),
    ReservedConcurrentExecutions: holds(
      'the row limits how often the function runs at once',
      (value, context) => value === expected(context).reserved,
    ),
    Role: holds('the function runs as a role of the deployment', isOneOf('AWS::IAM::Role', 'Arn')),
    Runtime: holds('the runtime is one that AWS supports', (value) => {
      const [, version] = /^nodejs(\d+)\.x$/.exec(String(value)) ?? [];
      return Number(version) >= OLDEST_NODE;
    }),
    Tags: tags,
    Timeout: holds('a call takes no longer than the row says', (value, context) => value === expected(context).timeout),
    TracingConfig: is('every call is traced', { Mode: 'Active' }),
    VpcConfig: reachability,
  },
  'AWS::Lambda::EventInvokeConfig': {
    DestinationConfig: never('no prompt or answer is sent on'),
    FunctionName: holds('it speaks of a function of the deployment', isOneOf('AWS::Lambda::Function', 'Ref')),
    MaximumEventAgeInSeconds: is('a call that waits is dropped after a minute', 60),
    MaximumRetryAttempts: is('a call that fails is not made again', 0),
    Qualifier: holds(
      'it speaks of what is deployed last, or of an audience or a team of the row',
      (value, { config }) => value === '$LATEST' || aliasesOf(config).includes(String(value)),
    ),
  },
  ...ALIASES,
};
