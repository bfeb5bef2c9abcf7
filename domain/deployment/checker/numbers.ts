import { type Checker, expectThat } from './checker';

/** A whole number from `least` to `most`; the remedy says what it is and in which unit. */
export function wholeNumber(least: number, most: number, remedy: string): Checker {
  return expectThat(
    (value): value is number => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
    `a whole number from ${least} to ${most}`,
    remedy,
  );
}
