/** Events in the order of their time; events of the same time in the order in which they were added. A binary heap. */
export class Timeline<E> {
  private readonly entries: (readonly [time: number, order: number, event: E])[] = [];
  private added = 0;

  /** Time of the next event; Infinity without one. */
  get next(): number {
    return this.entries[0]?.[0] ?? Number.POSITIVE_INFINITY;
  }

  add(time: number, event: E): void {
    this.entries.push([time, this.added++, event]);
    for (let at = this.entries.length - 1; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.isBefore(at, parent)) return;
      this.swap(at, parent);
      at = parent;
    }
  }

  /** Removes the next event and returns it. */
  take(): E | undefined {
    const [first] = this.entries;
    const last = this.entries.pop();
    if (first && last && this.entries.length > 0) {
      this.entries[0] = last;
      this.sink();
    }
    return first?.[2];
  }

  private sink(): void {
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const child = right < this.entries.length && this.isBefore(right, left) ? right : left;
      if (child >= this.entries.length || !this.isBefore(child, at)) return;
      this.swap(at, child);
      at = child;
    }
  }

  private isBefore(a: number, b: number): boolean {
    const [one, other] = [this.entries[a], this.entries[b]];
    if (!one || !other) return false;
    return one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]);
  }

  private swap(a: number, b: number): void {
    const [one, other] = [this.entries[a], this.entries[b]];
    if (!one || !other) return;
    this.entries[a] = other;
    this.entries[b] = one;
  }
}
