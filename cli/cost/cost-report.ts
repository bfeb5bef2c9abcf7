import { PRICED_REGION, type Prices } from '../../domain/prices/price';
import { flagOf } from '../command';
import { columns, wrap } from '../terminal/columns';
import type { Drawing } from '../terminal/terminal';
import { type Assumptions, QUANTITIES, type Quantity } from './assumptions';
import { type Estimate, sum } from './estimate';
import { formatUsd } from './format-usd';
import type { CostLine } from './resources/cost-line';

/** Reports the estimate: sums, their items, the assumptions, and what is missing. */
export function costReport(estimate: Estimate, assumptions: Assumptions, prices: Prices, drawing: Drawing): string {
  const { deployments, regions, lines, optional } = estimate;
  const { paint, width } = drawing;
  const fixed = lines.filter(({ kind }) => kind === 'fixed');
  const usage = lines.filter(({ kind }) => kind === 'usage');
  const heading = (text: string) => ['', paint('bold', text)];
  return [
    paint('bold', `${deployments.join(', ')} in ${regions.join(', ')}, US dollars a month`),
    ...headline(estimate, sum(fixed), sum(usage), drawing),
    ...regionWarning(regions, prices, drawing),
    '',
    ...sums('stack', lines, ({ stack }) => stack, drawing),
    '',
    ...sums('feature', lines, ({ feature }) => feature, drawing).slice(0, -1),
    ...heading('Per hour, with or without use'),
    ...items(fixed, width),
    ...(optional.length > 0 ? heading('Optional') : []),
    ...items(
      optional.map(({ plane, ...rest }) => ({ stack: '', what: `${plane} endpoint`, ...rest })),
      width,
    ),
    ...heading('By use, as assumed'),
    ...items(usage, width),
    ...(estimate.models.length > 0 ? heading('Tokens of a thousand requests') : []),
    ...modelLines(estimate),
    ...heading('Assumptions; each is a flag'),
    ...assumed(assumptions, width),
    ...heading('Not in any sum'),
    ...missing(estimate, width),
    ...heading('Prices'),
    ...provenance(lines, prices, width),
  ].join('\n');
}

/** The sums; if something has no price, they are lower limits, and what is missing is named beside them. */
function headline({ models, unpriced }: Estimate, fixed: number, usage: number, { paint, width }: Drawing): string[] {
  const atLeast = unpriced.length > 0 ? 'at least ' : '';
  const without = models.filter(({ usdPerThousand }) => usdPerThousand === undefined).map(({ model }) => model);
  const others = Math.max(0, unpriced.length - without.length);
  const missing = [
    ...(without.length > 0 ? [`the tokens of ${without.join(', ')}, which can be the largest cost`] : []),
    ...(others > 0 ? [`${others} more of the list at the end`] : []),
  ].join('; ');
  const text = `Not included, for want of a price: ${missing}. Set prices with --prices <file>.`;
  return [
    `${atLeast}${formatUsd(fixed)} without use, ${atLeast}${formatUsd(usage)} more for the use assumed below`,
    ...(unpriced.length > 0 ? wrap(text.split(' '), width, '').map((line) => paint('yellow', line)) : []),
  ];
}

function sums(name: string, lines: readonly CostLine[], by: (line: CostLine) => string, { paint }: Drawing): string[] {
  const row = (label: string, of: readonly CostLine[]) => {
    const [fixed, usage] = (['fixed', 'usage'] as const).map((kind) => sum(of.filter((line) => line.kind === kind)));
    return [label, formatUsd(fixed ?? 0), formatUsd(usage ?? 0), formatUsd(sum(of))];
  };
  const [header = '', ...rows] = columns(
    [{ heading: name }, ...['per hour', 'by use', 'sum'].map((heading) => ({ heading, align: 'right' as const }))],
    [
      ...[...new Set(lines.map(by))].map((key) =>
        row(
          key,
          lines.filter((line) => by(line) === key),
        ),
      ),
      row('sum', lines),
    ],
  );
  return [paint('dim', header), ...rows.slice(0, -1), paint('bold', rows.at(-1) ?? '')];
}

