import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Option } from 'commander';
import { EXIT, type ExitCode, OperatorError } from '../../domain/operator-error';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { workflowDefinition } from '../../lib/fine-tuning/workflow/definition';
import { readAssembly } from '../app/assembly-folder';
import { synthesizedRow } from '../app/synthesized-row';
import { command, run } from '../command';
import { graphOf } from './graph-of';
import { diagramBlock, withDiagram } from './page';
import type { Definition } from './workflow/workflow-graph';
import { workflowBlock } from './workflow/workflow-page';

const program = command(
  'npm run diagram --',
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

void run(program, process.argv.slice(2), () => {
  const { deployment, app, page, workflow, json, ...flags } = program.opts<Flags>();
  if (workflow) return show(workflowBlock(workflowDefinition(NOWHERE) as Definition), 'docs/fine-tuning.md', flags);
  const graph = graphOf(app ? readAssembly(app) : synthesizedRow(deployment, process.env));
  if (!json) return show(diagramBlock(graph), page, flags);
  console.log(JSON.stringify(graph, null, 2));
  return EXIT.ok;
});

function show(block: string, page: string, { check, stdout }: Pick<Flags, 'check' | 'stdout'>): ExitCode {
  if (!stdout) return update(page, block, check === true);
  console.log(block);
  return EXIT.ok;
}

function update(page: string, block: string, onlyCheck: boolean): ExitCode {
  if (!existsSync(page))
    throw new OperatorError('PB-DIAGRAM-001', `There is no ${page}.`, 'Run it by npm, or name the page with --page.');
  const before = readFileSync(page, 'utf8');
  const after = withDiagram(before, block, page);
  if (after === before) {
    console.log(`The diagram in ${page} is up to date.`);
    return EXIT.ok;
  }
  if (onlyCheck) {
    console.error(
      `The diagram in ${page} is out of date.\nRun \`npm run diagram\` without --check and look at what changed.`,
    );
    return EXIT.failed;
  }
  writeFileSync(page, after);
  console.log(`The diagram in ${page} is new: look at what changed.`);
  return EXIT.ok;
}
