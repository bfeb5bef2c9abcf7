import { LIMITS, type Passage, type Retrieval } from '../contract';

/** Passages of one run. A passage keeps its number when another search finds it again. */
export class FoundPassages {
  private readonly numbers = new Map<string, number>();
  private removed = { byAudience: 0, byGuardrail: 0 };

  get count(): number {
    return this.numbers.size;
  }

  get isFull(): boolean {
    return this.count >= LIMITS.run.passages;
  }

  /** Passages that searches found and that are not shown, by the reason. */
  get hidden(): Retrieval['removed'] {
    return this.removed;
  }

  /** Takes the result of a search. Returns passages that are new, with their numbers, and the numbers of the others. */
  add({ passages, removed }: Retrieval): { readonly fresh: readonly Passage[]; readonly known: readonly number[] } {
    this.removed = {
      byAudience: this.removed.byAudience + removed.byAudience,
      byGuardrail: this.removed.byGuardrail + removed.byGuardrail,
    };
    const fresh: Passage[] = [];
    const known: number[] = [];
    for (const passage of passages) {
      const key = JSON.stringify([passage.source, passage.text]);
      const number = this.numbers.get(key);
      if (number !== undefined) known.push(number);
      else if (!this.isFull) {
        this.numbers.set(key, this.count + 1);
        fresh.push({ ...passage, number: this.count });
      }
    }
    return { fresh, known };
  }
}
