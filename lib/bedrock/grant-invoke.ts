import * as iam from 'aws-cdk-lib/aws-iam';
import type { InvocableModel, InvokeTarget } from '../../domain/models/invocable-model';
import { APPLY_GUARDRAIL_ACTIONS, INVOKE_ACTIONS } from './actions';
import { sidOfProfile } from './invoke-sids';

/** A guardrail, without its version: what `bedrock:GuardrailIdentifier` must begin with. */
export interface AppliedGuardrail {
  readonly arn: string;
}

export interface InvokeOptions {
  /**
   * Every invocation must carry this guardrail, at a numbered version.
   *
   * Not for a role that calls RetrieveAndGenerate or InvokeAgent: the invocations inside these carry no guardrail
   * and would be denied. Source: Amazon Bedrock User Guide, guardrails-permissions-id.
   *
   * @default - invocations with and without a guardrail are allowed, as far as no other policy speaks
   */
  readonly guardrail?: AppliedGuardrail;
}

export interface InvokeStatementsOptions extends InvokeOptions {
  /**
   * For a resource or endpoint policy.
   *
   * @default - none, as an identity policy demands
   */
  readonly principals?: readonly iam.IPrincipal[];
  /**
   * Added to every Allow, by operator: `{ StringEquals: { 'aws:PrincipalAccount': … } }`.
   * A Deny is never narrowed by it.
   *
   * @default - none
   */
  readonly conditions?: Conditions;
}

/** Operator → condition key → the value or values, as IAM writes them. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/**
 * The statements that allow these models to be invoked, on exact ARNs. Targets behind a profile share a statement
 * for each profile, on condition that the request came through it (`bedrock:InferenceProfileArn`).
 *
 * Sids follow from the models alone. Within one policy call this once, with all models: IAM demands unique Sids.
 */
export function invokeStatements(
  models: readonly InvocableModel[],
  options: InvokeStatementsOptions = {},
): iam.PolicyStatement[] {
  const { guardrail, conditions = {} } = options;
  const principals = options.principals ? { principals: [...options.principals] } : {};
  const carried: Conditions = guardrail ? { ArnLike: { 'bedrock:GuardrailIdentifier': anyVersionOf(guardrail) } } : {};
  const allows = groupTargets(models).map(
    ({ sid, arns, condition }) =>
      new iam.PolicyStatement({
        sid,
        actions: [...INVOKE_ACTIONS],
        resources: arns,
        conditions: merge(condition, carried, conditions),
        ...principals,
      }),
  );
  if (!guardrail) return allows;
  return [
    ...allows,
    new iam.PolicyStatement({
      sid: 'ApplyGuardrail',
      actions: [...APPLY_GUARDRAIL_ACTIONS],
      resources: [guardrail.arn],
      conditions: merge(conditions),
      ...principals,
    }),
    denyWithoutGuardrail(guardrail, options.principals),
  ];
}

/** Denies every invocation that does not carry this guardrail at some version: for a grant, an endpoint policy, a boundary. */
export function denyWithoutGuardrail(
  guardrail: AppliedGuardrail,
  principals: readonly iam.IPrincipal[] = [],
): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'DenyWithoutGuardrail',
    effect: iam.Effect.DENY,
    principals: [...principals],
    actions: [...INVOKE_ACTIONS],
    resources: ['*'],
    // True as well when the request carries no guardrail: a negated operator matches an absent key.
    conditions: { ArnNotLike: { 'bedrock:GuardrailIdentifier': anyVersionOf(guardrail) } },
  });
}

/** Lets `grantee` invoke these models. Call it once for a grantee, with all its models. */
export function grantInvoke(
  grantee: iam.IGrantable,
  models: readonly InvocableModel[],
  options: InvokeOptions = {},
): void {
  for (const statement of invokeStatements(models, options)) {
    grantee.grantPrincipal.addToPrincipalPolicy(statement);
  }
}

/**
 * Any numbered version, as the User Guide has it (guardrails-permissions-id). Were it one number, a change of the
 * guardrail would have to reach four stacks at the same moment. There is one to name: see `Guardrail.newVersion`.
 */
function anyVersionOf({ arn }: AppliedGuardrail): string {
  return `${arn}:*`;
}

interface TargetGroup {
  readonly sid: string;
  readonly arns: string[];
  readonly condition: Conditions;
}

/** Targets that may be invoked in the same circumstances, together; in order of appearance, each ARN once. */
function groupTargets(models: readonly InvocableModel[]): readonly TargetGroup[] {
  const groups = new Map<string, TargetGroup>();
  for (const target of models.flatMap((model) => model.targets)) {
    const condition = conditionOfTarget(target);
    const key = JSON.stringify(condition);
    const group = groups.get(key) ?? { sid: sidOfTarget(target), arns: [], condition };
    if (!group.arns.includes(target.arn)) group.arns.push(target.arn);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function sidOfTarget({ throughProfile, requestedRegion }: InvokeTarget): string {
  if (!throughProfile) return 'InvokeModels';
  return `InvokeThrough${sidOfProfile(throughProfile)}${requestedRegion ? 'Anywhere' : ''}`;
}

function conditionOfTarget({ throughProfile, requestedRegion }: InvokeTarget): Conditions {
  return {
    StringEquals: {
      ...(throughProfile && { 'bedrock:InferenceProfileArn': throughProfile }),
      ...(requestedRegion && { 'aws:RequestedRegion': requestedRegion }),
    },
  };
}

/** All conditions together, keys of one operator under that operator; operators without a key are left out. */
function merge(...parts: readonly Conditions[]): Record<string, Record<string, unknown>> {
  const merged: Record<string, Record<string, unknown>> = {};
  for (const [operator, keys] of parts.flatMap((part) => Object.entries(part))) {
    if (Object.keys(keys).length > 0) merged[operator] = { ...merged[operator], ...keys };
  }
  return merged;
}
