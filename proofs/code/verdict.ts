/** Result of a mutant. */
export interface Verdict {
  /** Proof or test that saw it; `none` if it changes nothing that these rows have. Absent for a survivor. */
  readonly killer?: string;
  /** The first sentence that broke. */
  readonly says?: string;
}
