import chart from 'simple-ascii-chart';

/** Columns for the labels of an axis. */
const MARGIN = 12;
const WIDEST = 72;
const HEIGHT = 12;

/**
 * Plots series of points as lines of text of at most `width` columns, without an axis of their x values.
 *
 * @param from lowest value of the y axis. @default - the lowest y value, which makes small differences look large
 */
export function plot(
  series: readonly (readonly [x: number, y: number][])[],
  width: number,
  formatter: (value: number) => string,
  from?: number,
): string {
  const highest = Math.max(...series.flat().map(([, y]) => y));
  const lines = chart(series as [number, number][][], {
    width: Math.min(WIDEST, Math.max(10, width - MARGIN)),
    height: HEIGHT,
    hideXAxisTicks: true,
    formatter,
    ...(from !== undefined && highest > from ? { yRange: [from, highest] as [number, number] } : {}),
  });
  return lines.replace(/^\n+|\s+$/g, '');
}
