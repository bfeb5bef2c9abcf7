import type { CodeMutant } from './operators';

/** Result of a mutant. */
export interface Verdict {
  /** Proof or test that saw it; `none` if it changes nothing that these rows have. Absent for a survivor. */
  readonly killer?: string;
  /** The first sentence that broke. */
  readonly says?: string;
  /** Row or file of tests that saw it. */
  readonly by?: string;
}

/** Killer of a mutant that makes no template another one. */
export const NO_EFFECT = 'none';

export interface CodeAnswer {
  readonly mutant: CodeMutant;
  readonly verdict: Verdict;
}

/** Judges mutants whose code is in place. */
export interface Judge {
  judge(mutant: CodeMutant): Promise<Verdict>;
}
