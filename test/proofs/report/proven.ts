import type { Bound } from '../bounds/bound-file';
import type { Inspection } from '../decisions/inspection';

/** Everything that a run has found: what the page and the summary are made of. */
export interface Proven {
  readonly rows: readonly {
    readonly name: string;
    readonly matrix: readonly (readonly string[])[];
    readonly inspections: readonly Inspection[];
    /** Markdown. */
    readonly reach: string;
  }[];
  readonly profiles: {
    readonly invocations: number;
    readonly points: number;
    readonly simulated: number;
    /** Cells of a table: what, from where, how many ARNs. */
    readonly kinds: readonly (readonly string[])[];
  };
  readonly bounds: readonly Bound[];
  readonly kills: {
    readonly mutants: number;
    readonly killed: number;
    /** Names of the proofs: columns of the table of kinds. */
    readonly proofs: readonly string[];
    /** Cells of a table: kind, mutants, killed, then killed by each proof. */
    readonly kinds: readonly (readonly string[])[];
    /** Cells of a table: mutant, reason. */
    readonly equivalent: readonly (readonly string[])[];
  };
  /** Sentences that do not hold, and survivors. All is well without one. */
  readonly broken: readonly string[];
}
