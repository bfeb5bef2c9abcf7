/** Settings of the knowledge base. */
export interface KnowledgeConfig {
  /**
   * Model that turns documents and questions into vectors. Another model creates a new index and a new knowledge base, and
   * every document is ingested again.
   *
   * @limits one of domain/knowledge/embedding-models.ts, offered in the Region
   * @default 'amazon.titan-embed-text-v2:0'
   * @example 'amazon.titan-embed-text-v2:0'
   */
  readonly embeddingModel?: string;

  /**
   * Length of a vector. Shorter vectors cost less and rank less exactly. A change has the same effect as another model.
   *
   * @limits a length that the model offers: 256, 512 or 1024 of Titan Text Embeddings V2
   * @default - the longest that the model offers
   * @example 1024
   */
  readonly dimensions?: number;

  /**
   * Tokens of a chunk, the part of a document that is found as one passage. A change creates a new data source, and every
   * document is ingested again.
   *
   * @limits 20 to 1000, and at most what the embedding model reads
   * @default 300
   * @example 500
   */
  readonly chunkTokens?: number;

  /**
   * Share of a chunk that it repeats of the one before, in percent. A change has the same effect as one of `chunkTokens`.
   *
   * @limits 1 to 99
   * @default 20
   * @example 10
   */
  readonly chunkOverlapPercent?: number;

  /**
   * Passages from which a question is answered.
   *
   * @limits 1 to 25
   * @default 5
   * @example 8
   */
  readonly results?: number;

  /**
   * Audiences, and the groups whose restricted documents each of them sees: `allowedGroups` in the metadata of a document
   * names groups. A session belongs to the audience that its tag `private-bedrock:audience` names, and sees only
   * unrestricted documents without the tag.
   *
   * @limits at most 20, names of lower-case letters, digits and hyphens, 1 to 4 groups each, 2048 bytes in all
   * @default - none: restricted documents are shown to nobody
   * @example { board: ['board', 'finance'], staff: ['staff'] }
   */
  readonly audiences?: Readonly<Record<string, readonly string[]>>;

  /**
   * Denies every read and write of documents from outside the VPC, except by the knowledge base itself and the break-glass
   * role of the documents.
   *
   * @default false
   * @example true
   */
  readonly vpcOnly?: boolean;

  /**
   * Agent that answers a question in several turns: the model searches the documents and calculates with tools, within these
   * limits. Absent: the operation `runAgent` is refused.
   *
   * @default - no agent
   * @example {}
   */
  readonly agent?: AgentConfig;

  /**
   * Switches on Bedrock's own RetrieveAndGenerate, in a function and a role of its own. The proofs then no longer say that no
   * role can ask another knowledge base of the account: AWS defines no resource for the action.
   *
   * @default false
   * @example true
   */
  readonly retrieveAndGenerate?: boolean;

  /**
   * Existing agent alias of the account that `invokeAgent` asks, in the same function. Agents Classic takes no new customers.
   * The role of the agent says what the agent can reach.
   *
   * @default - no agent of Amazon Bedrock
   * @example { agentId: 'AGENT00001', aliasId: 'ALIAS00001' }
   */
  readonly agentAlias?: AgentAliasConfig;
}

/** Alias of an agent of Amazon Bedrock. */
export interface AgentAliasConfig {
  /**
   * Id of the agent.
   *
   * @limits 10 letters and digits
   * @example 'AGENT00001'
   */
  readonly agentId: string;

  /**
   * Id of its alias.
   *
   * @limits 10 letters and digits
   * @example 'ALIAS00001'
   */
  readonly aliasId: string;
}

/** Limits of one run of the agent. Each ends the run, with its name in the answer. */
export interface AgentConfig {
  /**
   * Times that a run asks the model. Each turn can call up to four tools and sends everything before it again.
   *
   * @limits 2 to 20
   * @default 5
   * @example 8
   */
  readonly maxTurns?: number;

  /**
   * Tokens that the model writes in one run, in all turns together.
   *
   * @limits 256 to 32768
   * @default 4096
   * @example 8192
   */
  readonly maxTokens?: number;

  /**
   * Seconds of one run. The timeout of the function is 120 seconds, or 20 seconds longer than this.
   *
   * @limits 5 to 600
   * @default 60
   * @example 120
   */
  readonly maxSeconds?: number;
}
