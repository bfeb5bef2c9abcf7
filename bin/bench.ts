import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { type BuildOptions, build } from 'esbuild';
import { type BenchReport, benchTable } from '../lib/operations/bench/bench-report';
import { type Bench, type Figure, type Measurement, withinReach } from '../lib/operations/bench/figure';
import { FIGURES } from '../lib/operations/bench/figures';

const HELP = `Measures start-up, synthesis and streaming, each against a floor measured in the same minutes.

Usage: npm run bench -- [--only <name>] [--runs <n>] [--json]

  --only <name>  one of ${FIGURES.map(({ name }) => name).join(', ')}; may be repeated
  --runs <n>     how often each thing is measured (default: 5); medians are compared
  --json         prints what is also written to bench.json
  --help         this text

Progress goes to standard error. Exit code: 0 everything within reach, 1 something missed, 2 wrong usage.`;

class UsageError extends Error {}

async function main(): Promise<number> {
  const { only, runs, json, help } = readArguments();
  if (help) {
    console.log(HELP);
    return 0;
  }
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
  return measurements.every(withinReach) ? 0 : 1;
}

async function measure(figures: readonly Figure[], runs: number): Promise<Measurement[]> {
  const bench = await prepare(runs);
  const measurements: Measurement[] = [];
  try {
    for (const figure of figures) {
      const start = performance.now();
      process.stderr.write(`${figure.name} … `);
      measurements.push(...(await figure.measure(bench)));
      process.stderr.write(`${((performance.now() - start) / 1000).toFixed(0)} s\n`);
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
  // The very flags of the build, which is a script of its own and not part of this bundle.
  const { commandFlags, functionFlags } = (await import(pathToFileURL(join(root, 'bin/build.mjs')).href)) as Record<
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

function readArguments() {
  const { only, runs, json, help } = parse();
  const unknown = only?.find((wanted) => !FIGURES.some(({ name }) => name === wanted));
  if (unknown !== undefined) throw new UsageError(`There is no figure ${unknown}.`);
  if (!/^[1-9]\d*$/.test(runs)) throw new UsageError(`--runs takes a whole number from 1, not ${runs}.`);
  return { only, runs: Number(runs), json, help };
}

function parse() {
  try {
    return parseArgs({
      options: {
        only: { type: 'string', multiple: true },
        runs: { type: 'string', default: '5' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${HELP}`);
    process.exitCode = 2;
  },
);
