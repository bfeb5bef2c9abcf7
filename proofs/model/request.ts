import type { NamedPolicy } from './policy';

/** One question to IAM, with every policy that has a say in the answer. Two evaluators read it: see simulator.ts, evaluator.ts. */
export interface Request {
  /** ARN of a role or user, or a service principal such as `bedrock.amazonaws.com`. */
  readonly principal: string;
  /** `bedrock:InvokeModel` */
  readonly action: string;
  /** An ARN, or `*` for an action that knows no other resource. */
  readonly resource: string;
  /** Account that the resource belongs to. */
  readonly resourceAccount: string;
  /** Condition keys that the request carries. A key that is absent is simply not here. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  readonly policies: Policies;
}

export interface Policies {
  readonly identity: readonly NamedPolicy[];
  /** @default - none: nothing bounds the identity policies */
  readonly boundary?: NamedPolicy;
  /** Policy of the bucket, key or role that is requested. @default - it has none */
  readonly resource?: NamedPolicy;
  /** Policy of the VPC endpoint that the request comes through. @default - it comes through none of ours */
  readonly endpoint?: NamedPolicy;
  /** Service control policies of the organization, beside FullAWSAccess. @default - none */
  readonly organization?: readonly NamedPolicy[];
}

export type Outcome = 'allowed' | 'explicitly denied' | 'implicitly denied';
