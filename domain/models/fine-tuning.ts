/** Fine-tuning of a model in Bedrock: where it runs, and the training data that it takes. */
export interface FineTuning {
  readonly regions: readonly string[];
  /** `baseModelIdentifier` of `CreateModelCustomizationJob`: the id and its context length. */
  readonly baseModelIdentifier: string;
  /** `CreateCustomModelDeployment` takes the custom model; the others need Provisioned Throughput. */
  readonly deploysOnDemand: boolean;
  readonly format: Format;
  readonly records: RecordLimits;
  readonly tokens: TokenLimits;
  readonly media: readonly Medium[];
  /** Takes a validation set. */
  readonly validation: boolean;
  /** Takes `reasoningContent` before the text of the assistant. */
  readonly reasoning: boolean;
  /** Strings that fail the job if they are part of a prompt. */
  readonly reserved: readonly string[];
  /** Ranges by the names of the API. @default - AWS documents none, so that none can be checked */
  readonly hyperparameters?: Readonly<Record<string, Hyperparameter>>;
}

/** Shape of a record: a Converse conversation, or `prompt` and `completion`. */
export type Format = 'conversation' | 'prompt-completion';

export type Medium = 'image' | 'video';

export interface RecordLimits {
  readonly min: number;
  /** @default - AWS states none */
  readonly max?: number;
  /** Records that the limits count: those of the training set, or of both sets. */
  readonly of: 'training' | 'both';
}

/** In tokens, of one record. */
export interface TokenLimits {
  readonly record: number;
  /** @default - the limit of the record */
  readonly prompt?: number;
  /** @default - the limit of the record */
  readonly completion?: number;
}

export interface Hyperparameter {
  readonly min: number;
  readonly max: number;
  readonly default: number;
  /** @default - false: any number in the range */
  readonly whole?: true;
}
