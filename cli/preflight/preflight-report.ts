import { wrap } from '../terminal/columns';
import type { Drawing, Style } from '../terminal/terminal';
import { padEnd, textWidth } from '../terminal/text-width';
import type { Remedy, Status } from './inspection-result';
import type { PreflightReport, ReportLine } from './preflight';

const STYLES: Readonly<Record<Status, Style>> = { pass: 'green', warn: 'yellow', fail: 'red', skip: 'dim' };

/** Reports the results, one line each, with the remedies and a summary. */
export function preflightReport(report: PreflightReport, drawing: Drawing): string {
  const { deployment, region, caller, lines } = report;
  const where = caller ? `${deployment}: ${region}, account ${caller.account}` : `${deployment}: ${region}`;
  // Without an identity there are no other results: the summary counts them.
  const shown = lines.filter((line) => (caller ? !line.notApplicable : line.inspection === 'identity'));
  const width = Math.max(...shown.map(({ title }) => textWidth(title)));
  return [
    drawing.paint('bold', where),
    '',
    ...shown.flatMap((line) => linesOf(line, width, drawing)),
    '',
    ...missingPermissions(report, drawing),
    ...denialLines(report, drawing),
    summary(report),
  ].join('\n');
}

function linesOf({ status, title, text, remedy }: ReportLine, width: number, { width: columns, paint }: Drawing) {
  const head = `${status}  ${padEnd(title, width)}  `;
  const indent = ' '.repeat(textWidth(head));
  const [first = '', ...more] = wrap(text.split(' '), columns, indent);
  return [
    `${paint(STYLES[status], status)}${head.slice(status.length)}${first.trimStart()}`,
    ...more,
    ...(remedy ? remedyLines(remedy, columns) : []),
  ];
}

/** Wraps words. Commands and addresses stay whole, for copying. */
function remedyLines({ say, run, open }: Remedy, columns: number): readonly string[] {
  return [
    ...(say ? wrap(say.split(' '), columns, '      ') : []),
    ...(run ? [`      $ ${run}`] : []),
    ...(open ? [`      ${open}`] : []),
  ];
}

/** Lists the actions to request from the owner of the account. */
function missingPermissions({ lines }: PreflightReport, { width }: Drawing): readonly string[] {
  const actions = [...new Set(lines.flatMap(({ denied }) => denied ?? []))].sort();
  if (actions.length === 0) return [];
  return [...wrap(`The skipped inspections need: ${actions.join(', ')}`.split(' '), width, ''), ''];
}

/** Lists what to check when Bedrock denies a call, in order: no inspection sees the policies of an organization. */
function denialLines({ region, denialCauses }: PreflightReport, { width }: Drawing): readonly string[] {
  if (denialCauses.length === 0) return [];
  return [
    ...wrap(`If Bedrock denies a call in ${region} (access_denied), check in this order:`.split(' '), width, ''),
    ...denialCauses.flatMap((cause, index) => wrap(`${index + 1}. ${cause}`.split(' '), width, '  ')),
    '',
  ];
}

function summary({ counts }: PreflightReport): string {
  const warnings = counts.warn === 1 ? '1 warning' : `${counts.warn} warnings`;
  return `${counts.pass} passed, ${warnings}, ${counts.fail} failed, ${counts.skip} skipped`;
}
