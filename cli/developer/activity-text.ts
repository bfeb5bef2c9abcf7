import type { Activity, ActivityReport } from '../../domain/developer/usage/activity-report';
import type { Finding } from '../../domain/developer/usage/findings';
import { PRODUCT_NAMES } from '../../domain/developer/usage/report-columns';
import { INACTIVE_DAYS } from '../../domain/developer/usage/seat-list';
import { type Column, columns, wrap } from '../terminal/columns';
import { counted } from '../terminal/counted';
import { plot } from '../terminal/plot';
import type { Drawing } from '../terminal/terminal';

/** Seats without use that are listed. --json has all. */
const LISTED_SEATS = 20;

/** Writes the report for a terminal. */
export function activityText(report: ActivityReport, drawing: Drawing): string {
  const { paint, width } = drawing;
  const note = (text: string) => wrap(text.split(' '), width, '');
  const title = (text: string) => ['', paint('bold', text)];
  const { first, last, files, lines, counted: kept, weeks, projection } = report;
  return [
    ...note(`Amazon Q Developer and Kiro, ${first} to ${last}, days of UTC`).map((line) => paint('bold', line)),
    `${counted(files, 'file')}, ${counted(lines, 'line')}, of which ${number(kept)} count; ${counted(report.users, 'user')}`,
    '',
    ...table(
      ['product', 'users', `last ${INACTIVE_DAYS} days`, 'suggested', 'accepted', 'messages', 'findings'],
      report.products.map(({ product, recentUsers, ...activity }) => [
        PRODUCT_NAMES[product],
        number(activity.users),
        number(recentUsers),
        ...[activity.suggested, activity.accepted, activity.messages, activity.findings].map(number),
      ]),
      paint,
    ),
    ...note(
      'suggested, accepted: lines of code. Chat and inline suggestions report accepted lines only, so that they count as suggested, too: more were suggested. findings: of code reviews.',
    ),
    ...title(`The last ${counted(weeks.length, 'week')}, from Monday`),
    ...table(
      ['week', 'users', 'suggested', 'accepted', 'offers', 'taken', 'messages', 'findings'],
      weeks.map(({ monday, ...week }) => [monday, ...weekCells(week)]),
      paint,
    ),
    'offers, taken: inline suggestions.',
    ...plots(report, drawing),
    ...title(`Seats, and ${projection.month} as if it were over`),
    ...table(
      ['seat', 'seats', 'inactive', 'new', 'US dollars', 'of inactive seats'],
      [
        ...projection.kinds.map(({ kind, seats, inactive, prorated, usd, inactiveUsd }) => [
          kind,
          ...[seats, inactive, prorated].map(number),
          ...[usd, inactiveUsd].map(dollars),
        ]),
        ['sum', ...['', '', ''], dollars(projection.usd), dollars(projection.inactiveUsd)],
      ],
      paint,
    ),
    ...note(
      `inactive: not used in the last ${INACTIVE_DAYS} days of the reports. new: first used in the month, and billed from then on. A seat that was cancelled looks like an inactive one, and credits beyond a plan are not included.`,
    ),
    ...inactiveSeats(report, paint),
    ...[...notes(report)].flatMap((text) => ['', ...note(text)]),
    ...findingLines(report.findings, drawing),
  ].join('\n');
}

const number = (value: number): string => Math.round(value).toLocaleString('en');

const dollars = (usd: number | null): string =>
  usd === null ? 'no price' : usd.toLocaleString('en', { minimumFractionDigits: 2 });

const weekCells = ({ users, suggested, accepted, suggestions, acceptances, messages, findings }: Activity) =>
  [users, suggested, accepted, suggestions, acceptances, messages, findings].map(number);

/** The first column has words, the others numbers. */
function table(headings: readonly string[], rows: readonly (readonly string[])[], paint: Drawing['paint']): string[] {
  const header = headings.map((heading, at): Column => ({ heading, align: at === 0 ? 'left' : 'right' }));
  const [first = '', ...lines] = columns(header, rows);
  return [paint('dim', first), ...lines];
}

function plots({ weeks }: ActivityReport, { paint, width }: Drawing): string[] {
  if (weeks.length < 2) return [];
  const plotted = (title: string, countOf: (week: Activity) => number) => [
    '',
    paint('bold', title),
    plot([weeks.map((week, index) => [index, countOf(week)])], width, number, 0),
  ];
  return [
    ...plotted('Active users by week', ({ users }) => users),
    ...plotted('Accepted lines by week', ({ accepted }) => accepted),
  ];
}

function inactiveSeats({ seats }: ActivityReport, paint: Drawing['paint']): string[] {
  const inactive = seats.filter(({ isActive }) => !isActive);
  if (inactive.length === 0) return ['', 'No seat is inactive.'];
  const rest = inactive.length - LISTED_SEATS;
  return [
    '',
    paint('bold', 'Inactive seats'),
    ...table(
      ['user', 'seat', 'last use', 'days since', 'US dollars a month'],
      inactive
        .slice(0, LISTED_SEATS)
        .map(({ user, kind, last, idleDays, usd }) => [user, kind, last, number(idleDays), dollars(usd)]),
      paint,
    ),
    ...(rest > 0 ? [`and ${rest} more: --json lists all`] : []),
  ];
}

function* notes(report: ActivityReport): Generator<string> {
  const { inBothProducts: both, monthsWithoutData: empty, unknownColumns: unknown, missingColumns: missing } = report;
  if (both.length > 0) yield `${counted(both.length, 'user')} with a seat in both products: ${shown(both)}.`;
  if (empty.length > 0) yield `No data in ${shown(empty)}: reports were off, or files are missing.`;
  if (missing.length > 0)
    yield `Columns that files lack, so that their counts are missing: ${shown(missing.map(({ name, files }) => `${name} (${counted(files, 'file')})`))}.`;
  if (unknown.length > 0)
    yield `Columns that are not known, added up by their name: ${shown(unknown.map(({ name, sum }) => `${name} (sum ${number(sum)})`))}.`;
  if (report.models.length > 0)
    yield `Messages of Kiro by model: ${shown(report.models.map(({ name, messages }) => `${name} ${number(messages)}`))}.`;
  for (const { what, metric } of report.notInReports)
    yield `No report has ${what}: see the metric ${metric} of the account.`;
  const { read, ageDays, isOld } = report.prices;
  yield `Prices were read on ${read}, ${ageDays} days ago${isOld ? ': they may have changed. Verify them, or set yours with --prices <file>' : ''}. The bill decides.`;
}

const MOST_SHOWN = 8;

const shown = (texts: readonly string[]): string =>
  [...texts.slice(0, MOST_SHOWN), ...(texts.length > MOST_SHOWN ? [`and ${texts.length - MOST_SHOWN} more`] : [])].join(
    ', ',
  );

function findingLines(findings: readonly Finding[], { paint, width }: Drawing): string[] {
  const lines = findings.flatMap(({ code, text, loses, count, places }) => [
    ...wrap(`${code} ${count}: ${text}`.split(' '), width, '').map((line) =>
      paint(loses === 'none' && code !== 'missing-column' ? 'dim' : 'yellow', line),
    ),
    ...places.map(({ file, line }) => `  ${file}${line === undefined ? '' : `:${line}`}`),
    ...(count > places.length ? [`  and ${count - places.length} more`] : []),
  ]);
  return lines.length === 0 ? [] : ['', paint('bold', 'Findings'), ...lines];
}
