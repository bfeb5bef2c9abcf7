// Builds the programs for Node: the CDK app and the commands into build/bin, each function into build/lambda, the process
// that runs a function on this machine, and the page that reviews a consultation.
// cdk.json calls it before every synth and jest before every run. It compares hashes of the input files, so that stale
// output never runs and unchanged output is not built again.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasBinary, REPLACED } from './platform-binaries.mjs';
import { notices } from './third-party.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const shared = { absWorkingDir: root, bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning' };

const hashOf = (path) =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .map((name) => hashOf(join(path, name)))
        .join()
    : createHash('sha256').update(readFileSync(path)).digest('hex');

/** Loads esbuild only if something is built. */
const build = async (options) => (await import(hasBinary('esbuild') ? 'esbuild' : REPLACED.esbuild)).build(options);

/** Builds an output only if its inputs, this script or the output itself have changed. */
const unlessMade = async (made, inputs, make) => {
  const stamp = join(root, 'build', `${made}.inputs`);
  const output = join('build', made);
  const hashes = () =>
    ['tools/build.mjs', 'package-lock.json', ...inputs, output].map((path) => hashOf(join(root, path))).join('\n');
  const isThere = existsSync(join(root, output)) && existsSync(stamp);
  if (isThere && readFileSync(stamp, 'utf8') === hashes()) return;
  // Deletes files of programs that no longer exist.
  rmSync(join(root, output), { recursive: true, force: true });
  await make();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hashes());
};

/** The CDK loads faster outside a bundle. */
const external = [
  ...['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs', '@aws-sdk/*', '@smithy/*', '@copilotkit/*', '@cloud-copilot/*'],
  ...['aws-local-stepfunctions', 'elkjs', 'esbuild', 'expect', 'jest-circus', 'playwright-core', 'typescript-5.9'],
];

/**
 * Bundles cdk-nag into one file instead of 300. Its rules need two changes:
 *
 * - Each rule takes its name from its file name, which a bundle loses: the build inserts the name.
 * - Each rule evaluates `node instanceof CfnSomething`, which loads the CDK classes of a service even if the app has none
 *   of its resources: a third of a second in total. The build compares class names first, along the prototype chain.
 *   test/nag-bundle.test.ts proves that the findings stay the same.
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
   ${rule.replace(/(?<![\w.])([\w.]+) instanceof (aws_\w+\.(Cfn\w+))/g, '(hasClass($1, "$3") && $1 instanceof $2)')}`;

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

/** Program that a LocalFunction starts, on another Node and without node_modules. */
const buildLambdaHost = () =>
  unlessMade('local-lambda-host.js', ['sandbox/local-lambda'], () =>
    build({
      ...shared,
      target: 'node20',
      entryPoints: ['sandbox/local-lambda/host.ts'],
      outfile: 'build/local-lambda-host.js',
    }),
  );

/** Browsers with `light-dark()` and the other features that the page uses. */
const BROWSERS = ['chrome123', 'firefox128', 'safari17.5'];

/** One file with style and script inside, whose hashes the policy of the page names. */
export const buildReviewPage = () =>
  unlessMade('review', ['cli/healthscribe', 'domain/clinical-note'], async () => {
    const folder = 'cli/healthscribe/page';
    const { outputFiles } = await build({
      absWorkingDir: root,
      bundle: true,
      minify: true,
      charset: 'utf8',
      legalComments: 'none',
      logLevel: 'warning',
      target: BROWSERS,
      entryPoints: [`${folder}/main.ts`, `${folder}/page.css`],
      outdir: 'build/review',
      write: false,
    });
    const textOf = (suffix) => outputFiles.find(({ path }) => path.endsWith(suffix)).text.trim();
    const page = readFileSync(join(root, folder, 'page.html'), 'utf8')
      .replace('<style></style>', () => `<style>${textOf('.css')}</style>`)
      .replace('<script></script>', () => `<script>${textOf('.js')}</script>`);
    mkdirSync(join(root, 'build/review'), { recursive: true });
    writeFileSync(join(root, 'build/review/page.html'), page);
  });

export const buildCommands = () =>
  Promise.all([
    buildNag(),
    buildLambdaHost(),
    buildReviewPage(),
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

/** `npm run prove`. */
const buildProofs = () =>
  unlessMade('proofs', ['cli', 'domain', 'lambda', 'lib', 'proofs'], () =>
    build({
      ...commandFlags,
      entryPoints: ['proofs/prove.ts', 'proofs/mutants/worker.ts', 'proofs/code/code-worker.ts'],
      outbase: 'proofs',
      outdir: 'build/proofs',
    }),
  );

/** Folders below `lambda` that have a handler: `lambda/<capability>`, or `lambda/<capability>/<function>`. */
const functionFolders = (folder = 'lambda') =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}`)
    .flatMap((path) => [...(existsSync(join(root, path, 'handler.ts')) ? [path] : []), ...functionFolders(path)]);

/**
 * Builds one folder per function: build/lambda/<capability>/index.js, or build/lambda/<capability>-<function>/index.js,
 * and build/THIRD-PARTY-NOTICES.txt, the notices of the packages that they contain.
 */
export const buildFunctions = () =>
  unlessMade('lambda', ['domain', 'lambda', 'tools/third-party.mjs'], async () => {
    const { metafile } = await build({
      ...functionFlags,
      metafile: true,
      entryPoints: functionFolders().map((path) => ({
        in: `${path}/handler.ts`,
        out: `${path.split('/').slice(1).join('-')}/index`,
      })),
      outdir: 'build/lambda',
    });
    writeFileSync(join(root, 'build/THIRD-PARTY-NOTICES.txt'), notices(Object.keys(metafile.inputs), root));
  });

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
