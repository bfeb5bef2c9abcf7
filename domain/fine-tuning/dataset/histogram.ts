/** How many records have up to 2^index tokens, and more than the one before. */
export type Histogram = number[];

export function count(histogram: Histogram, tokens: number): void {
  const bucket = tokens <= 1 ? 0 : 32 - Math.clz32(tokens - 1);
  for (let index = histogram.length; index <= bucket; index++) histogram.push(0);
  histogram[bucket] = (histogram[bucket] ?? 0) + 1;
}
