import type { TrustedPrincipals } from '../deployment/config/trusted-principals';

/** Kinds of data that Bedrock can copy into invocation logs, as its setting names them. */
export const LOGGED_KINDS = ['text', 'image', 'embedding', 'video', 'audio'] as const;

export type LoggedKind = (typeof LOGGED_KINDS)[number];

/** Events of CloudTrail without content, by the property of the row that records them. */
export const AUDITED = ['guardrails', 'knowledgeBases'] as const;

export type Audited = (typeof AUDITED)[number];

/** Settings of one account and Region, which every deployment in it shares: one row for each Region. */
export interface AccountConfig {
  /**
   * Region of the settings. Others are not touched.
   *
   * @limits a Region of the aws partition with Amazon Bedrock
   * @example 'us-east-1'
   */
  readonly region: string;

  /**
   * Keeps key, logs and buckets when the stack is deleted, and turns on its termination protection.
   *
   * @default false
   * @example true
   */
  readonly keepData?: boolean;

  /**
   * Records who used what, without content, in a trail of CloudTrail: evaluations of guardrails, and requests to knowledge
   * bases. Invocations of models are in the event history of CloudTrail already. CloudTrail bills each event.
   *
   * @limits at least 1, no duplicates
   * @default - no trail
   * @example ['guardrails', 'knowledgeBases']
   */
  readonly audit?: readonly Audited[];

  /**
   * Copies prompts and answers into a log group and a bucket that only the auditor reads.
   *
   * @default - this project copies nothing
   * @example { retentionDays: 30 }
   */
  readonly logging?: LoggingConfig;

  /**
   * Data retention mode of Amazon Bedrock in this Region. With `none`, AWS stores no prompt and no answer and shares none
   * with a model provider; Bedrock refuses models that require retention.
   *
   * @limits 'none'
   * @default - the mode is not touched
   * @example 'none'
   */
  readonly dataRetention?: 'none';

  /**
   * Guardrail that Bedrock applies to every invocation in the account and Region, whoever calls.
   *
   * @default - the guardrails of the callers only
   * @example { guardrail: 'abcdefghij12', version: '3' }
   */
  readonly enforcedGuardrail?: EnforcedGuardrailConfig;

  /**
   * Principals that can assume the roles of the auditor and the operator.
   *
   * @default - in this account: IAM principals with MFA in their session
   * @example { principals: ['arn:aws:iam::111122223333:role/security'] }
   */
  readonly trustedPrincipals?: TrustedPrincipals;

  /**
   * Principals that can read prompts, in place of `trustedPrincipals`.
   *
   * @default - those of `trustedPrincipals`
   * @example { principals: ['arn:aws:iam::111122223333:role/auditors'] }
   */
  readonly auditors?: TrustedPrincipals;
}

/** Model invocation logging. Its data is as sensitive as the most sensitive prompt of anybody in the account. */
export interface LoggingConfig {
  /**
   * Days after which prompts and answers are deleted.
   *
   * @limits a period that CloudWatch Logs offers, 1 to 3653
   * @default 30
   * @example 90
   */
  readonly retentionDays?: number;

  /**
   * Kinds of data that are copied. The flag of each other kind is set to false.
   *
   * @limits at least 1 of text, image, embedding, video, audio; no duplicates
   * @default - all
   * @example ['text']
   */
  readonly kinds?: readonly LoggedKind[];
}

/** Enforced guardrail configuration. */
export interface EnforcedGuardrailConfig {
  /**
   * Id or ARN of a guardrail that exists in this Region, without an automated reasoning policy.
   *
   * @limits 1 to 64 lower-case letters and digits, or an ARN of this Region
   * @example 'abcdefghij12'
   */
  readonly guardrail: string;

  /**
   * Version of the guardrail.
   *
   * @limits a number as text; not DRAFT
   * @example '3'
   */
  readonly version: string;

  /**
   * Models that are exempt, for example embedding models.
   *
   * @limits at least 1, no duplicates
   * @default - none: every model
   * @example ['amazon.titan-embed-text-v2:0']
   */
  readonly exceptModels?: readonly string[];
}

export const DEFAULT_RETENTION_DAYS = 30;
