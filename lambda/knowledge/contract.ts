/**
 * Contract between the constructs, the knowledge function and its callers: environment variables, operations, limits.
 * Imports neither CDK nor SDK, so that all sides compile against this file.
 */

/** Environment variables of the function. The construct sets them; the function does not start without them. */
export const ENV = {
  knowledgeBaseId: 'KNOWLEDGE_BASE_ID',
  /** JSON array of the models that may answer. The first one is the default. */
  allowedModels: 'ALLOWED_MODELS',
  /** JSON object: groups of each audience, such as `{"board":["board","finance"]}`. Each audience is an alias of the function. */
  audiences: 'AUDIENCES',
  /** Passages of an answer, unless the request says otherwise. */
  numberOfResults: 'NUMBER_OF_RESULTS',
  /** JSON object: AgentLimits. Without it, `runAgent` is off. */
  agent: 'AGENT',
  /**
   * JSON object: Delegated. With it, the function performs the operations in which Bedrock answers by itself, and no others;
   * without it, the others.
   */
  delegated: 'DELEGATED',
  /** Name of the deployment: a dimension of the metrics. */
  deployment: 'DEPLOYMENT',
  /** Id and version of the guardrail for passages and answers. Both or neither. */
  guardrailId: 'GUARDRAIL_ID',
  guardrailVersion: 'GUARDRAIL_VERSION',
} as const;

export const OPERATIONS = [
  'retrieve',
  'ask',
  'runAgent',
  'retrieveAndGenerate',
  'retrieveAndGenerateStream',
  'invokeAgent',
] as const;

/**
 * Operations of the function. An invocation is one flat JSON object: `operation`, and the fields of QuestionRequest.
 *
 * - `retrieve` answers with one JSON document: Retrieval, or `{ "error": AnswerError }`.
 * - `ask` answers with server-sent events: `passages` (Retrieval), any number of `text` (AnswerText), at most one
 *   `notInDocuments` (an empty object), and `end` (AnswerEnd) as the last one. A failure at any time is a last event
 *   `error` (AnswerError).
 * - `runAgent` answers with server-sent events: for each turn of the model `turn` (AgentTurn), for each call of a tool
 *   `tool` (AgentTool), and before it for each search `passages` (Retrieval, with passages that no search before it has
 *   found); then at most one `text` (AnswerText), at most one `notInDocuments`, and `end` (AgentEnd) or `error`
 *   (AnswerError) as the last one.
 * - `retrieveAndGenerate` answers with one JSON document: GeneratedAnswer, or `{ "error": AnswerError }`.
 * - `retrieveAndGenerateStream` answers with server-sent events: any number of `passages` (Passage[] as `passages`), `text`
 *   (AnswerText) and `citation` (GeneratedCitation), and `end` (GeneratedEnd) or `error` as the last one. A text comes after
 *   the passages that Bedrock cites for it; text without a citation comes last.
 * - `invokeAgent` answers with server-sent events: `session` (its id), any number of `text` and `sources` (AgentSources),
 *   and `end` or `error` as the last one.
 * - The alias by which the function is called is the audience of the caller. It decides which documents are seen, and IAM
 *   decides who may call it.
 */
export type Operation = (typeof OPERATIONS)[number];

export const LIMITS = {
  /** Characters of a question. Source: quota "Maximum query length" of Amazon Bedrock Knowledge Bases. */
  questionCharacters: 1_000,
  /** Passages of an answer. */
  results: 25,
  /** Tokens of an answer. */
  maxTokens: 4_096,
  /** Limits of one run of the agent that no row changes. */
  run: {
    /** Calls of tools that one turn can make. */
    callsOfTurn: 4,
    /** Passages that all searches together can find. */
    passages: 50,
    /** Evaluations of passages by the guardrail. A passage that is found again is not evaluated again. */
    evaluations: 100,
  },
} as const;

/** Agent alias of the account. */
export interface AgentAlias {
  readonly agentId: string;
  readonly aliasId: string;
}

/** Operations in which Bedrock answers by itself. */
export interface Delegated {
  readonly retrieveAndGenerate?: true;
  readonly agentAlias?: AgentAlias;
}

/** Limits of one run of the agent. */
export interface AgentLimits {
  /** Times that the model is asked. */
  readonly maxTurns: number;
  /** Tokens that the model writes, in all turns together. */
  readonly maxTokens: number;
  readonly maxSeconds: number;
}

