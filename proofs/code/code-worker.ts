import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { context, type Plugin } from 'esbuild';
import { type CodeMutant, mutated } from './operators';
import { runTests } from './run-tests';
import { mutantsOfTarget, TARGETS, type Target, testsOf } from './targets';
import type { Verdict } from './verdict';

/** Which mutants a worker takes: of every `step` the one at `first`. */
export interface CodeShare {
  readonly target: Target['name'];
  readonly first: number;
  readonly step: number;
  readonly most?: number;
}

export interface CodeAnswer {
  readonly mutant: CodeMutant;
  readonly verdict: Verdict;
}

interface RowsModule {
  readonly originals: () => Readonly<Record<string, string>>;
  readonly judge: (original: Readonly<Record<string, string>>) => Promise<Verdict>;
}

const require_ = createRequire(resolve('package.json'));

/** Runs a bundle as a module of this folder: packages are loaded once, the project's own code each time. */
function evaluated(code: string): unknown {
  const module = { exports: {} };
  new Function('require', 'module', 'exports', '__dirname', code)(
    require_,
    module,
    module.exports,
    resolve('build/proofs'),
  );
  return module.exports;
}

async function work({ target: name, first, step, most }: CodeShare): Promise<void> {
  const target = TARGETS.find((one) => one.name === name);
  if (!target) throw new Error(`${name} is no target`);
  let current: CodeMutant | undefined;
  const inject: Plugin = {
    name: 'mutant',
    setup: ({ onLoad }) =>
      onLoad({ filter: /\.ts$/ }, ({ path }) =>
        current && path === resolve(current.file)
          ? { contents: mutated(readFileSync(path, 'utf8'), current), loader: 'ts' }
          : undefined,
      ),
  };
  const isTests = name === 'requests';
  const contents = isTests
    ? testsOf(target)
        .map((file) => `import './${file}';`)
        .join('\n')
    : `export * from './${target.judges[0]}';`;
  const bundler = await context({
    stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    target: 'node20',
    write: false,
    logLevel: 'silent',
    plugins: [inject],
  });
  const build = async () => (await bundler.rebuild()).outputFiles?.[0]?.text ?? '';
  const whole = await build();
  if (isTests) {
    const verdict = await runTests(() => evaluated(whole));
    if (verdict.killer) throw new Error(`the tests fail without a mutant: ${verdict.killer}: ${verdict.says}`);
  }
  const original = isTests ? {} : (evaluated(whole) as RowsModule).originals();
  for (const [index, mutant] of mutantsOfTarget(target, most).entries()) {
    if (index % step !== first) continue;
    current = mutant;
    const verdict = await judged(build, isTests, original);
    parentPort?.postMessage({ mutant, verdict } satisfies CodeAnswer);
  }
  await bundler.dispose();
}

async function judged(
  build: () => Promise<string>,
  isTests: boolean,
  original: Readonly<Record<string, string>>,
): Promise<Verdict> {
  try {
    const code = await build();
    return isTests ? await runTests(() => evaluated(code)) : await (evaluated(code) as RowsModule).judge(original);
  } catch (error) {
    return { killer: 'build', says: String((error as Error).message).split('\n')[0] ?? '' };
  }
}

void work(workerData as CodeShare).then(() => process.exit(0));
