import { EMBEDDING_MODELS, embeddingModel } from '../knowledge/embedding-models';
import type { AgentConfig, KnowledgeConfig } from './config/knowledge-config';
import type { DeploymentConfig } from './deployment';

/** Settings of a knowledge base with every default. Absent features stay absent. */
export type KnowledgeSettings = Required<Omit<KnowledgeConfig, 'agent' | 'agentAlias'>> &
  Pick<KnowledgeConfig, 'agentAlias'> & {
    readonly agent?: Required<AgentConfig>;
  };

/** Limits of a run of the agent, unless the row says otherwise. */
const AGENT: Required<AgentConfig> = { maxTurns: 5, maxTokens: 4_096, maxSeconds: 60 };

/** Returns the settings of a row, with the defaults of those that it omits. */
export function knowledgeSettings({ agent, ...config }: KnowledgeConfig): KnowledgeSettings {
  const { embeddingModel: id = EMBEDDING_MODELS[0].id } = config;
  const model = embeddingModel(id) ?? EMBEDDING_MODELS[0];
  return {
    embeddingModel: id,
    dimensions: model.dimensions[0],
    chunkTokens: 300,
    chunkOverlapPercent: 20,
    results: 5,
    audiences: {},
    vpcOnly: false,
    retrieveAndGenerate: false,
    ...config,
    ...(agent && { agent: { ...AGENT, ...agent } }),
  };
}

/** Returns the groups of all audiences, each once. */
export const groupsOf = ({ audiences = {} }: KnowledgeConfig): readonly string[] => [
  ...new Set(Object.values(audiences).flat()),
];

/** Tells whether Bedrock answers by itself in some operation. */
export const isDelegating = ({ knowledge }: Pick<DeploymentConfig, 'knowledge'>): boolean =>
  knowledge?.retrieveAndGenerate === true || knowledge?.agentAlias !== undefined;

/** Tells whether some sessions see restricted documents. */
export const hasAudiences = ({ knowledge }: Pick<DeploymentConfig, 'knowledge'>): boolean =>
  Object.keys(knowledge?.audiences ?? {}).length > 0;
