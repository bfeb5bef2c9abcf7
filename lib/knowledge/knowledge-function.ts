import { Duration, Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { AgentConfig } from '../../domain/deployment/config/knowledge-config';
import type { InvocableModel } from '../../domain/models/invocable-model';
import { ENV } from '../../lambda/knowledge/contract';
import { grantModels } from '../bedrock/grant-models';
import type { Guardrail } from '../bedrock/guardrail';
import { functionCode } from '../functions/function-code';
import { VpcFunction, type VpcFunctionProps } from '../functions/vpc-function';
import { RolePolicy } from '../iam/role-policy';
import { AudienceAliases } from './audience-aliases';
import type { KnowledgeBase } from './knowledge-base';

export interface KnowledgeFunctionProps extends VpcFunctionProps {
  /** Name of the deployment: a dimension of the function's metrics. */
  readonly deployment: string;
  /** Name of the role, which the policy of the endpoint names. */
  readonly roleName: string;
  readonly base: KnowledgeBase;
  /** Models of the row, which the role can invoke. Custom models are encrypted with `encryptionKey`. */
  readonly models: readonly InvocableModel[];
  /**
   * Models that may answer, as requests name them; the first one is the default.
   *
   * @default - all of `models`
   */
  readonly answering?: readonly string[] | undefined;
  /** Passages of an answer. */
  readonly results: number;
  /** Groups of each audience. Each audience is an alias of the function. */
  readonly audiences: Readonly<Record<string, readonly string[]>>;
  /**
   * Limits of a run of the agent.
   *
   * @default - no agent
   */
  readonly agent?: Required<AgentConfig> | undefined;
  /**
   * Guardrail of passages and answers.
   *
   * @default - no guardrail
   */
  readonly guardrail?: Guardrail | undefined;
}

/**
 * Function that finds passages in one knowledge base and answers questions from them, through the interface endpoints and
 * only with the allowed models. Request and response: docs/knowledge.md.
 *
 * @example
 * const asking = new KnowledgeFunction(stack, 'Knowledge', {
 *   deployment: 'chat',
 *   functionName: 'chat-knowledge',
 *   roleName: 'chat-knowledge',
 *   logGroupName: '/chat/knowledge',
 *   network,
 *   encryptionKey: key,
 *   base: knowledgeBase,
 *   models: [model],
 *   results: 5,
 *   audiences: { board: ['board'] },
 * });
 * asking.grantInvoke(role);
 */
export class KnowledgeFunction extends VpcFunction {
  private readonly aliases: AudienceAliases;

  constructor(scope: Construct, id: string, props: KnowledgeFunctionProps) {
    super(scope, id, props, {
      name: 'knowledge function',
      description: 'Finds passages in the knowledge base, and answers questions from them',
      code: functionCode('knowledge'),
      roleName: props.roleName,
      memorySize: 512,
      // A run of the agent ends by its own limit, before the function does.
      timeout: Duration.seconds(Math.max(120, (props.agent?.maxSeconds ?? 0) + 20)),
      environment: {
        [ENV.deployment]: props.deployment,
        [ENV.knowledgeBaseId]: props.base.knowledgeBase.attrKnowledgeBaseId,
        [ENV.allowedModels]: Stack.of(scope).toJsonString(
          props.answering ?? props.models.map(({ modelId }) => modelId),
        ),
        [ENV.audiences]: Stack.of(scope).toJsonString(props.audiences),
        [ENV.numberOfResults]: String(props.results),
        ...(props.agent && { [ENV.agent]: JSON.stringify(props.agent) }),
      },
      noQueueReason:
        'The caller receives each failure. A dead letter queue would store questions; nothing here stores them.',
      noReserveReason: 'Bedrock limits searches of a knowledge base to 20 a second, below any useful reserve.',
    });
    const policy = new RolePolicy(this.role, 'KnowledgePolicy', {
      description: 'Find passages, and invoke the allowed models',
      role: this.role,
      sizeRemedy: 'remove models from the row',
    });
    props.base.grantRetrieve(policy);
    grantModels(policy, props);
    if (props.guardrail) {
      this.function.addEnvironment(ENV.guardrailId, props.guardrail.guardrailId);
      this.function.addEnvironment(ENV.guardrailVersion, props.guardrail.addVersion(this));
    }
    this.aliases = new AudienceAliases(this, 'Audiences', this.function, Object.keys(props.audiences));
  }

  /** Lets the role ask for unrestricted documents, and for those of the audience that the tag of its session names. */
  grantAsk(policy: iam.ManagedPolicy): void {
    this.grantInvoke(policy);
    this.aliases.grantInvoke(policy);
  }
}
