import { type Mark, marksIn } from './markers';

/** Texts in which planted marks were looked for, counted by the kind of place that they are in. */
export class LookedThrough {
  private readonly counts = new Map<string, number>();

  /** Looks through every name and every text of a value. */
  through(place: string, value: unknown, ...allowed: readonly Mark[]): void {
    const texts = collect(value, []);
    this.counts.set(place, (this.counts.get(place) ?? 0) + texts.length);
    expect({ place, marks: marksIn(texts.join('\n'), ...allowed) }).toEqual({ place, marks: [] });
  }

  /** Kinds of places that had no text. A place that is never there proves nothing. */
  emptyOf(places: readonly string[]): readonly string[] {
    return places.filter((place) => !this.counts.get(place));
  }

  toString(): string {
    const counted = [...this.counts].map(([place, count]) => `${count.toLocaleString('en-US')} in ${place}`);
    const total = [...this.counts.values()].reduce((sum, count) => sum + count, 0);
    return `Looked through ${total.toLocaleString('en-US')} texts: ${counted.join(', ')}.`;
  }
}

/** Adds the names and texts of a value, with all that an error says. */
function collect(value: unknown, texts: string[]): string[] {
  if (value instanceof Error) texts.push(value.name, value.message, value.stack ?? '');
  if (value instanceof Error && value.cause !== undefined) collect(value.cause, texts);
  if (typeof value !== 'object' || value === null) {
    if (value !== undefined) texts.push(String(value));
    return texts;
  }
  for (const [name, member] of Object.entries(value)) {
    if (!Array.isArray(value)) texts.push(name);
    collect(member, texts);
  }
  return texts;
}
