import { type Column, columns, wrap } from '../terminal/columns';
import type { Drawing } from '../terminal/terminal';
import type { AssemblySummary, PackFinding, PackSummary, StackSummary } from './assembly-summary';

/** CloudFormation's quotas: resources in a template, and bytes of a template that comes from S3, as the CDK's do. */
const LIMITS = { resources: 500, templateBytes: 1_048_576 } as const;

export interface NextStepOptions {
  /** Arguments of the CDK CLI for this row, such as `-c deployment=acme`. @default - the row of cdk.json */
  readonly row?: string;
  /** The app chooses one row of a table, as that of this repository does. @default true */
  readonly isTable?: boolean;
}

/** The summary as a person reads it: stacks, findings, how to look further. */
export function assemblyReport(
  { folder, stacks, packs, refusals, notProven }: AssemblySummary,
  drawing: Drawing,
  { row = '', isTable = true }: NextStepOptions = {},
): string {
  const deployments = [...new Set(stacks.map(({ id }) => id.split('/')[0] ?? id))];
  return [
    ...deployments.flatMap((name) => [
      ...deploymentLines(
        name,
        stacks.filter(({ id }) => id === name || id.startsWith(`${name}/`)),
        drawing,
      ),
      '',
    ]),
    ...(packs
      ? findingLines(packs, drawing)
      : [drawing.paint('red', 'The rule packs did not run: the assembly has no validation report.')]),
    ...notProven.flatMap(({ deployment, sentence }) => [
      '',
      ...wrap(`Not proven for ${deployment}: ${sentence}`.split(' '), drawing.width, '').map((line) =>
        drawing.paint('yellow', line),
      ),
    ]),
    ...refusals.map((reason) => drawing.paint('red', `CloudFormation refuses to deploy this row: ${reason}`)),
    '',
    ...nextSteps(stacks, folder, drawing, { row, isTable }),
  ].join('\n');
}

function deploymentLines(name: string, stacks: readonly StackSummary[], { width, paint }: Drawing): string[] {
  const [heading = '', ...rows] = stackTable(stacks, width);
  const resources = stacks.reduce((sum, { resourceCount }) => sum + resourceCount, 0);
  const regions = [...new Set(stacks.map(({ region }) => region))].join(', ');
  return [
    `${paint('bold', name)} in ${regions}: ${count(stacks.length, 'stack')}, ${count(resources, 'resource')}`,
    '',
    paint('dim', heading),
    ...stacks.flatMap(({ description, resourceTypes }, at) => [
      paint('bold', rows[at] ?? ''),
      ...wrap(description.split(' '), width, '  '),
      ...wrap(types(resourceTypes), width, '  ').map((line) => paint('dim', line)),
    ]),
  ];
}

/** Omits the shares of the limits if they do not fit. */
function stackTable(stacks: readonly StackSummary[], width: number): string[] {
  const header: Column[] = [
    { heading: 'stack' },
    { heading: 'resources', align: 'right' },
    { heading: 'template', align: 'right' },
    { heading: 'of limits', align: 'right' },
  ];
  const rows = stacks.map(({ id, resourceCount, templateBytes }) => [
    id,
    String(resourceCount),
    `${(templateBytes / 1024).toFixed(1)} KiB`,
    `${share(resourceCount, LIMITS.resources)}, ${share(templateBytes, LIMITS.templateBytes)}`,
  ]);
  const table = columns(header, rows);
  return table.every((line) => line.length <= width) ? table : columns(header.slice(0, -1), rows);
}

/** `3 S3::Bucket,` `KMS::Key`: each a word that is not to be broken. */
function types(resourceTypes: StackSummary['resourceTypes']): string[] {
  return Object.entries(resourceTypes).map(
    ([type, n], at, { length }) => (n === 1 ? type : `${n} ${type}`) + (at < length - 1 ? ',' : ''),
  );
}

function findingLines(packs: readonly PackSummary[], { width, paint }: Drawing): string[] {
  const open = packs.flatMap((pack) => pack.open);
  const acknowledged = packs.flatMap((pack) => pack.acknowledged);
  const table = columns(
    [{ heading: 'rule pack' }, { heading: 'open', align: 'right' }, { heading: 'acknowledged', align: 'right' }],
    packs.map((pack) => [pack.pack, String(pack.open.length), String(pack.acknowledged.length)]),
  );
  const verdict =
    open.length === 0 ? paint('green', 'no open finding') : paint('red', count(open.length, 'open finding'));
  return [
    `${paint('bold', 'Rule packs')}: ${verdict}, ${acknowledged.length} acknowledged with a reason`,
    ...(packs.length > 0 ? ['', ...table.map((line, at) => (at === 0 ? paint('dim', line) : line))] : []),
    ...openLines(open, width),
  ];
}

const openLines = (open: readonly PackFinding[], width: number): string[] =>
  open.flatMap(({ rule, path }) => wrap([rule, 'at', path], width, '  '));

function nextSteps(
  stacks: readonly StackSummary[],
  folder: string,
  { width, paint }: Drawing,
  { row, isTable }: Required<NextStepOptions>,
): string[] {
  const cdk = (command: string) => `npx cdk ${command}${row && ` ${row}`}`;
  const steps = [
    [cdk(`synth ${stacks[0]?.id ?? '<stack>'}`), 'show the template of one stack'],
    ...(isTable ? [['npx cdk synth -q -c deployment=<row>', 'create another row of lib/config/deployments.ts']] : []),
    [cdk('diff'), 'show what a deployment would change (needs credentials)'],
    [cdk('deploy --all'), 'deploy it (needs credentials)'],
    ...(isTable ? [['npm test', 'prove these templates']] : []),
    [`${folder}/validation-report.json`, 'list each acknowledged finding with its reason'],
  ];
  const lines = columns([{ heading: '' }, { heading: '' }], steps).slice(1);
  const fits = lines.every((line) => line.length + 2 <= width);
  return [
    paint('bold', 'Next steps'),
    ...(fits
      ? lines.map((line) => `  ${line}`)
      : steps.flatMap(([step = '', what = '']) => [`  ${step}`, ...wrap(what.split(' '), width, '    ')])),
  ];
}

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** A share of a quota, in whole percent, rounded up: `4 %`. */
const share = (used: number, limit: number) => `${Math.ceil((100 * used) / limit)} %`;
