import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { FINDING_ACTIONS } from '../../bedrock/bounded-actions';
import { exceptRoles } from '../../bedrock/deny-invoke';
import { QUEUE_READ_ACTIONS, VECTOR_USE_ACTIONS } from './boundary-actions';
import { deny, roleArn } from './boundary-statements';

/** Parts of a knowledge base that the boundary names; its roles may be created later. */
export interface BoundaryKnowledge {
  /** Role of the knowledge base. Its own policy names the embedding model, which takes no guardrail. */
  readonly baseRoleName: string;
  /** The only role that can find passages. */
  readonly functionRoleName: string;
  /** Pattern of the objects that a role may delete. */
  readonly documents: string;
  /** ARN of the queue of document events. */
  readonly eventsQueue: string;
  /**
   * The only functions that a role may call.
   *
   * @default - the policies of the roles say which
   */
  readonly functions?: readonly string[] | undefined;
  /**
   * The only role in whose calls Bedrock may answer by itself.
   *
   * @default - no role
   */
  readonly delegated?: BoundaryDelegation | undefined;
}

/** Role for calls in which Bedrock answers by itself, and what they may be. */
export interface BoundaryDelegation {
  readonly roleName: string;
  /** Allows RetrieveAndGenerate. */
  readonly isGenerating: boolean;
  /**
   * ARN of the only agent alias.
   *
   * @default - no agent
   */
  readonly agentAliasArn?: string | undefined;
}

export const INVOKE_FUNCTION = 'lambda:InvokeFunction';

/** Statements for the knowledge base: what its roles need, and what no other role can do. */
export function knowledgeStatements(scope: Construct, knowledge: BoundaryKnowledge): iam.PolicyStatement[] {
  const { functions } = knowledge;
  return [
    ...(functions
      ? [new iam.PolicyStatement({ sid: 'AskAsOneself', actions: [INVOKE_FUNCTION], resources: [...functions] })]
      : []),
    new iam.PolicyStatement({ sid: 'UseVectors', actions: [...VECTOR_USE_ACTIONS], resources: ['*'] }),
    new iam.PolicyStatement({
      sid: 'DeleteDocuments',
      actions: ['s3:DeleteObject'],
      resources: [knowledge.documents],
    }),
    new iam.PolicyStatement({
      sid: 'TakeEvents',
      actions: [...QUEUE_READ_ACTIONS],
      resources: [knowledge.eventsQueue],
    }),
    deny('DenyFindingPassages', {
      actions: [...FINDING_ACTIONS],
      conditions: exceptRoles([roleArn(scope, knowledge.functionRoleName), ...generators(scope, knowledge)]),
    }),
    ...(knowledge.delegated ? delegationStatements(scope, knowledge.delegated) : []),
  ];
}

/** Roles on whose behalf Bedrock finds passages and invokes models, without a guardrail in these invocations. */
export const generators = (scope: Construct, knowledge: BoundaryKnowledge | undefined): string[] =>
  knowledge?.delegated?.isGenerating ? [roleArn(scope, knowledge.delegated.roleName)] : [];

export const delegatedActions = (delegated: BoundaryDelegation | undefined): string[] => [
  ...(delegated?.agentAliasArn === undefined ? [] : ['bedrock:InvokeAgent']),
  ...(delegated?.isGenerating ? ['bedrock:RetrieveAndGenerate'] : []),
];

/** Statements for the calls in which Bedrock answers by itself: one role, one agent. */
function delegationStatements(scope: Construct, delegated: BoundaryDelegation): iam.PolicyStatement[] {
  const role = roleArn(scope, delegated.roleName);
  const { agentAliasArn } = delegated;
  return [
    deny('DenyDelegating', { actions: delegatedActions(delegated), conditions: exceptRoles([role]) }),
    ...(agentAliasArn === undefined
      ? []
      : [
          new iam.PolicyStatement({
            sid: 'DenyOtherAgents',
            effect: iam.Effect.DENY,
            actions: ['bedrock:InvokeAgent'],
            notResources: [agentAliasArn],
          }),
        ]),
  ];
}
