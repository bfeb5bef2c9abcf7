import type { AlarmSettings } from './alarm-properties';
import { thresholdOf } from './alarm-properties';
import type { Chart } from './charts';
import { expressionOf, type Metric } from './signals/signal';

/** Settings of a row that the dashboard depends on. */
export interface DashboardSettings extends Pick<AlarmSettings, 'namePrefix' | 'thresholds'> {
  /**
   * Whole names of alarms that other stacks make. Their states are shown, too.
   *
   * @default - none
   */
  readonly otherAlarms?: readonly string[] | undefined;
}

/** Columns of a dashboard of CloudWatch, and size of a chart in them. */
const [COLUMNS, WIDTH, HEIGHT] = [24, 8, 6];

/** Alarms that the widget of their states shows in a row. */
const ALARMS_IN_ROW = 8;

/**
 * Returns the body of a dashboard: the state of every alarm, and charts with the thresholds of the alarms in them.
 *
 * Source: Amazon CloudWatch API Reference, "Dashboard body structure and syntax".
 */
export function dashboardBody(
  charts: readonly Chart[],
  settings: DashboardSettings,
  { account, region }: { readonly account: string; readonly region: string },
): object {
  const own = charts.flatMap((chart) => chart.signals.map(({ name }) => `${settings.namePrefix}${name}`));
  const alarms = [...own, ...(settings.otherAlarms ?? [])];
  const states = {
    ...{ type: 'alarm', x: 0, y: 0, width: COLUMNS, height: 1 + Math.ceil(alarms.length / ALARMS_IN_ROW) },
    properties: {
      title: 'Alarms',
      alarms: alarms.map((name) => `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`),
    },
  };
  return {
    widgets: [
      states,
      ...charts.map((chart, index) => ({
        ...{ type: 'metric', width: WIDTH, height: HEIGHT },
        x: (index * WIDTH) % COLUMNS,
        y: states.height + Math.floor((index * WIDTH) / COLUMNS) * HEIGHT,
        properties: propertiesOf(chart, settings, region),
      })),
    ],
  };
}

const propertiesOf = ({ title, unit, lines, signals }: Chart, settings: DashboardSettings, region: string) => ({
  ...{ title, region, view: 'timeSeries' },
  metrics: [
    ...lines.map(({ label, metric }) => lineOf(label, metric)),
    ...signals.filter(({ isAnomaly }) => !isAnomaly).map(({ name, metric }) => lineOf(name, metric)),
  ],
  yAxis: { left: { min: 0, label: unit, showUnits: false } },
  annotations: { horizontal: thresholdsOf({ signals }, settings) },
});

/** Kinds with the same threshold share its line. Each quota has a threshold of its own. */
function thresholdsOf({ signals }: Pick<Chart, 'signals'>, settings: DashboardSettings) {
  const values = signals
    .filter(({ isAnomaly }) => !isAnomaly)
    .map((signal) => ({
      label: signal.kind === 'quota' ? signal.name : signal.kind,
      value: thresholdOf(signal, settings),
    }));
  return [...new Set(values.map(({ value }) => value))].map((value) => {
    const labels = new Set(values.filter((one) => one.value === value).map(({ label }) => label));
    return { label: [...labels].join(', '), value };
  });
}

function lineOf(label: string, metric: Metric): readonly unknown[] {
  const { namespace, name, dimensions, statistic: stat, periodSeconds: period } = metric;
  if (dimensions === 'any') return [{ expression: expressionOf(metric), label, period }];
  return [namespace, name, ...Object.entries(dimensions).flat(), { label, stat, period }];
}
