import type { GuardrailConfig } from '../guardrail/guardrail-config';
import type { DeclaredModel } from '../models/declared-model';
import type { ModelReference } from '../models/model-reference';
import type { BedrockPlane } from '../models/planes';

// docs/configuration.md is generated from these comments, and test/docs/configuration.test.ts checks a row made of the
// examples and every limit that is a range.

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
   * Models that can be invoked. The first is the default for requests without `modelId`.
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
   * @limits must include 'bedrock-runtime', offered in the Region
   * @default ['bedrock-runtime'] - the plane that the inference function calls
   * @example ['bedrock', 'bedrock-runtime']
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
   * Guardrail that every invocation must use.
   *
   * @default - no guardrail
   * @example { maskedPii: ['EMAIL'] }
   */
  readonly guardrail?: GuardrailConfig;
}

/** A new VPC with two isolated subnets. */
export interface NewNetwork {
  /**
   * IPv4 CIDR block of the VPC.
   *
   * @limits /16 to /26, within a private range of RFC 1918
   * @example '10.0.0.0/24'
   */
  readonly cidr: string;

  /**
   * AWS managed prefix list of Amazon S3. Required for fine-tuning in a Region that domain/network/s3-prefix-lists.ts does
   * not list.
   *
   * @limits pl- and 8 or 17 hexadecimal digits
   * @default - the prefix list of the Region
   * @example 'pl-63a5400a'
   */
  readonly s3PrefixListId?: string;
}

/** A VPC that already exists. */
export interface ExistingNetwork {
  /**
   * Id of the VPC.
   *
   * @limits vpc- and 8 or 17 hexadecimal digits
   * @example 'vpc-0123456789abcdef0'
   */
  readonly vpcId: string;

  /**
   * Subnets without a route to the internet.
   *
   * @limits at least 2, in different Availability Zones
   * @example [{ subnetId: 'subnet-0123456789abcdef0', availabilityZone: 'us-east-1a', routeTableId: 'rtb-0123456789abcdef0' }, { subnetId: 'subnet-0123456789abcdef1', availabilityZone: 'us-east-1b', routeTableId: 'rtb-0123456789abcdef1' }]
   */
  readonly subnets: readonly ExistingSubnet[];

  /**
   * AWS managed prefix list of Amazon S3. Required for fine-tuning in a Region that domain/network/s3-prefix-lists.ts does
   * not list.
   *
   * @limits pl- and 8 or 17 hexadecimal digits
   * @default - the prefix list of the Region
   * @example 'pl-63a5400a'
   */
  readonly s3PrefixListId?: string;

  /**
   * Security groups of others in the VPC that may use the interface endpoints of this deployment. The private DNS names of
   * the endpoints are those of the whole VPC: everybody in it who calls Bedrock reaches these endpoints.
   *
   * @limits at most 50, sg- and 8 or 17 hexadecimal digits, no duplicates
   * @default - only the functions of this deployment
   * @example ['sg-0123456789abcdef0']
   */
  readonly clientSecurityGroups?: readonly string[];

  /**
   * Interface endpoints that exist, in this VPC or in a hub that it reaches. No endpoint is created for their planes. Their
   * policies and DNS names are not in the templates: the proofs take them for open, and `preflight` inspects them.
   *
   * @limits planes of the row, no duplicates
   * @default - an endpoint is created for each plane
   * @example [{ plane: 'bedrock-runtime', endpointId: 'vpce-0123456789abcdef0', peers: ['10.100.0.0/24'] }]
   */
  readonly interfaceEndpoints?: readonly ExistingEndpoint[];

  /**
   * Gateway endpoint for S3 that exists, with a route in each of the route tables. No other one is created.
   *
   * @limits vpce- and 8 or 17 hexadecimal digits
   * @default - a gateway endpoint is created for fine-tuning
   * @example 'vpce-0123456789abcdef1'
   */
  readonly s3GatewayEndpointId?: string;

  /**
   * Account that owns the VPC, if AWS RAM shares the subnets with this account. Only the owner can create endpoints and
   * flow logs of the VPC: the row names an endpoint for each plane, for S3 with fine-tuning, and has no flow logs.
   *
   * @limits 12 digits
   * @default - this account owns the VPC
   * @example '111122223333'
   */
  readonly ownerAccount?: string;
}

