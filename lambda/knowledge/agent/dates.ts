const DAY_MS = 24 * 60 * 60 * 1000;

/** Returns the ISO day of a moment, in UTC. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Returns the days from one ISO day to another; negative if the second comes first. Undefined if one does not exist. */
export function daysBetween(from: string, to: string): number | undefined {
  const [first, last] = [timeOf(from), timeOf(to)];
  return first === undefined || last === undefined ? undefined : (last - first) / DAY_MS;
}

/**
 * Returns the ISO day that is some months and days after another. A month that is too short gives its last day, as a notice
 * period does: 2026-01-31 and one month is 2026-02-28. Undefined if the day does not exist, or the result has no year of
 * four digits.
 */
export function addToDate(date: string, months: number, days: number): string | undefined {
  if (timeOf(date) === undefined) return undefined;
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const lastOfMonth = utc(year, month + months, 0);
  const start = utc(year, month - 1 + months, Math.min(day, new Date(lastOfMonth).getUTCDate()));
  const sum = start + days * DAY_MS;
  return sum >= utc(0, 0, 1) && sum <= utc(9999, 11, 31) ? dayOf(sum) : undefined;
}

/** `Date.UTC` takes the years 0 to 99 for those of the last century. */
const utc = (year: number, month: number, day: number): number => new Date(0).setUTCFullYear(year, month, day);

/** Undefined for a day that no calendar has, such as 2026-02-30. */
function timeOf(date: string): number | undefined {
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) || dayOf(time) !== date ? undefined : time;
}