export interface QuestionRequest {
  readonly operation: Operation;
  /** 1 to 1,000 characters. */
  readonly text: string;
  /** 1 to 25: passages of each search. @default - that of the deployment */
  readonly numberOfResults?: number;
  /** Filter on metadata, as Retrieve takes it. It cannot name `allowedGroups`. */
  readonly filter?: object;
  /** Not for `retrieve` and `invokeAgent`. @default - the first model of the deployment */
  readonly modelId?: string;
  /** As `modelId`: 1 to 4,096, for `runAgent` at most that of its limits. @default 1024, or that of the limits */
  readonly maxTokens?: number;
  /** Only for `invokeAgent`: the session of an answer before. @default - a new one */
  readonly sessionId?: string;
}

export interface Passage {
  /** Counted from 1: the number of its citations. */
  readonly number: number;
  readonly text: string;
  /** Similarity to the question, from 0 to 1. */
  readonly score?: number;
  /** Address of the document, `s3://bucket/documents/…`. */
  readonly source: string;
  /** Attributes of the document. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface Retrieval {
  readonly passages: readonly Passage[];
  /** Passages that were retrieved and are not shown, by the reason. */
  readonly removed: { readonly byAudience: number; readonly byGuardrail: number };
}

export interface AnswerText {
  readonly text: string;
}

export interface AnswerEnd {
  /** Reason of the model, such as `end_turn`, `max_tokens` or `guardrail_intervened`; `no_passages` if none was asked. */
  readonly stopReason: string;
  /** Numbers of the passages that the answer cites. */
  readonly citations: readonly number[];
  /** Citations that were removed from the answer, since they lead to no passage. */
  readonly removedCitations: number;
  readonly usage?: { readonly inputTokens?: number; readonly outputTokens?: number };
}

/** One turn of the model in a run of the agent. */
export interface AgentTurn {
  /** Counted from 1. */
  readonly turn: number;
  readonly milliseconds: number;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** Calls of tools that the turn made. */
  readonly toolCalls: number;
}

/** Results of a call of a tool. A search that fails and may succeed later has the code of its failure, such as `throttled`. */
export const TOOL_OUTCOMES = [
  'ok',
  'unknown_tool',
  'invalid_input',
  'no_result',
  'repeated',
  'too_many_calls',
  'too_many_passages',
  'too_many_evaluations',
] as const;

/** One call of a tool, without its input and its result. */
export interface AgentTool {
  readonly turn: number;
  /** Name of the tool; `unknown` for one that does not exist. */
  readonly tool: string;
  /** One of TOOL_OUTCOMES, or the code of a failure. */
  readonly outcome: string;
  readonly milliseconds: number;
  /** Passages that a search found. */
  readonly passages?: number;
}

/**
 * End of a run of the agent.
 *
 * - `answered`: the text is the answer.
 * - `not_in_documents`: no search found a passage, or the model says that the passages do not answer the question. What the
 *   model wrote without a passage is removed: `removedText`.
 * - `turn_limit`, `time_limit`: the limit came before the answer. There is no text.
 * - `token_limit`: the answer is cut off, or there is none.
 * - `guardrail_intervened`: the text is that of the guardrail.
 * - `model_stopped`: the model gave up for another reason, which is `stopReason`. There is no text.
 */
export type AgentOutcome =
  | 'answered'
  | 'not_in_documents'
  | 'turn_limit'
  | 'token_limit'
  | 'time_limit'
  | 'guardrail_intervened'
  | 'model_stopped';

export interface AgentEnd {
  readonly outcome: AgentOutcome;
  /** Last reason of the model to stop. Absent if it has not ended a turn. */
  readonly stopReason?: string;
  readonly turns: number;
  readonly toolCalls: number;
  /** Numbers of the passages that the answer cites. */
  readonly citations: readonly number[];
  /** Citations that were removed from the answer, since they lead to no passage. */
  readonly removedCitations: number;
  /** True if the model wrote an answer although no passage was found. It is not shown. */
  readonly removedText: boolean;
  /** Tokens of all turns. */
  readonly usage: { readonly inputTokens: number; readonly outputTokens: number };
}

/** Part of an answer of Bedrock, and the numbers of the passages that Bedrock names for it. */
export interface GeneratedCitation {
  /** First and last character of the part. Absent if Bedrock does not say. */
  readonly start?: number;
  readonly end?: number;
  readonly passages: readonly number[];
}

export interface GeneratedEnd {
  /** `end_turn` or `guardrail_intervened`. */
  readonly stopReason: string;
  /** Number of passages that the answer cites. */
  readonly passages: number;
}

/** Whole answer of Bedrock. */
export interface GeneratedAnswer {
  readonly text: string;
  readonly stopReason: string;
  readonly citations: readonly GeneratedCitation[];
  readonly passages: readonly Passage[];
}

/** Documents that an agent says it has used. */
export interface AgentSources {
  readonly sources: readonly string[];
}
