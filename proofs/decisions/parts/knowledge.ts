import type { DeploymentConfig } from '../../../domain/deployment/deployment';
import { ACCOUNT } from '../../model/physical-ids';
import type { Bucket } from '../../model/system';
import { EVERYTHING, type Who } from '../who';
import type { World } from '../world';

/** Resources of the knowledge base of a deployment, and who asks it. */
export interface Knowledge {
  readonly documents: Bucket;
  readonly vectors: Bucket;
  /** ARN of the index. */
  readonly index: string;
  /** ARN of the knowledge base. */
  readonly base: string;
  readonly embeddingModel: string;
  /** The role of the function that asks, with every right that another policy could give it. */
  readonly asker: Who;
  /** The role in whose calls Bedrock answers by itself. Undefined if the row switches none of them on. */
  readonly delegate?: Delegate;
}

export interface Delegate {
  /** With every right that another policy could give it. */
  readonly who: Who;
  readonly isGenerating: boolean;
  /** ARN. */
  readonly agentAlias?: string;
}

/** Undefined for a row without a knowledge base. */
export function knowledgeOf({ system, config, region }: World): Knowledge | undefined {
  const { buckets, vectorBuckets, indexes, knowledgeBases, deployment } = system;
  const documents = buckets.find(({ at }) => /\/Knowledge\/Documents[0-9A-F]{8}$/.test(at));
  const [vectors] = vectorBuckets;
  const [[index], [base]] = [indexes, knowledgeBases];
  if (!(config.knowledge && documents && vectors && index && base)) return undefined;
  return {
    ...{ documents, vectors, index, base },
    embeddingModel: config.knowledge.embeddingModel ?? 'amazon.titan-embed-text-v2:0',
    asker: {
      words: 'the role of the knowledge function',
      principal: `arn:aws:iam::${ACCOUNT}:role/private-bedrock-${deployment}-${region}-knowledge`,
      identity: [EVERYTHING],
    },
    ...delegateOf(config, deployment),
  };
}

function delegateOf({ knowledge, region }: DeploymentConfig, deployment: string): Pick<Knowledge, 'delegate'> {
  const { retrieveAndGenerate: isGenerating = false, agentAlias } = knowledge ?? {};
  if (!isGenerating && !agentAlias) return {};
  const alias = agentAlias && `${agentAlias.agentId}/${agentAlias.aliasId}`;
  return {
    delegate: {
      who: {
        words: 'the role of the delegated function',
        principal: `arn:aws:iam::${ACCOUNT}:role/private-bedrock-${deployment}-${region}-delegated`,
        identity: [EVERYTHING],
      },
      isGenerating,
      ...(alias && { agentAlias: `arn:aws:bedrock:${region}:${ACCOUNT}:agent-alias/${alias}` }),
    },
  };
}

/** Names of the audiences of a row. */
export const audiencesOf = ({ knowledge }: DeploymentConfig): readonly string[] =>
  Object.keys(knowledge?.audiences ?? {});

/** Roles whose sessions ask, and can carry an audience. */
export const ASKING: readonly string[] = ['invoker', 'application role'];

/** True if callers can hand on their audience to a session of the role. A service has none. */
export const carriesAudience = (config: DeploymentConfig, role: string): boolean =>
  audiencesOf(config).length > 0 &&
  ASKING.includes(role) &&
  (role !== 'application role' || (config.applications?.principals ?? []).length > 0);
