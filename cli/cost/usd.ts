/** `14.60`; what is more than nothing and less than a cent is `<0.01`. */
export function usd(amount: number): string {
  return !isNothing(amount) && amount < 0.005 ? '<0.01' : amount.toFixed(2);
}

/** With a sign: `+14.60`, `-1.00`, `0.00`. */
export function signed(amount: number): string {
  if (isNothing(amount)) return '0.00';
  if (Math.abs(amount) < 0.005) return `${amount > 0 ? '+' : '-'}<0.01`;
  return `${amount > 0 ? '+' : '-'}${Math.abs(amount).toFixed(2)}`;
}

/** What sums of decimal fractions leave over. */
export const isNothing = (amount: number): boolean => Math.abs(amount) < 1e-9;
