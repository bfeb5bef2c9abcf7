import chart from 'simple-ascii-chart';

/** Columns for the labels of an axis. */
const MARGIN = 12;
const WIDEST = 72;
const HEIGHT = 12;

/** Plots series of points as lines of text of at most `width` columns, without an axis of their x values. */
export function plot(
  series: readonly (readonly [x: number, y: number][])[],
  width: number,
  formatter: (value: number) => string,
): string {
  const lines = chart(series as [number, number][][], {
    width: Math.min(WIDEST, Math.max(10, width - MARGIN)),
    height: HEIGHT,
    hideXAxisTicks: true,
    formatter,
  });
  return lines.replace(/^\n+|\s+$/g, '');
}
