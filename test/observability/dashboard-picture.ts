import { init } from 'echarts';

/** Widget of a dashboard of CloudWatch, as its body has it. */
interface Widget {
  readonly type: 'alarm' | 'metric';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly (readonly unknown[])[];
    readonly yAxis?: { readonly left: { readonly label: string } };
    readonly annotations?: { readonly horizontal: readonly { readonly label: string; readonly value: number }[] };
  };
}

export interface DashboardBody {
  readonly widgets: readonly Widget[];
}

/** Value of a line at a time: an hour of the day with its fraction. The last argument is the threshold of its chart, if any. */
export type Sample = (label: string, hour: number, threshold: number | undefined) => number;

/** Pixels of one column and one row of the grid of a dashboard. */
const [COLUMN, ROW] = [56, 42];
const FONT = 'Helvetica, Arial, sans-serif';

/** Twelve hours in steps of a quarter of an hour. */
const HOURS = Array.from({ length: 12 * 4 + 1 }, (_, index) => 6 + index / 4);

/** Draws the body of a dashboard with sample data, as one SVG. */
export function dashboardPicture({ widgets }: DashboardBody, sample: Sample): string {
  const width = 24 * COLUMN;
  const height = Math.max(...widgets.map((widget) => widget.y + widget.height)) * ROW;
  const raised = widgets.flatMap(({ properties }) => raisedIn(properties, sample));
  const parts = widgets.map((widget) => {
    const inner = widget.type === 'alarm' ? states(widget, raised) : chart(widget, sample);
    return `<g transform="translate(${widget.x * COLUMN},${widget.y * ROW})">${inner}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${FONT}">`,
    `<title>Dashboard with sample data</title><rect width="${width}" height="${height}" fill="#f4f6f8"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

const isLabelled = (line: unknown): line is { readonly label: string } =>
  typeof line === 'object' && line !== null && 'label' in line;

const labelsOf = ({ metrics = [] }: Widget['properties']): readonly string[] =>
  metrics.flatMap((line) => (isLabelled(line.at(-1)) ? [(line.at(-1) as { readonly label: string }).label] : []));

const thresholdOf = ({ annotations }: Widget['properties'], label: string): number | undefined =>
  annotations?.horizontal.find((line) =>
    line.label.split(', ').some((kind) => label === kind || label.startsWith(`${kind}-`)),
  )?.value;

/** Labels of the lines that end at or above their threshold. */
const raisedIn = (properties: Widget['properties'], sample: Sample): readonly string[] =>
  labelsOf(properties).filter((label) => {
    const threshold = thresholdOf(properties, label);
    return threshold !== undefined && sample(label, HOURS.at(-1) ?? 0, threshold) >= threshold;
  });

/** The state of each alarm: a tile with its name. */
function states({ width, height, properties }: Widget, raised: readonly string[]): string {
  const [inRow, tile] = [6, 26];
  const each = (width * COLUMN - 24) / inRow;
  const tiles = (properties.alarms ?? []).map((arn, index) => {
    const name = arn.slice(arn.lastIndexOf('/') + 1);
    const isRaised = raised.includes(name);
    const [x, y] = [12 + (index % inRow) * each, 34 + Math.floor(index / inRow) * (tile + 4)];
    return (
      `<rect x="${x}" y="${y}" width="${each - 6}" height="${tile}" rx="3" fill="${isRaised ? '#d13212' : '#e6f2e6'}"/>` +
      `<text x="${x + 8}" y="${y + 17}" font-size="11" fill="${isRaised ? '#fff' : '#1d4d1d'}">${isRaised ? 'ALARM ' : 'OK '}${short(name)}</text>`
    );
  });
  return (
    card(width, height) +
    `<text x="14" y="24" font-size="14" font-weight="bold">${properties.title}</text>${tiles.join('')}`
  );
}

const short = (name: string) => (name.length > 34 ? `${name.slice(0, 33)}…` : name);

const card = (width: number, height: number) =>
  `<rect x="3" y="3" width="${width * COLUMN - 6}" height="${height * ROW - 6}" rx="4" fill="#fff" stroke="#d5dbdb"/>`;

/** One chart with its lines and thresholds. */
function chart(widget: Widget, sample: Sample): string {
  const { width, height, properties } = widget;
  const size = { width: width * COLUMN, height: height * ROW };
  const drawn = init(null, null, { renderer: 'svg', ssr: true, ...size });
  const horizontal = properties.annotations?.horizontal ?? [];
  const labels = labelsOf(properties);
  drawn.setOption({
    animation: false,
    textStyle: { fontFamily: FONT },
    title: { text: properties.title, left: 14, top: 12, textStyle: { fontSize: 13 } },
    legend: { bottom: 8, left: 10, itemHeight: 7, itemWidth: 12, itemGap: 8, textStyle: { fontSize: 9 } },
    grid: { left: 62, right: 18, top: 52, bottom: 34 + 16 * legendRows(labels, size.width) },
    xAxis: {
      type: 'value',
      min: HOURS[0],
      max: HOURS.at(-1),
      axisLabel: { formatter: clock, fontSize: 10 },
      splitLine: { show: false },
    },
    yAxis: {
      ...{ type: 'value', min: 0, name: properties.yAxis?.left.label, nameGap: 6 },
      ...{ nameTextStyle: { fontSize: 10, align: 'left', padding: [0, 0, 0, -46] }, axisLabel: { fontSize: 10 } },
      max: ({ max }: { readonly max: number }) => niceMaximum(Math.max(max, ...horizontal.map(({ value }) => value))),
    },
    series: labels.map((name, index) => ({
      ...{ type: 'line', name, showSymbol: false, lineStyle: { width: 1.5 } },
      data: HOURS.map((hour) => [hour, sample(name, hour, thresholdOf(properties, name))]),
      ...(index === 0 && { markLine: markLine(horizontal) }),
    })),
  });
  // Without the element around it, and the styles for a pointer over it: both are for pages of their own.
  const svg = drawn
    .renderToSVGString()
    .replace(/^<svg [^>]*>|<style[^>]*>[\s\S]*?<\/style>|<\/svg>$/g, '')
    .replaceAll(/ class="[^"]*"|\n/g, '')
    .replaceAll(/\bzr\d+-/g, `chart-${widget.x}-${widget.y}-`);
  drawn.dispose();
  return card(width, height) + svg;
}

/** Rows that the names of the lines take, by the width of a letter. */
const legendRows = (labels: readonly string[], width: number) => {
  const widths = labels.map((label) => label.length * 5 + 28);
  return widths.reduce(
    ({ rows, used }, each) => (used + each > width - 30 ? { rows: rows + 1, used: each } : { rows, used: used + each }),
    { rows: 1, used: 0 },
  ).rows;
};

const markLine = (lines: readonly { readonly label: string; readonly value: number }[]) => ({
  ...{ symbol: 'none', silent: true, lineStyle: { color: '#d13212', type: 'dashed' } },
  data: lines.map(({ label, value }) => ({
    yAxis: value,
    label: { formatter: label, position: 'insideStartTop', color: '#d13212', fontSize: 9 },
  })),
});

/** The next of 1, 2, 2.5 or 5 times a power of ten, with some room. */
function niceMaximum(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value * 1.15, 1)));
  return [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((one) => one >= value * 1.15) ?? value;
}

const clock = (hour: number) => `${String(Math.floor(hour)).padStart(2, '0')}:00`;
