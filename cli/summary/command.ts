import { EXIT } from '../../domain/operator-error';
import type { Assembly } from '../../domain/template/assembly';
import { readStacks } from '../app/assembly-folder';
import { readCdkJson } from '../app/run-app';
import { warnIfStale } from '../app/stale-assembly';
import { command, type Subcommand } from '../command';
import { type Io, print } from '../io';
import { drawingFor } from '../terminal/terminal';
import { assemblyReport } from './assembly-report';
import { summarize } from './assembly-summary';

const program = () =>
  command(
    'private-bedrock summary',
    "Lists the stacks of a cloud assembly, their size against CloudFormation's limits, and the findings of the rule packs.\nFails on an open finding, on a stack that CloudFormation would refuse, and if the rule packs did not run.",
  )
    .option('--app <folder>', 'the cloud assembly', 'cdk.out')
    .option('--json', 'print the summary as JSON');

export const summaryCommand: Subcommand = {
  program,
  run: (program, io) => {
    const { app, json } = program.opts<{ app: string; json?: true }>();
    const assembly = readStacks(app, io.cwd);
    warnIfStale(assembly.deployments, app, io);
    const summary = summarize(assembly);
    const row = rowArguments(assembly.deployments, io);
    const isTable = readCdkJson(io.cwd)?.context?.deployment !== undefined;
    print(
      io,
      json ? JSON.stringify(summary, null, 2) : assemblyReport(summary, drawingFor(io.stdout), { row, isTable }),
    );
    const hasNoFinding = summary.packs?.every(({ open }) => open.length === 0) === true;
    return hasNoFinding && summary.refusals.length === 0 ? EXIT.ok : EXIT.failed;
  },
};

/** Argument that selects a row in the CDK CLI, unless it is the default row. */
function rowArguments([record, ...others]: Assembly['deployments'], { cwd }: Io): string {
  const preferred = readCdkJson(cwd)?.context?.deployment;
  return record && others.length === 0 && preferred !== undefined && preferred !== record.name
    ? `-c deployment=${record.name}`
    : '';
}
