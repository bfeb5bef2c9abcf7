import plot from 'simple-ascii-chart';
import type { LossCurves } from './loss-curves';

const HEIGHT = 12;

/** Columns for the axis labels. */
const MARGIN = 12;

/** Plots the losses by step, as lines of text of at most `width` columns. */
export function lossPlot({ training, validation }: LossCurves, width: number): string {
  // The validation loss is measured less often: its points are spread over the same steps.
  const spread = (losses: readonly number[]): [number, number][] =>
    losses.map((loss, at) => [1 + (at * (training.length - 1)) / Math.max(1, losses.length - 1), loss]);
  const series = [spread(training), ...(validation ? [spread(validation)] : [])];
  const lines = plot(series, {
    width: Math.min(72, width - MARGIN),
    height: HEIGHT,
    hideXAxisTicks: true,
    formatter: (value) => value.toFixed(3),
  });
  return lines.replace(/^\n+|\s+$/g, '');
}