/** An interface endpoint that exists. */
export interface ExistingEndpoint {
  /**
   * Plane of Bedrock that it leads to.
   *
   * @limits a plane of the row
   * @example 'bedrock-runtime'
   */
  readonly plane: BedrockPlane;

  /**
   * Id of the endpoint.
   *
   * @limits vpce- and 8 or 17 hexadecimal digits
   * @example 'vpce-0123456789abcdef0'
   */
  readonly endpointId: string;

  /**
   * Where the functions reach it on port 443: its security groups, or the private CIDR blocks of its subnets if it is in
   * another VPC.
   *
   * @limits 1 to 10, ids of security groups or private IPv4 blocks
   * @example ['10.100.0.0/24']
   */
  readonly peers: readonly string[];
}

/** A subnet of an existing VPC. */
export interface ExistingSubnet {
  /**
   * Id of the subnet.
   *
   * @limits subnet- and 8 or 17 hexadecimal digits
   * @example 'subnet-0123456789abcdef0'
   */
  readonly subnetId: string;

  /**
   * Availability Zone of the subnet.
   *
   * @limits a zone of the Region
   * @example 'us-east-1a'
   */
  readonly availabilityZone: string;

  /**
   * Route table of the subnet. The S3 gateway endpoint adds its route to it.
   *
   * @limits rtb- and 8 or 17 hexadecimal digits
   * @example 'rtb-0123456789abcdef0'
   */
  readonly routeTableId: string;
}

/** Settings of the inference function. */
export interface InferenceConfig {
  /**
   * Memory in MiB. Lambda assigns CPU in proportion.
   *
   * @limits 128 to 10240
   * @default 512
   * @example 1024
   */
  readonly memoryMiB?: number;

  /**
   * Timeout in seconds.
   *
   * @limits 10 to 900
   * @default 120
   * @example 300
   */
  readonly timeoutSeconds?: number;

  /**
   * Reserved concurrent executions, from the quota of the account, of which AWS keeps 100 unreserved. `false` reserves
   * none: the only choice in a new account, whose quota is 10.
   *
   * @limits 1 to 100000
   * @default 10
   * @example false
   */
  readonly reservedConcurrency?: number | false;

  /**
   * Retention of the log group in days.
   *
   * @limits a retention period of CloudWatch Logs, such as 30, 365 or 731
   * @default 30, or 365 with keepData
   * @example 90
   */
  readonly logRetentionDays?: number;

  /**
   * Largest request in bytes. Lambda accepts 6 MiB.
   *
   * @limits 1024 to 6291456
   * @default 4194304
   * @example 1048576
   */
  readonly maxRequestBytes?: number;
}

/** Principals that can assume the role of a persona: `principals`, `permissionSets` or both. */
export interface TrustedPrincipals {
  /**
   * ARNs of IAM roles, or 12-digit account ids. An account id trusts every principal of the account that its
   * administrators allow.
   *
   * @limits at least 1, no wildcard, no IAM user
   * @default - none
   * @example ['arn:aws:iam::111122223333:role/engineer', '444455556666']
   */
  readonly principals?: readonly string[];

  /**
   * Names of IAM Identity Center permission sets that are assigned to this account. No MFA is required in the session,
   * because these sessions never carry its mark: Identity Center requires MFA at sign-in.
   *
   * @limits at least 1, each 1 to 32 letters, digits or +=,.@_-
   * @default - none
   * @example ['BedrockUser']
   */
  readonly permissionSets?: readonly string[];

  /**
   * Requires MFA in the session of `principals`. For an account id, `false` requires an `externalId`.
   *
   * @default true
   * @example true
   */
  readonly mfa?: boolean;

  /**
   * External id that `principals` must send when they assume the role.
   *
   * @limits 2 to 1224 letters, digits or +=,.@:/_-
   * @default - none
   * @example 'partner-7c1f2d'
   */
  readonly externalId?: string;
}

/** Exceptions by persona. */
export interface PersonasConfig {
  /**
   * Administrator of Bedrock.
   *
   * @default - as the row says for all personas
   * @example { trustedPrincipals: { permissionSets: ['BedrockAdministrator'] }, sessionHours: 1 }
   */
  readonly administrator?: PersonaConfig;

