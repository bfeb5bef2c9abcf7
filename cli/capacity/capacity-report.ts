import { averageSeconds } from '../../domain/capacity/demand';
import { isExceeded, type Limit, type Origin } from '../../domain/capacity/limits';
import { PRICED_REGION } from '../../domain/prices/price';
import { QUOTAS } from '../../domain/quotas/quotas';
import { columns, wrap } from '../terminal/columns';
import { plot } from '../terminal/plot';
import type { Drawing } from '../terminal/terminal';
import type { Capacity, Simulated } from './capacity';

const ORIGINS: Readonly<Record<Origin, string>> = {
  yours: 'yours',
  account: 'account',
  row: 'row',
  default: 'default, not verified in the account',
  unknown: 'not known',
};

/** Formats the report: limits, the simulation beside that of raised limits, a plot, what to raise. */
export function capacityReport(
  { name, region, missing }: { readonly name: string; readonly region: string; readonly missing: readonly string[] },
  capacity: Capacity,
  drawing: Drawing,
): string {
  const { demand, limits, first, asItIs } = capacity;
  const { paint, width } = drawing;
  const heading = (text: string) => ['', paint('bold', text)];
  const list = (items: readonly string[]) =>
    items.flatMap((item) => wrap(item.split(' '), width - 2, '  ').map((line, at) => (at === 0 ? line : `  ${line}`)));
  const unknown = limits.filter(({ origin }) => origin === 'unknown');
  const raise = [...new Set(limits.filter(isExceeded).map((limit) => `${limit.name}: ${limit.raise}`))];
  return [
    paint(
      'bold',
      `${name} in ${region}: ${number(demand.rps)} requests a second, ${number(demand.inputTokens)} tokens in, ${number(demand.outputTokens)} out, ${averageSeconds(demand).toFixed(1)} seconds an answer`,
    ),
    ...wrap(verdict(first, unknown).split(' '), width, ''),
    ...heading('Limits, in the order in which more requests meet them'),
    ...limitTable(limits, paint),
    ...heading(`Simulated: ${number(demand.seconds / 60)} minutes from the first request on, seed ${demand.seed}`),
    ...simulationTable(capacity, paint),
    ...heading(`Executions at once, by second, ${first ? 'with limits raised' : 'as it is'}`),
    plot([(first ? capacity.raised : asItIs).running.map((count, second) => [second, count])], width, number),
    ...(raise.length > 0 ? heading('Raise') : []),
    ...list(raise),
    ...heading('Read with care'),
    ...list([
      ...missing,
      ...unknown.map(
        ({ name: what, unit }) =>
          `${what}: its ${unit} are not known, and limit nothing here: give them with a flag, or add --account`,
      ),
      ...remarks(capacity, region),
    ]),
  ].join('\n');
}

function verdict(first: Limit | undefined, unknown: readonly Limit[]): string {
  const open =
    unknown.length > 0 ? ` ${unknown.length === 1 ? 'One limit is' : `${unknown.length} limits are`} not known.` : '';
  if (!first) return `No known limit is met.${open}`;
  const at = first.metAt === undefined ? '' : ` at ${number(first.metAt)} requests a second`;
  return `The first limit that is met is ${first.name}${at}: ${number(first.available ?? 0)} ${first.unit}, ${number(first.needed)} are needed.${open}`;
}

function limitTable(limits: readonly Limit[], paint: Drawing['paint']): string[] {
  const [header = '', ...rows] = columns(
    [
      { heading: 'limit' },
      { heading: 'needed', align: 'right' },
      { heading: 'available', align: 'right' },
      { heading: '' },
      { heading: 'used', align: 'right' },
      { heading: 'met at', align: 'right' },
      { heading: 'value from' },
    ],
    limits.map(({ name, unit, needed, available, metAt, origin }) => [
      name,
      number(needed),
      available === undefined ? '?' : number(available),
      unit,
      available === undefined ? '?' : percent(needed / available),
      metAt === undefined ? '' : `${number(metAt)}/s`,
      ORIGINS[origin],
    ]),
  );
  return [
    paint('dim', header),
    ...rows.map((row, at) => (isExceeded(limits[at] as Limit) ? paint('yellow', row) : row)),
  ];
}

function simulationTable({ asItIs, raised, usdADay }: Capacity, paint: Drawing['paint']): string[] {
  const tokens = Object.values(usdADay.tokens);
  const known = tokens.reduce<number>((sum, usd) => sum + (usd ?? 0), usdADay.function);
  const atLeast = tokens.includes(undefined) ? 'at least ' : '';
  const usd = ({ answered, requests }: Simulated) => `${atLeast}${number((known * answered) / Math.max(1, requests))}`;
  const rows: readonly (readonly [string, (one: Simulated) => string])[] = [
    ['requests', ({ requests }) => number(requests)],
    ['answered', ({ answered, requests }) => `${number(answered)} (${percent(answered / Math.max(1, requests))})`],
    ['attempts throttled', ({ throttledShare }) => percent(throttledShare)],
    ['  by concurrency', ({ throttled }) => number(throttled.concurrency)],
    ['  by new environments', ({ throttled }) => number(throttled['new environments'])],
    ['  by requests of a model', ({ throttled }) => number(throttled.requests)],
    ['  by tokens of a model', ({ throttled }) => number(throttled.tokens)],
    ['wait, p50', ({ wait }) => seconds(wait.p50)],
    ['wait, p95', ({ wait }) => seconds(wait.p95)],
    ['whole answer, p50', ({ latency }) => seconds(latency.p50)],
    ['whole answer, p95', ({ latency }) => seconds(latency.p95)],
    ['executions at once, most', ({ mostRunning }) => number(mostRunning)],
    ['US dollars a day', usd],
  ];
  const [header = '', ...lines] = columns(
    [{ heading: '' }, { heading: 'as it is', align: 'right' }, { heading: 'limits raised', align: 'right' }],
    rows.map(([what, of]) => [what, of(asItIs), of(raised)]),
  );
  return [paint('dim', header), ...lines];
}

function remarks({ demand, usdADay }: Capacity, region: string): readonly string[] {
  const unpriced = Object.entries(usdADay.tokens).flatMap(([model, usd]) => (usd === undefined ? [model] : []));
  return [
    'A quota of a model or of concurrency is shared by everything in the account and Region.',
    `Bedrock reserves input and maxTokens (${number(demand.maxTokens)}) when a request starts, and settles when it ends. How it refills a quota within the minute is not documented: here continuously.`,
    'A wait is the time until the attempt that is answered; a request that is refused has none.',
    `Times of the model are assumptions: ${demand.firstTokenSeconds} seconds to the first token, ${number(demand.tokensPerSecond)} tokens a second. Measure yours: metrics TimeToFirstToken and Latency.`,
    ...Object.values(QUOTAS).flatMap(({ note, unit }) => `${unit}: ${note}.`),
    ...(unpriced.length > 0 ? [`No price is known for ${unpriced.join(', ')}: set it with --prices <file>.`] : []),
    `Dollars: tokens, requests and duration of the function${region === PRICED_REGION ? '' : `, at the prices of ${PRICED_REGION}`}. private-bedrock cost has what is billed by the hour.`,
  ];
}

const number = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 0 });

const percent = (part: number): string =>
  Number.isFinite(part) ? `${(part * 100).toLocaleString('en', { maximumFractionDigits: part < 0.1 ? 1 : 0 })} %` : '∞';

const seconds = (value: number): string => `${value.toFixed(2)} s`;
