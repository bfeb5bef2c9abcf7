import { OperatorError } from '../../domain/operator-error';
import { EQUIVALENT, type Explained } from './equivalent';
import type { Judged } from './judge';

/** Results of the proofs on the mutants. */
export interface KillTable {
  readonly mutants: number;
  readonly killed: number;
  /** Killed by refusals alone: no sentence speaks of what was done. */
  readonly refusedOnly: readonly Judged[];
  readonly kinds: readonly KindSummary[];
  /** Seen by no proof, and not explained. There should be none. */
  readonly survivors: readonly string[];
  /** Seen by no proof, and no weaker than the original, with the reason. */
  readonly equivalent: readonly { readonly name: string; readonly because: string }[];
}

export interface KindSummary {
  readonly kind: string;
  readonly mutants: number;
  readonly killed: number;
  /** Number of mutants that each proof noticed, by name of the proof. */
  readonly by: Readonly<Record<string, number>>;
  /** One of its mutants, and the first sentence that it broke: so that a reader can see what was tried. */
  readonly example?: { readonly name: string; readonly says: string };
}

/** @throws OperatorError for an explanation of something that did not survive */
export function tableOf(judged: readonly Judged[], explained: readonly Explained[] = EQUIVALENT): KillTable {
  const survivors = judged.filter(({ killers }) => killers.length === 0).map(({ name }) => name);
  const stale = explained.filter(({ mutants, isRare }) => !isRare && !survivors.some((name) => mutants.test(name)));
  if (stale.length > 0) {
    const patterns = stale.map(({ mutants }) => String(mutants)).join('\n');
    throw new OperatorError(
      'PB-PROOF-001',
      `proofs/mutants/equivalent.ts lists mutants that do not survive:\n${patterns}`,
      'Remove the entry: a proof kills these mutants now, or they are no longer made.',
    );
  }
  const reasonOf = (name: string) => explained.find(({ mutants }) => mutants.test(name))?.because;
  const kinds = [...new Set(judged.map(({ kind }) => kind))];
  return {
    mutants: judged.length,
    killed: judged.length - survivors.length,
    refusedOnly: judged.filter(({ killers }) => killers.length > 0 && killers.every(({ refused }) => refused)),
    kinds: kinds.map((kind) => summaryOf(kind, judged)),
    survivors: survivors.filter((name) => reasonOf(name) === undefined),
    equivalent: survivors.flatMap((name) => {
      const because = reasonOf(name);
      return because === undefined ? [] : [{ name, because }];
    }),
  };
}

function summaryOf(kind: string, all: readonly Judged[]): KindSummary {
  const judged = all.filter((mutant) => mutant.kind === kind);
  const killed = judged.filter(({ killers }) => killers.length > 0);
  const by: Record<string, number> = {};
  for (const { proof } of judged.flatMap(({ killers }) => killers)) by[proof] = (by[proof] ?? 0) + 1;
  const [first] = killed;
  const says = first?.killers.find(({ refused }) => !refused)?.says ?? first?.killers[0]?.says;
  return {
    kind,
    mutants: judged.length,
    killed: killed.length,
    by,
    ...(first && says !== undefined && { example: { name: first.name, says } }),
  };
}
