import { NotModelledError } from '../not-modelled';
import type { Proof, Subject } from '../proof';
import type { Mutant } from './mutant';

/** Objections of one proof to a mutant. */
export interface Killer {
  readonly proof: string;
  /** The first sentence that broke, or what could not be read. */
  readonly says: string;
  /** It did not judge: it refused to read. */
  readonly refused: boolean;
}

/** A mutant and all proofs that see it. Plain data, so that it can come from another thread. */
export interface Judged {
  readonly kind: string;
  readonly name: string;
  readonly at: string;
  readonly killers: readonly Killer[];
}

/** Holds one mutant against every proof, not only until the first sees it. */
export async function judge({ kind, name, at, subject }: Mutant, proofs: readonly Proof[]): Promise<Judged> {
  const killers: Killer[] = [];
  for (const proof of proofs) {
    const killer = await killerOf(name, subject, proof);
    if (killer) killers.push(killer);
  }
  return { kind, name, at, killers };
}

async function killerOf(mutant: string, subject: Subject, proof: Proof): Promise<Killer | undefined> {
  try {
    const [says] = await proof.broken(subject);
    return says === undefined ? undefined : { proof: proof.name, says, refused: false };
  } catch (error) {
    if (error instanceof NotModelledError) return { proof: proof.name, says: error.message, refused: true };
    // A proof that stumbles has seen nothing: it must learn to read, or to refuse.
    throw new Error(`${proof.name} fails on the mutant "${mutant}"`, { cause: error });
  }
}