  /**
   * Reader of settings, models and jobs.
   *
   * @default - as the row says for all personas
   * @example { sessionHours: 8 }
   */
  readonly reader?: PersonaConfig;

  /**
   * Invoker of models.
   *
   * @default - as the row says for all personas
   * @example { trustedPrincipals: { permissionSets: ['Developer'] } }
   */
  readonly invoker?: PersonaConfig;

  /**
   * Tuner of custom models. Requires `fineTuning`.
   *
   * @default - as the row says for all personas
   * @example { trustedPrincipals: { principals: ['arn:aws:iam::111122223333:role/data-scientist'] } }
   */
  readonly tuner?: PersonaConfig;

  /**
   * Break glass. Requires `fineTuning.vpcOnly`.
   *
   * @default - as the row says for all personas
   * @example { trustedPrincipals: { permissionSets: ['Emergency'] } }
   */
  readonly breakGlass?: BreakGlassConfig;
}

/** Exceptions of one persona. */
export interface PersonaConfig {
  /**
   * Principals that can assume the role of this persona, instead of those of the row.
   *
   * @default - those of the row
   * @example { permissionSets: ['BedrockAdministrator'] }
   */
  readonly trustedPrincipals?: TrustedPrincipals;

  /**
   * Maximum session duration in hours, instead of that of the row.
   *
   * @limits 1 to 12
   * @default - that of the row
   * @example 8
   */
  readonly sessionHours?: number;
}

/** Exceptions of the break-glass role, whose sessions always last one hour. */
export interface BreakGlassConfig {
  /**
   * Principals that can assume the break-glass role, instead of those of the row.
   *
   * @default - those of the row
   * @example { permissionSets: ['Emergency'] }
   */
  readonly trustedPrincipals?: TrustedPrincipals;
}

/** Applications: `principals`, `services` or both. */
export interface ApplicationsConfig {
  /**
   * ARNs of the IAM roles of applications. No MFA is required, because no application can meet it.
   *
   * @limits at least 1, no account, no role of Identity Center, none of `trustedPrincipals`
   * @default - none
   * @example ['arn:aws:iam::111122223333:role/web']
   */
  readonly principals?: readonly string[];

  /**
   * AWS services that assume the role for one of your resources.
   *
   * @limits at least 1
   * @default - none
   * @example [{ service: 'ecs-tasks.amazonaws.com', sourceArn: 'arn:aws:ecs:us-east-1:111122223333:*' }]
   */
  readonly services?: readonly ApplicationService[];

  /**
   * External id that `principals` must send when they assume the role.
   *
   * @limits 2 to 1224 letters, digits or +=,.@:/_-
   * @default - none
   * @example 'partner-7c1f2d'
   */
  readonly externalId?: string;

  /**
   * Allows the applications to call the models without the function, too.
   *
   * @default false - they reach models only through the function
   * @example true
   */
  readonly callModels?: boolean;
}

/** An AWS service that assumes the application role. */
export interface ApplicationService {
  /**
   * Service principal.
   *
   * @limits a service that names its resource when it assumes a role: not ec2 and not lambda
   * @example 'ecs-tasks.amazonaws.com'
   */
  readonly service: string;

  /**
   * ARN of the resource that the service acts for (`aws:SourceArn`), in the account of the deployment.
   *
   * @limits service and account without a wildcard
   * @example 'arn:aws:ecs:us-east-1:111122223333:*'
   */
  readonly sourceArn: string;
}

/** Settings of fine-tuning. */
export interface FineTuningConfig {
  /**
   * Base models that can be customized.
   *
   * @limits at least 1, can be fine-tuned in the Region
   * @example ['amazon.nova-lite-v1:0']
   */
  readonly baseModels: readonly [string, ...string[]];

  /**
   * Denies every read and write of training data from outside the VPC, except by the break-glass role.
   *
   * @default false
   * @example true
   */
  readonly vpcOnly?: boolean;

  /**
   * Days during which no object version can be deleted (S3 Object Lock, governance mode). Requires `keepData`, and must
   * be chosen before the bucket is created.
   *
   * @limits 1 to 36500
   * @default - no Object Lock
   * @example 30
   */
  readonly objectLockDays?: number;
}
