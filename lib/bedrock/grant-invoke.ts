import * as iam from 'aws-cdk-lib/aws-iam';
import type { InvocableModel, InvokeTarget } from '../../domain/models/invocable-model';
import { grantStatements } from '../iam/grant-statements';
import { APPLY_GUARDRAIL_ACTIONS, INVOKE_ACTIONS } from './actions';

/** Guardrail that an invocation must carry, at any numbered version. */
export interface AppliedGuardrail {
  /** ARN without a version. */
  readonly arn: string;
  /**
   * ARNs of its guardrail profile, one in each Region where AWS may judge a text.
   *
   * @default - none: the guardrail judges in its own Region
   */
  readonly profileArns?: readonly string[];
  /**
   * Regions of these ARNs.
   *
   * @default - the Region of the guardrail
   */
  readonly regions?: readonly string[];
}

/**
 * Lists the resources of `bedrock:ApplyGuardrail`: the guardrail, and its profile in each Region of the profile.
 * Source: Amazon Bedrock User Guide, guardrail-profiles-permissions, read 2026-11-27.
 */
export function guardrailResources({ arn, profileArns = [] }: AppliedGuardrail): string[] {
  return [arn, ...profileArns];
}

export interface InvokeOptions {
  /**
   * Guardrail that every invocation must carry, at a numbered version.
   *
   * Not for a role that calls RetrieveAndGenerate or InvokeAgent: Bedrock's own invocations for these calls carry no
   * guardrail and would be denied. Source: Amazon Bedrock User Guide, guardrails-permissions-id.
   *
   * @default - invocations need no guardrail
   */
  readonly guardrail?: AppliedGuardrail;
}

export interface InvokeStatementsOptions extends InvokeOptions {
  /**
   * Principals of a resource policy or an endpoint policy.
   *
   * @default - none: the statements are for an identity policy
   */
  readonly principals?: readonly iam.IPrincipal[];
  /**
   * Conditions that are added to every Allow, by operator: `{ StringEquals: { 'aws:PrincipalAccount': … } }`.
   * They are not added to a Deny.
   *
   * @default - none
   */
  readonly conditions?: PolicyConditions;
}

/** Conditions as IAM writes them: operator → condition key → value or values. */
export type PolicyConditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/**
 * Returns the statements that allow invoking these models, on exact ARNs. Each profile has a statement for the models
 * behind it, with the condition that the request came through the profile (`bedrock:InferenceProfileArn`).
 *
 * The Sids depend only on the models. Call this once for a policy, with all models: IAM requires unique Sids.
 *
 * Sources: Amazon Bedrock User Guide, "Prerequisites for inference profiles", "Global cross-Region inference" and
 * "Set up permissions to use Amazon Bedrock Guardrails".
 *
 * @example
 * const model = invocableModel('us.amazon.nova-2-lite-v1:0', {
 *   region: 'us-east-1',
 *   account: Aws.ACCOUNT_ID,
 *   partition: Aws.PARTITION,
 * });
 * const document = new iam.PolicyDocument({ statements: invokeStatements([model]) });
 */
export function invokeStatements(
  models: readonly InvocableModel[],
  options: InvokeStatementsOptions = {},
): iam.PolicyStatement[] {
  const { guardrail, conditions = {} } = options;
  const principals = options.principals ? { principals: [...options.principals] } : {};
  const carried: PolicyConditions = guardrail
    ? { ArnLike: { 'bedrock:GuardrailIdentifier': anyVersionOf(guardrail) } }
    : {};
  const allows = groupTargets(models).map(
    ({ sid, arns, condition }) =>
      new iam.PolicyStatement({
        sid,
        actions: [...INVOKE_ACTIONS],
        resources: arns,
        conditions: mergeConditions(condition, carried, conditions),
        ...principals,
      }),
  );
  if (!guardrail) return allows;
  return [
    ...allows,
    new iam.PolicyStatement({
      sid: 'ApplyGuardrail',
      actions: [...APPLY_GUARDRAIL_ACTIONS],
      resources: guardrailResources(guardrail),
      conditions: mergeConditions(conditions),
      ...principals,
    }),
    denyWithoutGuardrail(guardrail, options.principals),
  ];
}

