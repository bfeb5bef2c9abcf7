/** Allowance that refills continuously, up to its size. It can be overdrawn by what was not known when it was taken. */
export class TokenBucket {
  private level: number;
  private seen = 0;

  constructor(
    private readonly size: number,
    private readonly perSecond: number,
  ) {
    this.level = size;
  }

  /** Takes an amount if the bucket has it. */
  take(amount: number, now: number): boolean {
    this.refill(now);
    if (this.level < amount) return false;
    this.level -= amount;
    return true;
  }

  /** Returns an amount that was not used; takes one that was used in addition, if it is negative. */
  settle(amount: number, now: number): void {
    this.refill(now);
    this.level = Math.min(this.size, this.level + amount);
  }

  private refill(now: number): void {
    // Without a limit there is nothing to refill: infinity times no time is not a number.
    if (this.size !== Number.POSITIVE_INFINITY)
      this.level = Math.min(this.size, this.level + (now - this.seen) * this.perSecond);
    this.seen = now;
  }
}
