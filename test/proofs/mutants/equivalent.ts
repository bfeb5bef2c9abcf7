/** A survivor that is no weaker than the original. */
export interface Explained {
  /** Name of the mutant. */
  readonly name: string;
  /** Why nothing became weaker: something that can be looked up or tried. */
  readonly because: string;
}

/** An entry for a mutant that is killed, or gone, is an error. */
export const EQUIVALENT: readonly Explained[] = [];