/**
 * Denies every invocation that does not carry this guardrail: for a grant, an endpoint policy or a boundary.
 *
 * @param conditions added to that of the guardrail, such as the roles that are exempt
 */
export function denyWithoutGuardrail(
  guardrail: AppliedGuardrail,
  principals: readonly iam.IPrincipal[] = [],
  conditions: PolicyConditions = {},
): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'DenyWithoutGuardrail',
    effect: iam.Effect.DENY,
    principals: [...principals],
    actions: [...INVOKE_ACTIONS],
    resources: ['*'],
    // A negated operator also matches an absent key: a request without a guardrail.
    conditions: mergeConditions({ ArnNotLike: { 'bedrock:GuardrailIdentifier': anyVersionOf(guardrail) } }, conditions),
  });
}

/**
 * Lets the grantee invoke these models. Call it once for a grantee, with all its models.
 *
 * @example
 * grantInvoke(role, [model], { guardrail: guardrail.applied });
 */
export function grantInvoke(
  grantee: iam.IGrantable,
  models: readonly InvocableModel[],
  options: InvokeOptions = {},
): iam.Grant {
  return grantStatements(grantee, invokeStatements(models, options));
}

/**
 * Matches any numbered version. Source: Amazon Bedrock User Guide, guardrails-permissions-id. With one number, a change of
 * the guardrail would have to reach four stacks at the same moment.
 */
function anyVersionOf({ arn }: AppliedGuardrail): string {
  return `${arn}:*`;
}

interface TargetGroup {
  readonly sid: string;
  readonly arns: string[];
  readonly condition: PolicyConditions;
}

/**
 * Groups the targets by their conditions, in order of appearance, each ARN once. A model that may be invoked by its own id
 * needs no further statement for a profile that leads to it.
 */
function groupTargets(models: readonly InvocableModel[]): readonly TargetGroup[] {
  const groups = new Map<string, TargetGroup>();
  const targets = models.flatMap((model) => model.targets);
  const direct = new Set(targets.flatMap(({ arn, throughProfile }) => (throughProfile ? [] : [arn])));
  for (const target of targets) {
    if (target.throughProfile && direct.has(target.arn)) continue;
    const condition = conditionOfTarget(target);
    const key = JSON.stringify(condition);
    const group = groups.get(key) ?? { sid: sidOfTarget(target), arns: [], condition };
    if (!group.arns.includes(target.arn)) group.arns.push(target.arn);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function sidOfTarget({ throughProfile, profileName, requestedRegion }: InvokeTarget): string {
  if (!throughProfile) return 'InvokeModels';
  const name = profileName ?? throughProfile.slice(throughProfile.lastIndexOf('/') + 1);
  return `InvokeThrough${inSid(name)}${requestedRegion ? 'Anywhere' : ''}`;
}

/** Turns `us.amazon.nova-2-lite-v1:0` into `UsAmazonNova2LiteV10`: a Sid has only letters and digits. */
function inSid(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function conditionOfTarget({ throughProfile, requestedRegion }: InvokeTarget): PolicyConditions {
  return {
    StringEquals: {
      ...(throughProfile && { 'bedrock:InferenceProfileArn': throughProfile }),
      ...(requestedRegion && { 'aws:RequestedRegion': requestedRegion }),
    },
  };
}

/** Merges conditions by operator; omits an operator without keys. */
function mergeConditions(...parts: readonly PolicyConditions[]): Record<string, Record<string, unknown>> {
  const merged: Record<string, Record<string, unknown>> = {};
  for (const [operator, keys] of parts.flatMap((part) => Object.entries(part))) {
    if (Object.keys(keys).length > 0) merged[operator] = { ...merged[operator], ...keys };
  }
  return merged;
}
