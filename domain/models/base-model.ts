/** A foundation model as something to customize: what its training data has to look like. The rows are in base-models.ts. */
export interface BaseModel {
  readonly id: string;
  /** What `CreateModelCustomizationJob` takes: the id and its context length. */
  readonly baseModelIdentifier: string;
  readonly format: Format;
  readonly records: RecordLimits;
  readonly tokens: TokenLimits;
  readonly media: readonly Medium[];
  /** Takes a validation set. */
  readonly validation: boolean;
  /** Takes `reasoningContent` before the text of the assistant. */
  readonly reasoning: boolean;
  /** Texts with which a prompt of this model fails its job. */
  readonly reserved: readonly string[];
  /** By the name of the API. @default - AWS documents none, so that none can be checked */
  readonly hyperparameters?: Readonly<Record<string, Hyperparameter>>;
  readonly regions: readonly string[];
  /** Whether CreateCustomModelDeployment takes the custom model; the others need Provisioned Throughput. */
  readonly deploysOnDemand: boolean;
  readonly lifecycle: Lifecycle;
}

/** The shape of a record: a Converse conversation, or `prompt` and `completion`. */
export type Format = 'conversation' | 'prompt-completion';

export type Medium = 'image' | 'video';

export interface RecordLimits {
  readonly min: number;
  /** @default - AWS states none */
  readonly max?: number;
  /** Of what the limits hold: the training set, or that and the validation set. */
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

/** A legacy model takes no new customization jobs; after its end it is gone. Days are ISO days. */
export type Lifecycle =
  | { readonly status: 'active' }
  | { readonly status: 'legacy' | 'ended'; readonly endOfLife: string; readonly replacement: string };
