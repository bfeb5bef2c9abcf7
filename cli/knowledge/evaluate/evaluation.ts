import type { EvaluationQuestion } from './questions';

/** Question with its observed result. */
export interface Observation extends EvaluationQuestion {
  /** Documents of the passages, best first. */
  readonly found: readonly string[];
  /** Answer to the question. @default - only passages were retrieved */
  readonly answer?: ObservedAnswer;
}

export interface ObservedAnswer {
  readonly isNotInDocuments: boolean;
  /** Documents that the answer cites. */
  readonly cited: readonly string[];
  readonly removedCitations: number;
  readonly stopReason: string;
}

/** Setting that was evaluated. */
export interface EvaluationSettings {
  readonly deployment: string;
  readonly embeddingModel: string;
  readonly dimensions: number;
  readonly chunkTokens: number;
  readonly chunkOverlapPercent: number;
  /** Number of passages. */
  readonly results: number;
  /** Model that answers. @default - only passages were retrieved */
  readonly model?: string | undefined;
  readonly filter?: string | undefined;
}

/** Result of an evaluation: the document of `--json`, and the file of `--baseline`. */
export interface Evaluation {
  readonly format: 1;
  readonly settings: EvaluationSettings;
  readonly measures: Measures;
  readonly questions: readonly Observation[];
  readonly failures: readonly QuestionFailure[];
}

/** Question that could not be asked. It is in no measure. */
export interface QuestionFailure {
  readonly question: string;
  readonly audience?: string | undefined;
  readonly code: string;
  readonly message: string;
}

/** Measures by name, each from 0 to 1; undefined if no question counts for it. */
export type Measures = Readonly<Record<MeasureName, number | undefined>>;

/** Every measure, with its title in the report. */
export const MEASURES = {
  hitRate: 'hit rate',
  meanReciprocalRank: 'mean reciprocal rank',
  ndcg: 'nDCG',
  answered: 'answered, of the answerable',
  validCitations: 'answers with valid citations',
  relevantCitations: 'answers that cite a relevant document',
  notInDocumentsPrecision: '"not in the documents": precision',
  notInDocumentsRecall: '"not in the documents": recall',
} as const;

export type MeasureName = keyof typeof MEASURES;

export const MEASURE_NAMES = Object.keys(MEASURES) as MeasureName[];
