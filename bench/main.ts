import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Command, Option } from 'commander';
import { type BuildOptions, build } from 'esbuild';
import { command, wholeNumber } from '../cli/command';
import { runProgram } from '../cli/process-io';
import { Progress } from '../cli/terminal/progress';
import { drawingFor } from '../cli/terminal/terminal';
import { EXIT, type ExitCode } from '../domain/operator-error';
import { type BenchReport, benchTable } from './bench-report';
import { type Bench, type Figure, type Measurement, withinReach } from './figure';
import { FIGURES } from './figures';

const program = () =>
  command(
    'npm run bench --',
    'Measures start-up, synthesis and streaming against floors that are measured in the same minutes.\nWrites progress to standard error, and the report also to bench.json.',
  )
    .addOption(
      new Option('--only <name...>', 'figures to measure')
        .choices(FIGURES.map(({ name }) => name))
        .default(undefined, 'all'),
    )
    .option('--runs <n>', 'number of measurements of each value; medians are compared', wholeNumber('--runs'), 5)
    .option('--json', 'print the report as JSON (use npm run -s)');

async function run(program: Command): Promise<ExitCode> {
  const { only, runs, json } = program.opts<{ only?: string[]; runs: number; json?: true }>();
  const measurements = await measure(only ? FIGURES.filter(({ name }) => only.includes(name)) : FIGURES, runs);
  const [{ model = 'unknown CPU' } = {}, ...others] = cpus();
  const report: BenchReport = {
    node: process.version,
    cpus: `${others.length + 1} × ${model.trim()}`,
    runs,
    measurements,
  };
  writeFileSync('bench.json', `${JSON.stringify(report, null, 2)}\n`);
  console.log(json ? JSON.stringify(report, null, 2) : benchTable(report));
  return measurements.every(withinReach) ? EXIT.ok : EXIT.failed;
}

async function measure(figures: readonly Figure[], runs: number): Promise<Measurement[]> {
  const bench = await prepare(runs);
  const measurements: Measurement[] = [];
  const progress = new Progress(process.stderr, drawingFor(process.stderr));
  try {
    for (const figure of figures) {
      measurements.push(...(await progress.step(figure.name, () => figure.measure(bench))));
    }
  } finally {
    rmSync(bench.workspace, { recursive: true });
  }
  return measurements;
}

async function prepare(runs: number): Promise<Bench> {
  const root = process.cwd();
  mkdirSync('build', { recursive: true });
  const workspace = mkdtempSync(join(root, 'build/bench-'));
  // The flags of the build itself; tools/build.mjs is not part of this bundle.
  const { commandFlags, functionFlags } = (await import(pathToFileURL(join(root, 'tools/build.mjs')).href)) as Record<
    'commandFlags' | 'functionFlags',
    BuildOptions
  >;
  return {
    runs,
    root,
    workspace,
    env: process.env,
    bundle: async (source, flags, changes = {}) => {
      const outfile = join(workspace, `${basename(source, '.ts')}.js`);
      await build({
        ...(flags === 'command' ? commandFlags : functionFlags),
        ...changes,
        entryPoints: [source],
        outfile,
      });
      return outfile;
    },
  };
}

void runProgram({ program, run });
