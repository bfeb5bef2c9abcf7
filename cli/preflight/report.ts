import { wrap } from '../terminal/columns';
import type { Drawing, Style } from '../terminal/terminal';
import type { Remedy, Status } from './finding';
import type { PreflightReport, ReportLine } from './preflight';

const STYLES: Readonly<Record<Status, Style>> = { pass: 'green', warn: 'yellow', fail: 'red', skip: 'dim' };

/** One line a finding, below a bad one what mends it, and the sum. */
export function preflightReport(report: PreflightReport, drawing: Drawing): string {
  const { deployment, region, caller, lines } = report;
  const where = caller ? `${deployment}: ${region}, account ${caller.account}` : `${deployment}: ${region}`;
  // Without an identity nothing was asked, and the sum says how much.
  const shown = lines.filter((line) => (caller ? !line.notApplicable : line.check === 'identity'));
  const width = Math.max(...shown.map(({ title }) => title.length));
  return [
    drawing.paint('bold', where),
    '',
    ...shown.flatMap((line) => linesOf(line, width, drawing)),
    '',
    ...notPermitted(report, drawing),
    sumOf(report),
  ].join('\n');
}

function linesOf({ status, title, text, remedy }: ReportLine, width: number, { width: columns, paint }: Drawing) {
  const head = `${status}  ${title.padEnd(width)}  `;
  const indent = ' '.repeat(head.length);
  const [first = '', ...more] = wrap(text.split(' '), columns, indent);
  return [
    `${paint(STYLES[status], status)}${head.slice(status.length)}${first.trimStart()}`,
    ...more,
    ...(remedy ? remedyLines(remedy, columns) : []),
  ];
}

/** Words are wrapped; a command and an address stay whole, to be copied. */
function remedyLines({ say, run, open }: Remedy, columns: number): readonly string[] {
  return [
    ...(say ? wrap(say.split(' '), columns, '      ') : []),
    ...(run ? [`      $ ${run}`] : []),
    ...(open ? [`      ${open}`] : []),
  ];
}

/** What to ask the owner of the account for, at once. */
function notPermitted({ lines }: PreflightReport, { width }: Drawing): readonly string[] {
  const actions = [...new Set(lines.flatMap(({ denied }) => denied ?? []))].sort();
  if (actions.length === 0) return [];
  return [...wrap(['To', 'look', 'at', 'the', 'rest:', ...actions.join(', ').split(' ')], width, ''), ''];
}

function sumOf({ counts }: PreflightReport): string {
  const warnings = counts.warn === 1 ? '1 warning' : `${counts.warn} warnings`;
  return `${counts.pass} passed, ${warnings}, ${counts.fail} failed, ${counts.skip} not checked`;
}
