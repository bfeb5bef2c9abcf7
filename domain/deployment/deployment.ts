import type { GuardrailConfig } from '../guardrail/guardrail-config';
import type { DeclaredModel } from '../models/declared-model';
import type { ModelReference } from '../models/model-reference';
import type { BedrockPlane } from '../models/planes';
import type { ApplicationsConfig, TeamConfig } from './config/applications-config';
import type { DeveloperConfig } from './config/developer-config';
import type { ExistingNetwork } from './config/existing-network';
import type { FineTuningConfig } from './config/fine-tuning-config';
import type { HealthScribeConfig } from './config/health-scribe-config';
import type { InferenceConfig } from './config/inference-config';
import type { KnowledgeConfig } from './config/knowledge-config';
import type { NewNetwork } from './config/new-network';
import type { ObservabilityConfig } from './config/observability-config';
import type { PermissionsBoundaryConfig } from './config/permissions-boundary-config';
import type { PersonasConfig } from './config/personas-config';
import type { SpendConfig } from './config/spend-config';
import type { TrustedPrincipals } from './config/trusted-principals';
import type { WorkbenchConfig } from './config/workbench-config';

// docs/configuration.md is generated from these comments and those of the types in config/. test/docs/configuration.test.ts
// checks a row made of the examples and every limit that is a range.

/**
 * One row of the table of deployments: all settings in which one deployment differs from another. A feature that is off
 * is absent. `validateDeployments` reports all mistakes of a table before any construct is created.
 */
export interface DeploymentConfig {
  /**
   * AWS Region of every stack. The account is that of the credentials at deployment.
   *
   * @limits a Region of the partition aws with Amazon Bedrock
   * @example 'us-east-1'
   */
  readonly region: string;

  /**
   * Keeps the key, the buckets and the logs if the stacks are deleted, and protects the stacks that hold them.
   *
   * @default false - everything is deleted with its stack
   * @example true
   */
  readonly keepData?: boolean;

  /**
   * Models that can be invoked. The first is the default for requests without `modelId`. At least 14 fit, of any kind and
   * whatever else the row has: the policy of an endpoint holds no more of the longest. Synthesis refuses a row with too many.
   *
   * @limits at least 1, offered in the Region, no duplicates
   * @example ['amazon.nova-lite-v1:0', 'us.amazon.nova-2-lite-v1:0']
   */
  readonly models: readonly [ModelReference, ...ModelReference[]];

  /**
   * Models that this project does not know yet, so that `models` can name them and their profiles.
   *
   * @limits each id once, can be invoked from the Region
   * @default - none
   * @example [{ id: 'amazon.nova-9-lite-v1:0', marketplace: false, regions: ['us-east-1'] }]
   */
  readonly declaredModels?: readonly DeclaredModel[];

  /**
   * The VPC: a new, isolated one with this CIDR block, or an existing one.
   *
   * @example { cidr: '10.0.0.0/24' }
   */
  readonly network: NewNetwork | ExistingNetwork;

  /**
   * Bedrock planes with an interface endpoint. Each is billed by the hour and Availability Zone.
   *
   * @limits must include 'bedrock-runtime', with `knowledge` also 'bedrock-agent-runtime'; offered in the Region
   * @default - the planes that the functions call: 'bedrock-runtime', with `knowledge` also 'bedrock-agent-runtime'
   * @example ['bedrock-agent-runtime', 'bedrock-runtime']
   */
  readonly planes?: readonly BedrockPlane[];

  /**
   * Settings of the function that calls bedrock-runtime.
   *
   * @default - the default of each property
   * @example { memoryMiB: 1024 }
   */
  readonly inference?: InferenceConfig;

  /**
   * Principals that can assume the roles of the personas.
   *
   * @default - in this account: IAM principals with MFA in their session, and sessions of IAM Identity Center
   * @example { permissionSets: ['BedrockUser'] }
   */
  readonly trustedPrincipals?: TrustedPrincipals;

  /**
   * Maximum session duration of a persona, in hours.
   *
   * @limits 1 to 12
   * @default 1
   * @example 4
   */
  readonly sessionHours?: number;

