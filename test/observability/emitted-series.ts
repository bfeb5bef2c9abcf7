import { isDeepStrictEqual } from 'node:util';

/** Series of a metric that a log line in embedded metric format writes. */
export interface Series {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, unknown>>;
}

interface Directive {
  readonly Namespace: string;
  readonly Dimensions: readonly (readonly string[])[];
  readonly Metrics: readonly { readonly Name: string }[];
}

/**
 * Returns the series that CloudWatch makes of a log line: one for each metric and each set of dimensions that the line
 * declares, if it has a value for the metric and for every dimension.
 *
 * Source: Amazon CloudWatch User Guide, "Specification: Embedded metric format".
 */
export function emittedBy(line: Readonly<Record<string, unknown>>): readonly Series[] {
  const { CloudWatchMetrics } = line._aws as { readonly CloudWatchMetrics: readonly Directive[] };
  return CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Metrics.filter(({ Name }) => typeof line[Name] === 'number').flatMap(({ Name }) =>
      Dimensions.filter((names) => names.every((name) => typeof line[name] === 'string')).map((names) => ({
        namespace: Namespace,
        name: Name,
        dimensions: Object.fromEntries(names.map((name) => [name, line[name]])),
      })),
    ),
  );
}

export const isEmitted = (series: Series, emitted: readonly Series[]): boolean =>
  emitted.some((one) => isDeepStrictEqual(one, series));
