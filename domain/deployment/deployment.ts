import type { BedrockPlane } from '../models/planes';

/**
 * One row of the table of deployments: everything that differs between one copy of the system and another.
 * A feature that is off is absent. Checked as a whole by `validateDeployments` before any construct is made.
 */
export interface DeploymentConfig {
  /** AWS Region of every stack, such as `us-east-1`. The account is whichever the credentials name at deployment. */
  readonly region: string;

  /**
   * Keeps the key, the buckets and the logs when the stacks are deleted, and protects the stacks that hold them.
   *
   * @default false - everything is deleted with its stack
   */
  readonly keepData?: boolean;

  /** What may be invoked. The first one answers when a request names no `modelId`. */
  readonly models: readonly [ModelReference, ...ModelReference[]];

  /** The VPC: a new isolated one by its CIDR block, or one of yours. */
  readonly network: NewNetwork | ExistingNetwork;

  /**
   * The Bedrock planes that get an interface endpoint. Each costs money by the hour and Availability Zone.
   *
   * @default ['bedrock-runtime'] - what the inference function calls
   */
  readonly planes?: readonly BedrockPlane[];

  /** Limits of the function that calls bedrock-runtime. */
  readonly inference?: InferenceConfig;

  /**
   * Who may assume the personas' roles.
   *
   * @default - any IAM principal of this account that signed in with MFA
   */
  readonly trustedPrincipals?: TrustedPrincipals;

  /**
   * Longest session of a persona, in hours, 1 to 12.
   *
   * @default 1
   */
  readonly sessionHours?: number;

  /**
   * The invoker may also call the allowed models without the function.
   *
   * @default false - the invoker reaches models through the function alone
   */
  readonly invokerCallsModels?: boolean;

  /**
   * Private copies of a model from labelled examples.
   *
   * @default - no fine-tuning bucket, no customization role, no tuner
   */
  readonly fineTuning?: FineTuningConfig;

  /**
   * A guardrail without which no model can be invoked.
   *
   * @default - no guardrail
   */
  readonly guardrail?: GuardrailConfig;
}

/**
 * How a person names something that can be invoked, in the words of the API's own `modelId`:
 * a foundation model id (`amazon.nova-lite-v1:0`), a geographic or global inference profile id
 * (`us.amazon.nova-2-lite-v1:0`, `global.…`), or the ARN of a custom model deployment or of provisioned throughput.
 * An application inference profile and provisioned throughput hide what is behind them, so these name it too.
 */
export type ModelReference = string | ApplicationProfileReference;

export interface ApplicationProfileReference {
  /** `arn:aws:bedrock:…:application-inference-profile/…` */
  readonly applicationProfileArn: string;
  /** The foundation model or system profile id that it was made from. */
  readonly copyFrom: string;
}

export interface NewNetwork {
  /** IPv4 block of the new VPC, /16 to /26, from the private ranges of RFC 1918. */
  readonly cidr: string;
  /**
   * The AWS managed prefix list of Amazon S3, `pl-…`, in a Region that lib/network/s3-prefix-lists.ts does not know.
   *
   * @default - the one that the table has for the Region
   */
  readonly s3PrefixListId?: string;
}

export interface ExistingNetwork {
  readonly vpcId: string;
  /** At least two, in different Availability Zones, none with a route to the internet. */
  readonly subnets: readonly ExistingSubnet[];
  /**
   * The AWS managed prefix list of Amazon S3, `pl-…`, in a Region that lib/network/s3-prefix-lists.ts does not know.
   *
   * @default - the one that the table has for the Region
   */
  readonly s3PrefixListId?: string;
}

export interface ExistingSubnet {
  readonly subnetId: string;
  readonly availabilityZone: string;
  /** The route table of this subnet: the S3 gateway endpoint enters its route there. */
  readonly routeTableId: string;
}

export interface InferenceConfig {
  /** @default 512 MiB */
  readonly memoryMiB?: number;
  /** Seconds, 10 to 900. @default 120 */
  readonly timeoutSeconds?: number;
  /**
   * Executions at once, taken from the account's quota, of which AWS keeps 100 unreserved. `false` reserves none:
   * the only choice in a new account, whose whole quota is 10.
   *
   * @default 10
   */
  readonly reservedConcurrency?: number | false;
  /** Days that logs are kept; one of the values that CloudWatch Logs offers. @default 30, or 365 with keepData */
  readonly logRetentionDays?: number;
  /** Largest request in bytes, up to Lambda's 6 MiB. @default 4 MiB */
  readonly maxRequestBytes?: number;
}

export interface TrustedPrincipals {
  /** IAM role ARNs (an Identity Center permission set's role among them) or 12-digit account ids. */
  readonly principals: readonly string[];
  /**
   * Demand MFA in the session. Sessions of IAM Identity Center carry no such mark: it demands MFA itself.
   *
   * @default true
   */
  readonly mfa?: boolean;
}

export interface FineTuningConfig {
  /** Base models that the tuner may customize, such as `amazon.nova-lite-v1:0`. */
  readonly baseModels: readonly [string, ...string[]];
  /**
   * Refuses every read and write of training data from outside the VPC, but for the break-glass role.
   *
   * @default false
   */
  readonly vpcOnly?: boolean;
  /**
   * Days that no object version can be deleted (S3 Object Lock, governance mode).
   * Can be chosen only before the bucket is made.
   *
   * @default - no Object Lock
   */
  readonly objectLockDays?: number;
}

export interface GuardrailConfig {
  /** What a caller reads when the guardrail stops a prompt or an answer. @default - a plain sentence */
  readonly blockedMessage?: string;
  /** Subjects that the model must not speak about. @default - none */
  readonly deniedTopics?: readonly DeniedTopic[];
  /** Kinds of personal data masked in prompts and answers, in the API's words, such as `EMAIL`. @default - see guardrail.ts */
  readonly maskedPii?: readonly string[];
}

export interface DeniedTopic {
  /** 1 to 100 letters, digits, spaces, `-_!?.` */
  readonly name: string;
  /** Up to 200 characters that say what the topic is. */
  readonly definition: string;
  /** Up to five, each up to 100 characters. @default - none */
  readonly examples?: readonly string[];
}
