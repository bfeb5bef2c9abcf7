import { Duration, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { AgentAliasConfig } from '../../domain/deployment/config/knowledge-config';
import type { InvocableModel } from '../../domain/models/invocable-model';
import { type Delegated, ENV } from '../../lambda/knowledge/contract';
import { APPLY_GUARDRAIL_ACTIONS } from '../bedrock/actions';
import { agentAliasArn } from '../bedrock/agent-alias';
import { guardrailResources, invokeStatements } from '../bedrock/grant-invoke';
import { grantModelKey } from '../bedrock/grant-models';
import type { Guardrail } from '../bedrock/guardrail';
import { acknowledge } from '../checks/acknowledge';
import { functionCode } from '../functions/function-code';
import { VpcFunction, type VpcFunctionProps } from '../functions/vpc-function';
import { RolePolicy } from '../iam/role-policy';
import type { KnowledgeBase } from './knowledge-base';

export interface DelegatedFunctionProps extends VpcFunctionProps {
  /** Name of the deployment: a dimension of the function's metrics. */
  readonly deployment: string;
  /** Name of the role, which the boundary and the policy of the endpoint name. */
  readonly roleName: string;
  readonly base: KnowledgeBase;
  /** Models of the row, which Bedrock can invoke on behalf of the role. */
  readonly models: readonly InvocableModel[];
  /**
   * Models that may answer, as requests name them; the first one is the default.
   *
   * @default - all of `models`
   */
  readonly answering?: readonly string[] | undefined;
  /** Passages of an answer. */
  readonly results: number;
  /**
   * Lets Bedrock answer from the knowledge base.
   *
   * @default false
   */
  readonly retrieveAndGenerate?: boolean | undefined;
  /**
   * Agent alias that is asked.
   *
   * @default - no agent
   */
  readonly agentAlias?: AgentAliasConfig | undefined;
  /**
   * Guardrail that the function names in each request.
   *
   * @default - no guardrail
   */
  readonly guardrail?: Guardrail | undefined;
}

/** Condition of an invocation that Bedrock makes on behalf of the function. */
const BY_BEDROCK = { Bool: { 'aws:ViaAWSService': 'true' } };

/** Returns what answers in the name of the function, as a noun phrase. */
const answering = ({ retrieveAndGenerate, agentAlias }: DelegatedFunctionProps): string =>
  [...(retrieveAndGenerate ? ['Bedrock with the knowledge base'] : []), ...(agentAlias ? ['an agent'] : [])].join(
    ' or ',
  );

/**
 * Function in whose operations Bedrock answers by itself: RetrieveAndGenerate and InvokeAgent. Its role is its own, since
 * these calls cannot be bounded as those of the knowledge function are: docs/decisions/0019-agents.md.
 *
 * @example
 * const delegated = new DelegatedFunction(stack, 'Delegated', {
 *   deployment: 'chat',
 *   functionName: 'chat-delegated',
 *   roleName: 'chat-delegated',
 *   logGroupName: '/chat/delegated',
 *   network,
 *   encryptionKey: key,
 *   base: knowledgeBase,
 *   models: [model],
 *   results: 5,
 *   retrieveAndGenerate: true,
 * });
 * delegated.grantInvoke(role);
 */
export class DelegatedFunction extends VpcFunction {
  constructor(scope: Construct, id: string, props: DelegatedFunctionProps) {
    const { retrieveAndGenerate, agentAlias } = props;
    const delegated: Delegated = {
      ...(retrieveAndGenerate && { retrieveAndGenerate }),
      ...(agentAlias && { agentAlias }),
    };
    super(scope, id, props, {
      name: 'delegated function',
      description: `Lets ${answering(props)} answer questions`,
      code: functionCode('knowledge'),
      roleName: props.roleName,
      memorySize: 512,
      timeout: Duration.minutes(2),
      environment: {
        [ENV.deployment]: props.deployment,
        [ENV.knowledgeBaseId]: props.base.knowledgeBase.attrKnowledgeBaseId,
        [ENV.allowedModels]: Stack.of(scope).toJsonString(
          props.answering ?? props.models.map(({ modelId }) => modelId),
        ),
        [ENV.audiences]: '{}',
        [ENV.numberOfResults]: String(props.results),
        [ENV.delegated]: JSON.stringify(delegated),
      },
      noQueueReason:
        'The caller receives each failure. A dead letter queue would store questions; nothing here stores them.',
      noReserveReason: 'Bedrock limits these operations to 20 calls a second or fewer, below any useful reserve.',
    });
    const policy = new RolePolicy(this.role, 'DelegatedPolicy', {
      description: `Let ${answering(props)} answer questions`,
      role: this.role,
      sizeRemedy: 'remove models from the row',
    });
    if (agentAlias) {
      policy.addStatements(
        new iam.PolicyStatement({
          sid: 'InvokeAgent',
          actions: ['bedrock:InvokeAgent'],
          resources: [agentAliasArn(this, agentAlias)],
        }),
      );
    }
    if (retrieveAndGenerate) this.grantGenerate(policy, props);
    if (!retrieveAndGenerate || !props.guardrail) return;
    this.function.addEnvironment(ENV.guardrailId, props.guardrail.guardrailId);
    this.function.addEnvironment(ENV.guardrailVersion, props.guardrail.addVersion(this));
  }

  /**
   * Lets Bedrock find passages and invoke the models on behalf of the function. Bedrock's own invocations carry no guardrail,
   * so that no statement can require it; one by the function itself is not allowed.
   */
  private grantGenerate(
    policy: iam.ManagedPolicy,
    { base, models, guardrail, encryptionKey }: DelegatedFunctionProps & { readonly encryptionKey: kms.IKey },
  ): void {
    policy.addStatements(
      new iam.PolicyStatement({
        sid: 'AnswerFromKnowledgeBase',
        actions: ['bedrock:RetrieveAndGenerate'],
        resources: ['*'],
      }),
      ...invokeStatements(models, { conditions: BY_BEDROCK }),
      ...(guardrail
        ? [
            new iam.PolicyStatement({
              sid: 'ApplyGuardrail',
              actions: [...APPLY_GUARDRAIL_ACTIONS],
              resources: guardrailResources(guardrail.applied),
            }),
          ]
        : []),
    );
    base.grantRetrieve(policy);
    grantModelKey(policy, { models, guardrail, encryptionKey });
    const reason =
      'AWS defines no resource for RetrieveAndGenerate. The role has no other right to a knowledge base than to its own, and none to a bucket; the row turns it on.';
    acknowledge(
      policy,
      { rule: 'AwsSolutions-IAM5', finding: 'Resource::*', reason },
      { rule: 'PrivateBedrock-RETRIEVE2', finding: 'Action::bedrock:RetrieveAndGenerate', reason },
    );
  }
}
