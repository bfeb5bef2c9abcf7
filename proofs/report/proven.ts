import type { Bound } from '../bounds/bound-file';
import type { Inspection } from '../decisions/inspection';
import type { KillTable } from '../mutants/kill-table';

/** Everything that a run has found: what the page and the summary are made of. */
export interface Proven {
  readonly rows: readonly {
    readonly name: string;
    /** Describes a row that nobody deploys. */
    readonly words?: string;
    /** Claims that do not hold of this row. */
    readonly notClaimed: readonly string[];
    readonly matrix: readonly (readonly string[])[];
    readonly inspections: readonly Inspection[];
    /** Markdown. */
    readonly reach: string;
  }[];
  /** Account deployments. */
  readonly accounts: readonly { readonly name: string; readonly inspections: readonly Inspection[] }[];
  readonly profiles: {
    readonly invocations: number;
    readonly points: number;
    readonly simulated: number;
    /** Cells of a table: what, from where, how many ARNs. */
    readonly kinds: readonly (readonly string[])[];
  };
  readonly bounds: readonly Bound[];
  /** With the names of the proofs: columns of the table of kinds. */
  readonly kills: KillTable & { readonly proofs: readonly string[] };
  /** Sentences that do not hold, and survivors. All is well without one. */
  readonly broken: readonly string[];
}
