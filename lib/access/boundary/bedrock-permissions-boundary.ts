import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct } from 'constructs';
import type { InvocableModel } from '../../../domain/models/invocable-model';
import { BOUNDED_BEDROCK_ACTIONS } from '../../bedrock/bounded-actions';
import { denyInvokeExcept, exceptRoles, MODEL_LIST_SIDS } from '../../bedrock/deny-invoke';
import { type AppliedGuardrail, denyWithoutGuardrail } from '../../bedrock/grant-invoke';
import { acknowledge, acknowledgeResource } from '../../checks/acknowledge';
import { limitPolicySize } from '../../checks/policy-size';
import { attachToRoles, hasRoom } from './attached-limits';
import { BOUNDARY_ACTIONS, GLOBAL_ACTIONS } from './boundary-actions';
import {
  type BoundaryKnowledge,
  delegatedActions,
  generators,
  INVOKE_FUNCTION,
  knowledgeStatements,
} from './boundary-knowledge';
import { deny, roleArn } from './boundary-statements';
import { denyOtherRegions } from './region-statements';
import { setBoundary } from './set-boundary';

export interface BedrockPermissionsBoundaryProps {
  /** The only models that a role within the boundary may invoke. */
  readonly models: readonly InvocableModel[];
  /**
   * Guardrail that every invocation must carry.
   *
   * @default - invocations need no guardrail
   */
  readonly guardrail?: AppliedGuardrail;
  /**
   * Name of the one role to which the list of models does not apply: its own policy lists what it may invoke.
   *
   * @default - the list applies to every role
   */
  readonly exemptRoleName?: string | undefined;
  /** Prefix of the names of the roles that may be passed to Bedrock. */
  readonly passableRolePrefix: string;
  /**
   * Knowledge base of the deployment.
   *
   * @default - none
   */
  readonly knowledge?: BoundaryKnowledge | undefined;
}

/**
 * Permissions boundary of every role of a deployment. Whatever its own policies say, no role can invoke another model or
 * one without the guardrail, use Bedrock API keys, weaken guardrails or invocation logging, change the model behind an
 * ARN, buy capacity, change documents or prompts, remove this boundary, or act in another Region. It lists what is possible and
 * denies the rest, so that an action that AWS adds to Amazon Bedrock is denied. A boundary grants nothing: an action needs
 * an Allow here and another in a policy of the role.
 *
 * The list of models is a policy of its own, which `applyTo` attaches to each role, if the boundary has no room for it.
 *
 * A role whose boundary is that of the organization gets `BedrockDenyPolicies` instead.
 *
 * Source: IAM User Guide, "Permissions boundaries for IAM entities".
 *
 * @example
 * const boundary = new BedrockPermissionsBoundary(stack, 'Boundary', {
 *   models: [model],
 *   passableRolePrefix: 'AmazonBedrock-',
 * });
 * boundary.applyTo(app);
 */
export class BedrockPermissionsBoundary extends iam.ManagedPolicy {
  /** Returns the statements of the boundary, in which an action is allowed only if one of them allows it. */
  static statements(scope: Construct, props: BedrockPermissionsBoundaryProps): iam.PolicyStatement[] {
    const { region } = Stack.of(scope);
    const passable = roleArn(scope, `${props.passableRolePrefix}*`);
    const { knowledge } = props;
    const embeds = knowledge ? [roleArn(scope, knowledge.baseRoleName)] : [];
    const unguarded = [...embeds, ...generators(scope, knowledge)];
    const invokesOthers = props.exemptRoleName === undefined ? [] : [roleArn(scope, props.exemptRoleName)];
    return [
      new iam.PolicyStatement({
        sid: 'AtMost',
        actions: BOUNDARY_ACTIONS.filter((action) => action !== INVOKE_FUNCTION || !knowledge?.functions),
        resources: ['*'],
      }),
      new iam.PolicyStatement({
        sid: 'PassOurRolesToBedrock',
        actions: ['iam:PassRole'],
        resources: [passable],
        conditions: { StringEquals: { 'iam:PassedToService': 'bedrock.amazonaws.com' } },
      }),
      deny('DenyAllElse', {
        notActions: [
          ...BOUNDED_BEDROCK_ACTIONS,
          ...(knowledge ? ['bedrock:Retrieve', 'bedrock:StartIngestionJob', 's3vectors:*', 'sqs:*'] : []),
          ...delegatedActions(knowledge?.delegated),
          'iam:ListRoles',
          'iam:PassRole',
          ...otherServices(),
        ],
      }),
      ...denyInvokeExcept(props.models, ...invokesOthers, ...embeds),
      ...(props.guardrail
        ? [denyWithoutGuardrail(props.guardrail, [], unguarded.length > 0 ? exceptRoles(unguarded) : {})]
        : []),
      ...(knowledge ? knowledgeStatements(scope, knowledge) : []),
      ...denyOtherRegions({ ...props, region, globalActions: GLOBAL_ACTIONS }),
    ];
  }

