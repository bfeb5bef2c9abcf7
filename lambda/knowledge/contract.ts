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
  /** Name of the deployment: a dimension of the metrics. */
  deployment: 'DEPLOYMENT',
  /** Id and version of the guardrail for passages and answers. Both or neither. */
  guardrailId: 'GUARDRAIL_ID',
  guardrailVersion: 'GUARDRAIL_VERSION',
} as const;

export const OPERATIONS = ['retrieve', 'ask'] as const;

/**
 * Operations of the function. An invocation is one flat JSON object: `operation`, and the fields of QuestionRequest.
 *
 * - `retrieve` answers with one JSON document: Retrieval, or `{ "error": AnswerError }`.
 * - `ask` answers with server-sent events: `passages` (Retrieval), any number of `text` (AnswerText), at most one
 *   `notInDocuments` (an empty object), and `end` (AnswerEnd) as the last one. A failure at any time is a last event
 *   `error` (AnswerError).
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
} as const;

export interface QuestionRequest {
  readonly operation: Operation;
  /** 1 to 1,000 characters. */
  readonly text: string;
  /** 1 to 25. @default - that of the deployment */
  readonly numberOfResults?: number;
  /** Filter on metadata, as Retrieve takes it. It cannot name `allowedGroups`. */
  readonly filter?: object;
  /** Only for `ask`. @default - the first model of the deployment */
  readonly modelId?: string;
  /** Only for `ask`: 1 to 4,096. @default 1024 */
  readonly maxTokens?: number;
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
