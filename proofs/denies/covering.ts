import type { Sentence } from '../decisions/sentence';
import type { NamedPolicy } from '../model/policy';

/** Sentences that the Denies of one policy must keep. */
export interface Covering {
  readonly policy: NamedPolicy;
  /** Everything else that the sentences depend on. */
  readonly given: readonly unknown[];
  /** Each asks about all actions of a kind, as AWS lists them. */
  readonly sentences: () => readonly Sentence[];
}
