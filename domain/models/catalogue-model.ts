import type { FineTuning } from './fine-tuning';
import type { Lifecycle } from './lifecycle';

/** Foundation model: where it can be invoked, how, and until when. */
export interface CatalogueModel {
  readonly id: string;
  readonly provider: string;
  /** Name without the provider, such as `Nova Lite`. */
  readonly name: string;
  readonly kind: Kind;
  /** Regions where the id itself can be invoked on demand. Empty for a model that only a profile reaches. */
  readonly regions: readonly string[];
  /** Geographic profiles by the prefix of their id. */
  readonly geographic: Readonly<Record<string, Routes>>;
  /** Source Regions of the global profile. @default - the model has none */
  readonly globalSources?: readonly string[];
  readonly input: readonly Modality[];
  readonly output: readonly Modality[];
  readonly lifecycle: Lifecycle;
  /** The first invocation in an account starts an AWS Marketplace subscription. @default - no source says so */
  readonly marketplace?: boolean;
  /** @default - its text generation cannot be fine-tuned in Bedrock */
  readonly fineTuning?: FineTuning;
}

/** Kinds of models. Only the first one answers questions. The last two are invoked by operations that the inference function does not have. */
export const KINDS = ['text', 'embedding', 'rerank', 'image', 'speech', 'video'] as const;

export type Kind = (typeof KINDS)[number];

export type Modality = 'text' | 'image' | 'video' | 'speech' | 'audio' | 'embedding';

/** Prefixes of the geographic profile ids of the partition aws. */
export const GEOGRAPHIES: readonly string[] = ['apac', 'au', 'ca', 'eu', 'in', 'jp', 'us'];

/** Destination Regions of a geographic profile by the Region that it is called from: they differ from source to source. */
export type Routes = Readonly<Record<string, readonly string[]>>;
