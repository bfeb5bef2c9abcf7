import type { FineTuning } from './fine-tuning';
import type { Lifecycle } from './lifecycle';

/** Foundation model: where it can be invoked, how, and until when. The rows are below catalogue/, with their sources. */
export interface CatalogueModel {
  readonly id: string;
  readonly provider: Provider;
  /** Regions where the id itself can be invoked on demand. Empty for a model that only a profile reaches. */
  readonly regions: readonly string[];
  /** Geographic profiles by the prefix of their id. */
  readonly geographic: Readonly<Partial<Record<Geography, Routes>>>;
  /** Source Regions of the global profile. @default - the model has none */
  readonly globalSources?: readonly string[];
  readonly input: readonly Modality[];
  readonly output: readonly Modality[];
  readonly lifecycle: Lifecycle;
  /** The first invocation in an account starts an AWS Marketplace subscription. */
  readonly marketplace: boolean;
  /** @default - its text generation cannot be fine-tuned in Bedrock */
  readonly fineTuning?: FineTuning;
}

export type Provider = 'Amazon' | 'Anthropic' | 'DeepSeek' | 'Meta' | 'Mistral AI';

export type Modality = 'text' | 'image' | 'video';

/** Prefixes of geographic profile ids. */
export const GEOGRAPHIES = ['au', 'eu', 'jp', 'us'] as const;

export type Geography = (typeof GEOGRAPHIES)[number];

/** Destination Regions of a geographic profile by the Region that it is called from: they differ from source to source. */
export type Routes = Readonly<Record<string, readonly string[]>>;