type Item = Pick<CostLine, 'stack' | 'what' | 'formula' | 'usd' | 'note'>;

/** Lists the items by stack, each with its amount and formula. */
function items(lines: readonly Item[], width: number): string[] {
  return [...new Set(lines.map(({ stack }) => stack))].flatMap((stack) => [
    ...(stack ? [`  ${stack}`] : []),
    ...lines
      .filter((line) => line.stack === stack)
      .flatMap(({ usd: amount, what, formula, note }) => [
        `  ${formatUsd(amount).padStart(8)}  ${what}`,
        ...wrap([...formula.split(' '), ...(note ? `(${note})`.split(' ') : [])], width, '              '),
      ]),
  ]);
}

function modelLines({ models }: Estimate): string[] {
  const rows = models.map(({ model, usdPerThousand }) => [
    usdPerThousand === undefined ? 'no price' : formatUsd(usdPerThousand),
    model,
  ]);
  return columns([{ heading: '', align: 'right' }, { heading: '' }], rows)
    .slice(1)
    .map((line) => `  ${line}`);
}

function assumed({ operations, shares, tokens, ...rest }: Assumptions, width: number): string[] {
  const list = (flag: string, values: readonly string[], otherwise: string) =>
    wrap([flag, ...(values.length > 0 ? values : `(${otherwise})`.split(' '))], width, '  ');
  return [
    ...columns(
      [{ heading: '' }, { heading: '' }],
      (Object.entries(QUANTITIES) as [Quantity, { unit: string }][]).map(([name, { unit }]) => [
        `  ${flagOf(name)} ${rest[name]}`,
        unit,
      ]),
    ).slice(1),
    ...list('--operations', operations, ''),
    ...list(
      '--share',
      Object.entries(shares).map(([model, percent]) => `${model}=${percent}`),
      'all requests go to the first model',
    ),
    ...list(
      '--tokens',
      Object.entries(tokens).map(([model, { input, output }]) => `${model}=${input}/${output}`),
      'the same for every model',
    ),
  ];
}

const EXCLUDED = 'data transfer between zones and out of AWS, tax, support, free tiers, discounts, model customization';

function missing({ unpriced, free }: Estimate, width: number): string[] {
  return [
    ...unpriced.flatMap(({ stack, resource, type, what }) =>
      wrap(['no price:', `${type}`, `${resource} in ${stack}:`, ...what.split(' ')], width, '  '),
    ),
    ...wrap(['no', 'estimate:', ...EXCLUDED.split(' ')], width, '  '),
    ...[...new Set(free.map(({ reason }) => reason))].flatMap((reason) => {
      const types = free.filter((one) => one.reason === reason).map(({ type, count }) => `${count} ${type}`);
      const list = types.map((type, at) => type + (at < types.length - 1 ? ',' : ':'));
      return wrap(['free:', ...list, ...reason.split(' ')], width, '  ');
    }),
  ];
}

function provenance(lines: readonly CostLine[], prices: Prices, width: number): string[] {
  const used = [...new Set(lines.map(({ price }) => price))].flatMap((name) => prices[name] ?? []);
  const count = (kind: string) => used.filter(({ confidence }) => confidence === kind).length;
  const days = [...new Set(used.map(({ read }) => read))].sort().join(' and ');
  const text = `${used.length} prices used, read ${days}: ${count('verified')} verified with AWS, ${count('secondary')} secondary (copies of the AWS Price List, pages that agree), ${count('yours')} yours. --json lists each with its source: check it before you quote a price.`;
  return wrap(text.split(' '), width, '  ');
}

function regionWarning(regions: readonly string[], prices: Prices, { paint, width }: Drawing): string[] {
  const others = regions.filter((region) => region !== PRICED_REGION);
  if (others.length === 0 || Object.values(prices).every(({ confidence }) => confidence === 'yours')) return [];
  const text = `All prices are for ${PRICED_REGION}; they can differ in ${others.join(', ')}. Set your own with --prices <file>.`;
  return wrap(text.split(' '), width, '').map((line) => paint('yellow', line));
}