  /**
   * Exceptions from `trustedPrincipals` and `sessionHours`, by persona.
   *
   * @default - the same for every persona
   * @example { administrator: { trustedPrincipals: { permissionSets: ['BedrockAdministrator'] } } }
   */
  readonly personas?: PersonasConfig;

  /**
   * Applications: roles and AWS services that can call the inference function and do nothing else. They assume the
   * application role.
   *
   * @default - no application role
   * @example { principals: ['arn:aws:iam::111122223333:role/web'] }
   */
  readonly applications?: ApplicationsConfig;

  /**
   * Teams whose use is counted apart. Each has a role that calls the inference function by the alias of the team, and an application
   * inference profile of every model with an id: CloudWatch and the bill count by profile.
   *
   * @limits at most 14 models and profiles in all
   * @default - no teams: only the model is counted
   * @example [{ name: 'search', principals: ['arn:aws:iam::111122223333:role/search'] }]
   */
  readonly teams?: readonly TeamConfig[];

  /**
   * Permissions boundary that the organization requires on every role. The limits of this project are then Deny policies of
   * each role. Another boundary in the CDK context `@aws-cdk/core:permissionsBoundary` is an error.
   *
   * @default - that of the context, if any; otherwise the limits of this project are the boundary
   * @example { name: 'cdk-${Qualifier}-permissions-boundary' }
   */
  readonly permissionsBoundary?: PermissionsBoundaryConfig;

  /**
   * Allows the invoker to call the models without the function, too.
   *
   * @default false - the invoker reaches models only through the function
   * @example true
   */
  readonly invokerCallsModels?: boolean;

  /**
   * Fine-tuning: custom models from labelled examples.
   *
   * @default - no fine-tuning bucket, no workflow, no tuner
   * @example { baseModels: ['amazon.nova-lite-v1:0'] }
   */
  readonly fineTuning?: FineTuningConfig;

  /**
   * Knowledge base: documents that are stored, encrypted and found in this account.
   *
   * @limits a Region with bedrock-agent-runtime and an embedding model
   * @default - no documents bucket, no knowledge base, no curator
   * @example { chunkTokens: 500 }
   */
  readonly knowledge?: KnowledgeConfig;

  /**
   * HealthScribe: draft notes from recordings of consultations, under a key, buckets and roles of their own. A clinician reviews
   * and signs each note.
   *
   * @limits only in us-east-1, only with recordings in US English
   * @default - no bucket for patient data, no clinician
   * @example { retentionHours: 8 }
   */
  readonly healthScribe?: HealthScribeConfig;

  /**
   * Alarms on everything that the row has, the topic that they notify, and a dashboard.
   *
   * @default - no alarms, no topic, no dashboard
   * @example { emails: ['on-call@example.com'] }
   */
  readonly observability?: ObservabilityConfig;

  /**
   * Limits on what the models cost. Beyond them, every call of a model is stopped until a person resets it.
   *
   * @limits requires `observability`, whose topic is notified
   * @default - no limit
   * @example { hourlyUsd: 20, dailyUsd: 100 }
   */
  readonly spend?: SpendConfig;

  /**
   * Amazon Q Developer and Kiro: a bucket for prompt logs, a bucket for usage reports, and a key of their own. Only the auditor
   * reads prompts. Seats, profiles and what the service may do are not settings of a deployment: docs/developer.md.
   *
   * @limits only in us-east-1 and eu-central-1
   * @default - no buckets for logs of these products
   * @example { promptDays: 90 }
   */
  readonly developer?: DeveloperConfig;

  /**
   * Workbench: a notebook that reaches the models of the row through the endpoints of the row, and nothing else.
   *
   * @default - no notebook, no scientist
   * @example { idleMinutes: 30 }
   */
  readonly workbench?: WorkbenchConfig;

  /**
   * Guardrail that every invocation must use.
   *
   * @default - no guardrail
   * @example { maskedPii: ['EMAIL'] }
   */
  readonly guardrail?: GuardrailConfig;
}
