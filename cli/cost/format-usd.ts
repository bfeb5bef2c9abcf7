/** Returns `14.60`, or `<0.01` for less than half a cent. */
export function formatUsd(amount: number): string {
  return !isZero(amount) && amount < 0.005 ? '<0.01' : amount.toFixed(2);
}

/** Returns the amount with its sign: `+14.60`, `-1.00`, `0.00`; `<+0.01` or `>-0.01` for less than half a cent. */
export function formatChange(amount: number): string {
  if (isZero(amount)) return '0.00';
  if (Math.abs(amount) < 0.005) return amount > 0 ? '<+0.01' : '>-0.01';
  return `${amount > 0 ? '+' : '-'}${Math.abs(amount).toFixed(2)}`;
}

/** Returns true for zero, and for the rounding error of a sum. */
export const isZero = (amount: number): boolean => Math.abs(amount) < 1e-9;
