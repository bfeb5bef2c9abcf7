/** Change that a clinician makes to a draft before signing. */
export type Edit =
  | { readonly kind: 'change'; readonly sentence: string; readonly text: string }
  | { readonly kind: 'remove'; readonly sentence: string }
  /** Adds a sentence at the end of the section. */
  | { readonly kind: 'add'; readonly section: string; readonly text: string };

/** Difference of a signed note from its draft. */
export type Change =
  | {
      readonly kind: 'changed';
      readonly sentence: string;
      readonly section: string;
      readonly before: string;
      readonly after: string;
    }
  | { readonly kind: 'removed'; readonly sentence: string; readonly section: string; readonly before: string }
  | { readonly kind: 'added'; readonly sentence: string; readonly section: string; readonly after: string };
