/** Returns a number with its noun, such as `1 object` or `2 objects`. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : plural}`;
