const DAY_MS = 86_400_000;

/** Returns the ISO day of a number of days since 1970. */
export const isoDayOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Returns the Monday of a day, as days since 1970. */
export const mondayOf = (day: number): number => day - ((day + 3) % 7);

/** Returns the month of a day, such as `2026-11`. */
export const monthOf = (day: number): string => isoDayOf(day).slice(0, 7);

export const daysInMonth = (month: string): number => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).getUTCDate();
};

/** Returns the month that is `count` months after another. */
export const monthAfter = (month: string, count = 1): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
};

/** Returns the first day of a month, as days since 1970. */
export const firstDayOf = (month: string): number => Date.parse(`${month}-01T00:00:00Z`) / DAY_MS;
