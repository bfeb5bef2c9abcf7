import { EXIT } from '../../domain/operator-error';
import { readAssembly } from '../app/assembly-folder';
import { command, type Subcommand } from '../command';
import { print } from '../io';
import { drawingFor } from '../terminal/terminal';
import { assemblyReport } from './assembly-report';
import { summarize } from './assembly-summary';

const program = () =>
  command(
    'private-bedrock summary',
    "Says what `cdk synth` made: stacks, their size against CloudFormation's limits, findings of the rule packs.\nFails on an open finding, and on an assembly that was not checked.",
  )
    .option('--app <folder>', 'the cloud assembly', 'cdk.out')
    .option('--json', 'the same as JSON');

export const summaryCommand: Subcommand = {
  program,
  run: (program, io) => {
    const { app, json } = program.opts<{ app: string; json?: true }>();
    const summary = summarize(readAssembly(app, io.cwd));
    print(io, json ? JSON.stringify(summary, null, 2) : assemblyReport(summary, drawingFor(io.stdout)));
    return summary.packs?.every(({ open }) => open.length === 0) ? EXIT.ok : EXIT.failed;
  },
};
