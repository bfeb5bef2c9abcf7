import { PRICED_REGION } from '../../domain/prices/price';
import { COUNTED, type Usage, type Use } from '../../domain/usage/usage';
import { columns, wrap } from '../terminal/columns';
import { plot } from '../terminal/plot';
import type { Drawing } from '../terminal/terminal';

/** Use of one profile of a team. */
export interface TeamUse {
  readonly team: string;
  /** Id of the model that the profile copies. */
  readonly model: string;
  readonly use: Use;
}

/** Everything that the report says. */
export interface UsageReport {
  readonly deployment: string;
  readonly region: string;
  /** Every caller in the account and Region. */
  readonly account: Usage;
  /** Requests of the functions of this deployment, by their own metrics. */
  readonly ofDeployment: Usage;
  /** Use by the profiles of the teams. @default - the row has no teams */
  readonly teams?: readonly TeamUse[];
  readonly prices: { readonly read: string; readonly ageDays: number };
}

/** Prices change: a table older than this is named. */
const OLD_DAYS = 60;

export function usageReport(report: UsageReport, drawing: Drawing): string {
  const { deployment, region, account, ofDeployment, teams, prices } = report;
  const { paint, width } = drawing;
  const [first, last] = [account.days[0]?.day, account.days.at(-1)?.day];
  const lines = (text: string) => wrap(text.split(' '), width, '');
  const old = prices.ageDays > OLD_DAYS;
  const priceLine = `Prices were read on ${prices.read}, ${prices.ageDays} days ago${old ? ': they may have changed. Verify them, or set yours with --prices <file>' : ''}. They are those of ${PRICED_REGION}, without discounts and taxes; the bill decides.`;
  return [
    paint('bold', `${region}: every caller of the account, ${first} to ${last}, days of UTC`),
    ...table(dayRows(account), paint),
    ...(account.days.length > 1 ? ['', paint('bold', 'US dollars by day'), dollarPlot(account, width)] : []),
    '',
    paint('bold', `${deployment}: its functions alone, by their own metrics`),
    ...table(modelRows(ofDeployment), paint),
    ...(teams
      ? ['', paint('bold', `${deployment}: its teams, by their profiles`), ...table(teamRows(teams), paint, 'team')]
      : []),
    '',
    ...lines(
      'AWS/Bedrock counts by model for the whole account and Region, so that the first table has other deployments and other callers, too. The second one counts what the functions of this deployment asked; it has no tokens of caches, and no answers that Bedrock makes by itself.',
    ),
    ...lines('Metrics arrive minutes late, and the last day is not over.'),
    ...unpricedLines(account).flatMap((text) => lines(text).map((line) => paint('yellow', line))),
    ...lines(priceLine).map((line) => (old ? paint('yellow', line) : line)),
  ].join('\n');
}

function table(rows: readonly (readonly string[])[], paint: Drawing['paint'], first = 'day'): string[] {
  const [header = '', ...lines] = columns(
    [
      { heading: first },
      { heading: 'model' },
      ...[...COUNTED, 'US dollars'].map((heading) => ({ heading, align: 'right' as const })),
    ],
    rows,
  );
  return [paint('dim', header), ...lines];
}

const dayRows = ({ days, models }: Usage): readonly (readonly string[])[] => [
  ...days.flatMap(({ day, models: uses }) =>
    uses.length === 0 ? [[day, 'no data']] : uses.map((use) => [day, ...useCells(use)]),
  ),
  ...models.map((use) => ['sum', ...useCells(use)]),
];

const modelRows = ({ models }: Usage): readonly (readonly string[])[] =>
  models.length === 0 ? [['sum', 'no data']] : models.map((use) => ['sum', ...useCells(use)]);

const teamRows = (teams: readonly TeamUse[]): readonly (readonly string[])[] =>
  teams.length === 0
    ? [['none', 'no data']]
    : teams.map(({ team, model, use }) => [team, ...useCells({ ...use, modelId: model })]).sort();

const useCells = (use: Use): readonly string[] => [
  use.modelId,
  ...COUNTED.map((what) => Math.round(use[what]).toLocaleString('en')),
  usdOf(use),
];

/** A sum without one of its prices is a lower limit; one without any is not known. */
function usdOf({ usd, unpriced }: Use): string {
  if (unpriced.length === 0) return usd.toFixed(2);
  return usd > 0 ? `≥ ${usd.toFixed(2)}` : 'no price';
}

const dollarPlot = ({ days }: Usage, width: number): string =>
  plot([days.map(({ models }, index) => [index, models.reduce((sum, { usd }) => sum + usd, 0)])], width, (value) =>
    value.toFixed(2),
  );

const unpricedLines = ({ models }: Usage): readonly string[] =>
  models
    .filter(({ unpriced }) => unpriced.length > 0)
    .map(
      ({ modelId, unpriced }) =>
        `No price is known for ${unpriced.join(', ')} tokens of ${modelId}: they are in no sum.`,
    );
