import type { Severity } from '../../../domain/fine-tuning/dataset/dataset-finding';
import {
  countFindings,
  type DatasetReport,
  type FileReport,
  type ReportedFinding,
} from '../../../domain/fine-tuning/dataset/report';
import { columns } from '../../terminal/columns';
import type { Drawing } from '../../terminal/terminal';

/** Renders a report for a terminal. */
export function validationReport(report: DatasetReport, drawing: Drawing): string {
  const { training, validation, model, ok } = report;
  const verdict = ok
    ? drawing.paint('green', `Fit for a customization job of ${model}.`)
    : drawing.paint('red', `Not fit for ${model}: correct the errors.`);
  return [
    ...fileSection(training, drawing),
    ...(validation ? ['', ...fileSection(validation, drawing)] : []),
    '',
    ...(training.lines > 0 ? [cost(report)] : []),
    verdict,
  ].join('\n');
}

const cost = ({ trainingTokens, trainingTokensRange, epochs }: DatasetReport) =>
  `About ${grouped(trainingTokens)} billable training tokens (${range(trainingTokensRange)}), for ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}.`;

function fileSection(file: FileReport, drawing: Drawing): string[] {
  const { tokens } = file;
  if (file.lines === 0) return [drawing.paint('bold', file.name), ...findings(file, 'error', drawing)];
  const longest =
    tokens.longest.line > 0
      ? [
          [
            '  longest',
            `about ${grouped(tokens.longest.tokens)} tokens (${range(tokens.longest)}), in line ${tokens.longest.line}`,
          ],
        ]
      : [];
  return [
    drawing.paint('bold', file.name),
    ...columns(
      [{ heading: '  records' }, { heading: grouped(file.records) }],
      [
        ['  tokens', `about ${grouped(tokens.total)} (${range(tokens)})`],
        ...longest,
        ['  size', `${grouped(file.bytes)} bytes in ${grouped(file.lines)} lines`],
      ],
    ),
    ...histogram(file),
    ...findings(file, 'error', drawing),
    ...findings(file, 'warning', drawing),
  ];
}

const BAR = 40;

function histogram({ tokens }: FileReport): string[] {
  const most = Math.max(...tokens.histogram.map(({ records }) => records));
  if (tokens.histogram.length === 0) return [];
  const rows = tokens.histogram.map(({ upTo, records }) => [
    `≤ ${grouped(upTo)}`,
    grouped(records),
    '█'.repeat(Math.max(1, Math.round((records / most) * BAR))),
  ]);
  return [
    '',
    ...indented(
      columns([{ heading: 'tokens', align: 'right' }, { heading: 'records', align: 'right' }, { heading: '' }], rows),
    ),
  ];
}

function findings(file: FileReport, severity: Severity, drawing: Drawing): string[] {
  const found = file.findings.filter((finding) => finding.severity === severity);
  if (found.length === 0) return [];
  const all = countFindings(severity, file);
  const title = `${all} ${severity}${all === 1 ? '' : 's'}${all > found.length ? `, the first ${found.length} listed` : ''}`;
  const codes = [...new Set(found.map(({ code }) => code))];
  return [
    '',
    `  ${drawing.paint(severity === 'error' ? 'red' : 'yellow', title)}`,
    ...indented(
      columns(
        [{ heading: 'line', align: 'right' }, { heading: 'code' }, { heading: 'message' }],
        found.map(({ line, code, message }) => [line === undefined ? '' : String(line), code, message]),
      ),
    ),
    ...codes.map((code) => `  ${code}: ${remedyOf(code, found)}`),
  ];
}

const remedyOf = (code: string, found: readonly ReportedFinding[]) =>
  found.find((one) => one.code === code)?.remedy ?? '';

const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);

const grouped = (count: number) => count.toLocaleString('en-US');

const range = ({ low, high }: { readonly low: number; readonly high: number }) => `${grouped(low)} to ${grouped(high)}`;
