import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { Option } from 'commander';
import { EXIT, type ExitCode, OperatorError } from '../../domain/operator-error';
import { APP_OPTION, assemblyOf, DEPLOYMENT_OPTION, type DeploymentFlags } from '../app/deployments';
import { command, type Subcommand, usageError } from '../command';
import { type Io, print } from '../io';
import { deploymentIn, deploymentOf, drawingsOf, outdated, writeDrawings } from './drawings';
import { graphOf } from './graph-of';
import { diagramBlock, withDiagram } from './page';
import { picturesOf } from './picture/pictures';
import { workflowPictures } from './workflow/workflow-pictures';

const program = () =>
  command(
    'private-bedrock diagram',
    'Draws the architecture from the templates, as SVG: an overview, each capability, each workflow.\nThe arrows are what the policies allow. Needs no credentials.',
  )
    .addOption(DEPLOYMENT_OPTION)
    .addOption(APP_OPTION)
    .option('--out <folder>', 'folder of the drawings', 'diagrams')
    .option('--page <file>', 'also update the drawings and notes in this Markdown page')
    .addOption(new Option('--check', 'change nothing, and fail if a file is out of date').conflicts('json'))
    .option('--json', 'print nodes and edges as JSON instead of drawing them');

interface Flags extends DeploymentFlags {
  readonly out: string;
  readonly page?: string;
  readonly check?: true;
  readonly json?: true;
}

export const diagramCommand: Subcommand = {
  program,
  run: async (program, io) => {
    const flags = program.opts<Flags>();
    const assembly = assemblyOf(flags, io);
    const graph = graphOf(assembly);
    if (flags.json) {
      print(io, JSON.stringify(graph, null, 2));
      return EXIT.ok;
    }
    const out = resolve(io.cwd, flags.out);
    const pictures = picturesOf(graph);
    const files = await drawingsOf([...pictures, ...workflowPictures(assembly)]);
    const page =
      flags.page === undefined
        ? undefined
        : pageWith(io, flags.page, out, (folder) => diagramBlock(graph, pictures, folder));
    const old = [
      ...outdated(out, files).map((name) => `${flags.out}/${name}`),
      ...(page && page.before !== page.after ? [page.name] : []),
    ];
    if (flags.check) {
      assertSameDeployment(flags.out, deploymentOf(out), deploymentIn(files));
      return checked(io, old);
    }
    writeDrawings(out, files);
    if (page) writeFileSync(page.file, page.after);
    print(
      io,
      old.length === 0 ? `${files.size} drawings in ${flags.out} are up to date.` : `Updated: ${old.join(', ')}`,
    );
    return EXIT.ok;
  },
};

/** Drawings of two deployments differ in everything: a list of all files would not say why. */
function assertSameDeployment(folder: string, before: string | undefined, now: string | undefined): void {
  if (before === undefined || before === now) return;
  throw usageError(
    'PB-DIAGRAM-006',
    `The drawings in ${folder} are of ${before}, and the assembly has ${now}.`,
    `Add --deployment ${before}, or name the folder of other drawings with --out.`,
  );
}

function checked(io: Io, old: readonly string[]): ExitCode {
  if (old.length === 0) {
    print(io, 'The drawings are up to date.');
    return EXIT.ok;
  }
  io.stderr.write(`Out of date: ${old.join(', ')}\nRun the command without --check and review the changes.\n`);
  return EXIT.failed;
}

/** @param block returns the text of the diagram for the path from the page to the drawings */
function pageWith(io: Io, name: string, out: string, block: (folder: string) => string) {
  const file = resolve(io.cwd, name);
  if (!existsSync(file))
    throw new OperatorError('PB-DIAGRAM-001', `${name} does not exist.`, 'Name the page with --page.');
  const before = readFileSync(file, 'utf8');
  const folder = relative(dirname(file), out).replaceAll('\\', '/') || '.';
  return { name, file, before, after: withDiagram(before, block(folder), name) };
}
