import { COUNTED, type Count, type Counted, lastDays, USAGE_METRICS } from '../../domain/usage/usage';
import { DIMENSIONS, METRICS, METRICS_NAMESPACE } from '../../lambda/shared/contract';
import { type DailyMetric, Metrics } from './read-metrics';

/** Counts of the whole account, and of the functions of one deployment. */
export interface Counts {
  readonly days: readonly string[];
  readonly account: readonly Count[];
  readonly deployment: readonly Count[];
}

interface Query {
  readonly modelId: string;
  readonly counted: Counted;
  readonly metric: DailyMetric;
}

const BEDROCK = 'AWS/Bedrock';

/** Our own metrics by what they count. The functions do not write tokens of caches. */
const OWN = { requests: METRICS.requests, input: METRICS.inputTokens, output: METRICS.outputTokens } as const;

/** @param models ids of the row: CloudWatch lists only those that were used in the last two weeks @throws OperatorError */
export async function readCounts(
  place: { readonly deployment: string; readonly region: string; readonly models: readonly string[] },
  count: number,
  now: Date,
): Promise<Counts> {
  const metrics = new Metrics(place.region);
  const days = lastDays(count, now);
  const [from = ''] = days;
  const [ofDeployment] = DIMENSIONS;
  const [listed, own] = [
    await metrics.dimensionsOf(BEDROCK, USAGE_METRICS.requests),
    await metrics.dimensionsOf(METRICS_NAMESPACE, METRICS.requests, { [ofDeployment]: place.deployment }),
  ];
  const used = listed.flatMap((dimensions) => (onlyHas(dimensions, ['ModelId']) ? [dimensions.ModelId ?? ''] : []));
  const queries = { account: accountQueries([...new Set([...place.models, ...used])]), deployment: ownQueries(own) };
  const sums = await metrics.sums(
    [...queries.account, ...queries.deployment].map(({ metric }) => metric),
    from,
    now,
  );
  const countsOf = (some: readonly Query[], first: number): readonly Count[] =>
    some.flatMap(({ modelId, counted }, index) =>
      [...(sums[first + index] ?? [])].map(([day, value]) => ({ day, modelId, counted, value })),
    );
  return {
    days,
    account: countsOf(queries.account, 0),
    deployment: countsOf(queries.deployment, queries.account.length),
  };
}

/** Metrics with other dimensions as well count the same requests a second time. */
const onlyHas = (dimensions: Readonly<Record<string, string>>, names: readonly string[]): boolean =>
  Object.keys(dimensions).sort().join() === [...names].sort().join();

const accountQueries = (models: readonly string[]): readonly Query[] =>
  models.flatMap((modelId) =>
    COUNTED.map((counted) => ({
      modelId,
      counted,
      metric: { namespace: BEDROCK, name: USAGE_METRICS[counted], dimensions: { ModelId: modelId } },
    })),
  );

const ownQueries = (own: readonly Readonly<Record<string, string>>[]): readonly Query[] => {
  const [, model] = DIMENSIONS;
  return own
    .filter((dimensions) => onlyHas(dimensions, DIMENSIONS))
    .flatMap((dimensions) =>
      (Object.keys(OWN) as (keyof typeof OWN)[]).map((counted) => ({
        modelId: dimensions[model] ?? '',
        counted,
        metric: { namespace: METRICS_NAMESPACE, name: OWN[counted], dimensions },
      })),
    );
};
