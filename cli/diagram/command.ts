import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Option } from 'commander';
import { EXIT, type ExitCode, OperatorError } from '../../domain/operator-error';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { defineWorkflow } from '../../lib/fine-tuning/workflow/definition';
import { readAssembly } from '../app/assembly-folder';
import { synthesizedRow } from '../app/synthesized-row';
import { command, type Subcommand } from '../command';
import { type Io, print } from '../io';
import { graphOf } from './graph-of';
import { diagramBlock, withDiagram } from './page';
import type { Definition } from './workflow/workflow-graph';
import { workflowBlock } from './workflow/workflow-page';

const program = () =>
  command(
    'private-bedrock diagram',
    'Draws the architecture from the templates, as Mermaid, into docs/architecture.md.\nWho may call whom is read from the policies. Needs no credentials.',
  )
    .addOption(
      new Option('--deployment <row>', 'row of lib/config/deployments.ts')
        .choices(Object.keys(DEPLOYMENTS))
        .default('production'),
    )
    .option('--app <folder>', 'a cloud assembly that is there, in place of a row')
    .option('--page <file>', 'the page that holds the diagram', 'docs/architecture.md')
    .addOption(
      new Option('--workflow', 'draws the states of the tuning workflow into docs/fine-tuning.md instead').conflicts([
        'app',
        'deployment',
        'json',
        'page',
      ]),
    )
    .addOption(new Option('--check', 'changes nothing; fails if the page is out of date').conflicts(['stdout', 'json']))
    .option('--stdout', 'prints the diagram and leaves the page alone')
    .option('--json', 'prints nodes and edges as JSON and leaves the page alone (use npm run -s)');

interface Flags {
  readonly deployment: string;
  readonly app?: string;
  readonly page: string;
  readonly workflow?: true;
  readonly check?: true;
  readonly stdout?: true;
  readonly json?: true;
}

/** The states are the same in every deployment. */
const NOWHERE = { partition: 'aws', functionArn: '', tag: { Key: '', Value: '' } };

export const diagramCommand: Subcommand = {
  program,
  run: (program, io) => {
    const { deployment, app, page, workflow, json, ...flags } = program.opts<Flags>();
    if (workflow) {
      return show(io, workflowBlock(defineWorkflow(NOWHERE) as Definition), 'docs/fine-tuning.md', flags);
    }
    const graph = graphOf(app ? readAssembly(app, io.cwd) : synthesizedRow(deployment, io));
    if (!json) return show(io, diagramBlock(graph), page, flags);
    print(io, JSON.stringify(graph, null, 2));
    return EXIT.ok;
  },
};

function show(io: Io, block: string, page: string, { check, stdout }: Pick<Flags, 'check' | 'stdout'>): ExitCode {
  if (!stdout) return update(io, page, block, check === true);
  print(io, block);
  return EXIT.ok;
}

function update(io: Io, page: string, block: string, onlyCheck: boolean): ExitCode {
  const file = resolve(io.cwd, page);
  if (!existsSync(file))
    throw new OperatorError('PB-DIAGRAM-001', `There is no ${page}.`, 'Run it by npm, or name the page with --page.');
  const before = readFileSync(file, 'utf8');
  const after = withDiagram(before, block, page);
  if (after === before) {
    print(io, `The diagram in ${page} is up to date.`);
    return EXIT.ok;
  }
  if (onlyCheck) {
    io.stderr.write(
      `The diagram in ${page} is out of date.\nRun \`npm run diagram\` without --check and look at what changed.\n`,
    );
    return EXIT.failed;
  }
  writeFileSync(file, after);
  print(io, `The diagram in ${page} is new: look at what changed.`);
  return EXIT.ok;
}
