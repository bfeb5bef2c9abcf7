/** True while `npm run test:update` runs: it accepts what is new and what has changed. */
export const isUpdate = (): boolean => process.env.TEST_UPDATE === 'true';

/** Fails with what is new or has changed since a review, and with the command that accepts it. */
export function expectReviewed(changes: readonly string[]): void {
  if (changes.length === 0) return;
  throw new Error(`${changes.join('\n')}\nIf it is meant to be so: npm run test:update, then read the diff.`);
}