  /** Policy with the list of models, if the boundary has no room for it: part of the limits of each role. */
  readonly modelList: iam.ManagedPolicy | undefined;

  constructor(scope: Construct, id: string, props: BedrockPermissionsBoundaryProps) {
    super(scope, id, {
      description: 'The most that any role of this deployment may do',
      document: new iam.PolicyDocument({ minimize: true }),
    });
    const statements = BedrockPermissionsBoundary.statements(this, props);
    const apart = hasRoom(this, statements) ? [] : statements.filter(({ sid }) => MODEL_LIST_SIDS.includes(sid ?? ''));
    this.addStatements(...statements.filter((statement) => !apart.includes(statement)));
    limitPolicySize(this, 'remove models from the row');
    this.modelList = apart.length === 0 ? undefined : this.makeModelList(apart);
    const passable = roleArn(this, `${props.passableRolePrefix}*`);
    const reason = 'A permissions boundary grants nothing: it limits roles whose own policies name resources.';
    acknowledgeResource(this, passable, reason);
    acknowledgeResource(this, '*', reason);
    if (props.knowledge) {
      acknowledgeResource(this, props.knowledge.documents, reason);
      acknowledge(this, { rule: 'PrivateBedrock-VECTOR1', finding: 'Resource::*', reason });
    }
    acknowledge(
      this,
      { rule: 'AwsSolutions-IAM5', finding: 'Action::bedrock:*', reason },
      { rule: 'HIPAA.Security-IAMPolicyNoStatementsWithFullAccess', reason },
      { rule: 'NIST.800.53.R5-IAMPolicyNoStatementsWithFullAccess', reason },
      { rule: 'PrivateBedrock-INVOKE1', finding: 'Action::bedrock:*', reason },
      { rule: 'PrivateBedrock-INVOKE2', finding: 'Resource::*', reason },
      { rule: 'PrivateBedrock-KMS2', finding: 'Resource::*', reason },
      { rule: 'PrivateBedrock-RETRIEVE1', finding: 'Action::bedrock:*', reason },
      { rule: 'PrivateBedrock-RETRIEVE1', finding: 'Resource::*', reason },
      { rule: 'PrivateBedrock-RETRIEVE2', finding: 'Action::bedrock:GetDocumentContent', reason },
    );
    if (!props.knowledge?.delegated?.isGenerating) return;
    acknowledge(this, {
      rule: 'PrivateBedrock-RETRIEVE2',
      finding: 'Action::bedrock:RetrieveAndGenerate',
      reason: `${reason} DenyDelegating spares one role.`,
    });
  }

  /**
   * Makes this the permissions boundary of every role in this scope, and attaches the list of models if it stands apart.
   *
   * @param others constructs whose roles have another boundary
   */
  applyTo(scope: IConstruct, others: readonly IConstruct[] = []): void {
    setBoundary(scope, () => this.managedPolicyArn, others);
    if (this.modelList) attachToRoles(scope, [this.modelList], others);
  }

  private makeModelList(statements: readonly iam.PolicyStatement[]): iam.ManagedPolicy {
    const policy = new iam.ManagedPolicy(this, 'Models', {
      description: 'The only models that any role of this deployment may invoke',
      document: new iam.PolicyDocument({ minimize: true, statements: [...statements] }),
    });
    limitPolicySize(policy, 'remove models from the row');
    return policy;
  }
}

/** Lists the services of the boundary of which no exact actions are listed: all but Amazon Bedrock and IAM. */
const otherServices = (): string[] =>
  [...new Set(BOUNDARY_ACTIONS.map((action) => `${action.split(':')[0]}:*`))].filter(
    (all) => !/^(bedrock|iam):/.test(all),
  );
