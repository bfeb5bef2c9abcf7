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
  /** Rules of each medium that a prompt can contain. */
  readonly media: Readonly<Partial<Record<Medium, MediumRules>>>;
  /** Tokenizer that token counts are estimated for. */
  readonly tokenizer: Tokenizer;
  /** Takes a validation set. */
  readonly validation: boolean;
  /** Takes `reasoningContent` before the text of the assistant. */
  readonly reasoning: boolean;
  /** Tool use in examples. @default - the model is not trained with tools */
  readonly tools?: 'disputed';
  /** Strings that fail the job if they are part of a prompt. */
  readonly reserved: readonly string[];
  /** Further strings that only some of AWS's sources refuse. */
  readonly disputedReserved?: readonly string[];
  /** Ranges by the names of the API. @default - AWS documents none, so that none can be checked */
  readonly hyperparameters?: Readonly<Record<string, Hyperparameter>>;
}

/** Shape of a record: a Converse conversation, or `prompt` and `completion`. */
export type Format = 'conversation' | 'prompt-completion';

export type Medium = 'image' | 'video' | 'document';

/** `llama-3` is public. AWS publishes no tokenizer of its own models, and Anthropic none of Claude. */
export type Tokenizer = 'llama-3' | 'unpublished';

/** "Disputed" is a rule on which AWS's guides and scripts differ: following the stricter source is only a warning. */
export interface MediumRules {
  readonly formats: readonly string[];
  /** Formats that only some of AWS's sources accept. */
  readonly disputedFormats?: readonly string[];
  /** @default - AWS states none */
  readonly max?: MediaLimit;
  /** Tokens of one file of any size. @default - AWS publishes no number, and none are counted */
  readonly tokens?: { readonly low: number; readonly high: number };
  /** Only some of AWS's sources accept the medium at all. */
  readonly isDisputed?: true;
}

/** Limit of a record, or of a message where some of AWS's sources count by record. */
export interface MediaLimit {
  readonly count: number;
  readonly per: 'record' | 'message';
}

export interface RecordLimits {
  readonly min: number;
  /** Fewer records are a warning. @default - the recommendation for all models */
  readonly recommended?: number;
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

/** Returns the media that all of AWS's sources accept. */
export const agreedMedia = ({ media }: FineTuning): readonly Exclude<Medium, 'document'>[] =>
  (['image', 'video'] as const).filter((medium) => media[medium] && !media[medium].isDisputed);
