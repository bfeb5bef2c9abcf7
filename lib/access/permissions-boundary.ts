import { Aws, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { InvocableModel } from '../../domain/models/invocable-model';
import { INVOKE_ACTIONS } from '../bedrock/actions';
import { PROTECTED_ACTIONS, UNLISTED_INFERENCE_ACTIONS } from '../bedrock/denied-actions';
import { denyInvokeBeside } from '../bedrock/deny-invoke';
import { type AppliedGuardrail, denyWithoutGuardrail } from '../bedrock/grant-invoke';
import { acknowledge } from '../checks/acknowledge';
import { acknowledgeResource } from '../checks/acknowledge-resource';
import { newerThanCfnLint } from '../checks/newer-than-cfn-lint';
import { limitSize } from '../checks/policy-size';
import { AT_MOST_ACTIONS, GLOBAL_ACTIONS, LIFTING_ACTIONS } from './boundary-actions';

export interface PermissionsBoundaryProps {
  /** The only models that anybody here may invoke. */
  readonly models: readonly InvocableModel[];
  /** Demanded of every invocation. @default - none */
  readonly guardrail?: AppliedGuardrail;
  /**
   * ARN of the one role to which the list of models does not apply: its own policy says what it may invoke.
   *
   * @default - no such role
   */
  readonly invokesOthers?: string | undefined;
  /** Only roles whose names begin so may be handed to Bedrock. */
  readonly passableRoles: string;
}

/**
 * What nobody here may do, whatever their own policies say: invoke another model, or one without the guardrail; use
 * Bedrock API keys; weaken guardrails or invocation logging; lift this boundary; act in another Region.
 * A boundary grants nothing: an action needs an Allow here and another in a policy of the role.
 */
export class PermissionsBoundary extends iam.ManagedPolicy {
  constructor(scope: Construct, id: string, props: PermissionsBoundaryProps) {
    super(scope, id, { description: 'The most that any role of this deployment may do' });
    const { region, partition } = Stack.of(this);
    const passable = `arn:${partition}:iam::${Aws.ACCOUNT_ID}:role/${props.passableRoles}*`;
    this.addStatements(
      new iam.PolicyStatement({ sid: 'AtMost', actions: [...AT_MOST_ACTIONS], resources: ['*'] }),
      new iam.PolicyStatement({
        sid: 'PassOurRolesToBedrock',
        actions: ['iam:PassRole'],
        resources: [passable],
        conditions: { StringEquals: { 'iam:PassedToService': 'bedrock.amazonaws.com' } },
      }),
      ...denyInvokeBeside(props.models, props.invokesOthers),
      ...(props.guardrail ? [denyWithoutGuardrail(props.guardrail)] : []),
      deny('DenyWeakening', { actions: [...PROTECTED_ACTIONS] }),
      deny('DenyUnlistedInference', { actions: [...UNLISTED_INFERENCE_ACTIONS] }),
      deny('DenyLifting', { actions: [...LIFTING_ACTIONS] }),
      deny('DenyOtherRegions', {
        notActions: [...INVOKE_ACTIONS, ...GLOBAL_ACTIONS],
        conditions: { StringNotEquals: { 'aws:RequestedRegion': region } },
      }),
      deny('DenyInvokingInOtherRegions', {
        actions: [...INVOKE_ACTIONS],
        conditions: { StringNotEquals: { 'aws:RequestedRegion': invokeRegions(props.models, region) } },
      }),
    );
    limitSize(this, 'take some models out of the row');
    newerThanCfnLint(this);
    const reason =
      'A permissions boundary grants nothing: it is the upper bound of roles whose own policies name resources.';
    acknowledgeResource(this, passable, reason);
    acknowledgeResource(this, '*', reason);
    acknowledge(
      this,
      { rule: 'AwsSolutions-IAM5', finding: 'Action::bedrock:*', reason },
      { rule: 'HIPAA.Security-IAMPolicyNoStatementsWithFullAccess', reason },
      { rule: 'NIST.800.53.R5-IAMPolicyNoStatementsWithFullAccess', reason },
      { rule: 'PrivateBedrock-INVOKE1', finding: 'Action::bedrock:*', reason },
      { rule: 'PrivateBedrock-INVOKE2', finding: 'Resource::*', reason },
      { rule: 'PrivateBedrock-IAM6', finding: 'Resource::*', reason },
      { rule: 'PrivateBedrock-KMS2', finding: 'Resource::*', reason },
    );
  }
}

function deny(sid: string, props: Omit<iam.PolicyStatementProps, 'effect' | 'resources' | 'sid'>): iam.PolicyStatement {
  return new iam.PolicyStatement({ sid, effect: iam.Effect.DENY, resources: ['*'], ...props });
}

/** The deployment's own Region, those that a profile may route to, and `unspecified`, as a global profile's requests say. */
function invokeRegions(models: readonly InvocableModel[], region: string): string[] {
  const destinations = models.flatMap((model) => model.targets).map(({ arn }) => arn.split(':')[3] || 'unspecified');
  return [...new Set([region, ...destinations])].sort();
}
