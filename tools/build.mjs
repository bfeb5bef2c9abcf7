// Transpiles what Node is to run: the CDK app and the commands into build/bin, each function into build/lambda, and the
// process that runs a function on this machine.
// cdk.json calls it before every synth and jest before every run; it looks at the content of every file that goes into
// something, so that nothing stale is ever executed and nothing is made twice.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const shared = { absWorkingDir: root, bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning' };

const hashOf = (path) =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .map((name) => hashOf(join(path, name)))
        .join()
    : createHash('sha256').update(readFileSync(path)).digest('hex');

/** Loaded when something is to be made, and not before. */
const build = async (options) => (await import('esbuild')).build(options);

/** Makes something again only when the content of what it is made from, of this script, or of itself has changed. */
const unlessMade = async (made, inputs, make) => {
  const stamp = join(root, 'build', `${made}.inputs`);
  const output = join('build', made);
  const hashes = () =>
    ['tools/build.mjs', 'package-lock.json', ...inputs, output].map((path) => hashOf(join(root, path))).join('\n');
  const isThere = existsSync(join(root, output)) && existsSync(stamp);
  if (isThere && readFileSync(stamp, 'utf8') === hashes()) return;
  // Nothing stays of a program that is no longer made.
  rmSync(join(root, output), { recursive: true, force: true });
  await make();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hashes());
};

/** The CDK stays outside of every bundle, where it is faster. */
const external = [
  ...['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs', '@aws-sdk/*', '@smithy/*', '@copilotkit/*', '@cloud-copilot/*'],
  'elkjs',
  'esbuild',
];

/**
 * cdk-nag in one file instead of 300. Two things must be done to its rules for that:
 *
 * - Each is named after its file, which a bundle would take away: the name is written in.
 * - Each asks `node instanceof CfnSomething`, which loads the CDK's classes of a service to learn that the app has none
 *   of them: a third of a second for all. An instance has a class of that name among its own and those above, so that
 *   this is asked first. test/nag-bundle.test.ts proves that the findings stay the same.
 */
const nagRules = {
  name: 'nag-rules',
  setup: ({ onLoad }) =>
    onLoad({ filter: /cdk-nag[\\/]lib[\\/]rules[\\/].*\.js$/ }, async ({ path }) => ({
      contents: asksForNameFirst(await readFile(path, 'utf8')).replaceAll('__filename', JSON.stringify(path)),
    })),
};

/** @param {string} rule its source */
export const asksForNameFirst = (rule) =>
  `const hasClass = (value, name) => {
     for (let c = value?.constructor; c?.name; c = Object.getPrototypeOf(c)) if (c.name === name) return true;
     return false;
   };
   ${rule.replace(/([\w.]+) instanceof (aws_\w+\.(Cfn\w+))/g, '(hasClass($1, "$3") && $1 instanceof $2)')}`;

const nagFile = join(root, 'build/cdk-nag.js');
const nagInOneFile = {
  name: 'nag-in-one-file',
  setup: ({ onResolve }) => onResolve({ filter: /^cdk-nag$/ }, () => ({ path: nagFile, external: true })),
};
const buildNag = () =>
  unlessMade('cdk-nag.js', ['node_modules/cdk-nag/package.json'], () =>
    build({ ...shared, external, target: 'node20', entryPoints: ['cdk-nag'], outfile: nagFile, plugins: [nagRules] }),
  );

export const commandFlags = {
  ...shared,
  external,
  target: 'node20',
  banner: { js: "require('node:module').enableCompileCache?.();" },
  plugins: [nagInOneFile],
};

/** `mainFields` picks the SDK's ES modules, which can be shaken; names are not kept, which loads 6 % faster. */
export const functionFlags = {
  ...shared,
  target: 'node22',
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
};

/** What a LocalFunction starts: a program of its own, on another Node, with nothing of node_modules. */
const buildLambdaHost = () =>
  unlessMade('local-lambda-host.js', ['sandbox/local-lambda'], () =>
    build({
      ...shared,
      target: 'node20',
      entryPoints: ['sandbox/local-lambda/host.ts'],
      outfile: 'build/local-lambda-host.js',
    }),
  );

export const buildCommands = () =>
  Promise.all([
    buildNag(),
    buildLambdaHost(),
    unlessMade('bin', ['bench', 'bin', 'cli', 'domain', 'lambda', 'lib', 'sandbox'], () =>
      build({
        ...commandFlags,
        entryPoints: [
          { in: 'bin/app.ts', out: 'app' },
          { in: 'bin/private-bedrock.ts', out: 'private-bedrock' },
          { in: 'bench/main.ts', out: 'bench' },
          { in: 'sandbox/main.ts', out: 'sandbox' },
        ],
        outdir: 'build/bin',
      }),
    ),
  ]);

/** `npm run prove`, which is made of the tests' own proofs and so stands with them. */
const buildProofs = () =>
  unlessMade('proofs', ['cli', 'domain', 'lambda', 'lib', 'proofs'], () =>
    build({
      ...commandFlags,
      entryPoints: ['proofs/prove.ts', 'proofs/mutants/worker.ts'],
      outbase: 'proofs',
      outdir: 'build/proofs',
    }),
  );

/** One folder a function: build/lambda/<capability>/index.js. */
export const buildFunctions = () =>
  unlessMade('lambda', ['domain', 'lambda'], () =>
    build({
      ...functionFlags,
      entryPoints: readdirSync(join(root, 'lambda'), { withFileTypes: true })
        .filter((d) => existsSync(join(root, 'lambda', d.name, 'handler.ts')))
        .map((d) => ({ in: `lambda/${d.name}/handler.ts`, out: `${d.name}/index` })),
      outdir: 'build/lambda',
    }),
  );

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  try {
    if (major < 20 || (major === 20 && minor < 15)) {
      throw new Error(`Node.js 20.15 or newer is needed; this is ${process.versions.node}`);
    }
    const proofs = process.argv.includes('--proofs') ? [buildProofs()] : [];
    await Promise.all([buildCommands(), buildFunctions(), ...proofs]);
  } catch (error) {
    console.error(`build: ${error.message}`);
    process.exitCode = 1;
  }
}
