// Transpiles what Node is to run: the CDK app and the commands into build/bin, each function into build/lambda.
// cdk.json calls it before every synth and jest before every run, so nothing stale is ever executed.
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const shared = { absWorkingDir: root, bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning' };

/** cdk-nag names each rule after its file, which a bundle would take away: the name is written in before. */
const keepRuleNames = {
  name: 'keep-rule-names',
  setup: ({ onLoad }) =>
    onLoad({ filter: /cdk-nag[\\/]lib[\\/]rules[\\/].*\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll('__filename', JSON.stringify(path)),
    })),
};

/** Own code and cdk-nag in one file, which loads faster than cdk-nag's 300; the CDK itself stays outside, where it is faster. */
export const commandFlags = {
  ...shared,
  target: 'node20',
  external: ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs', '@aws-sdk/*', '@smithy/*', '@copilotkit/*', 'esbuild'],
  banner: { js: "require('node:module').enableCompileCache?.();" },
  sourcemap: 'linked',
  plugins: [keepRuleNames],
};

/** `mainFields` picks the SDK's ES modules, which can be shaken; names are not kept, which loads 6 % faster. */
export const functionFlags = {
  ...shared,
  target: 'node22',
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
};

export const buildCommands = () =>
  build({
    ...commandFlags,
    entryPoints: readdirSync(join(root, 'bin'))
      .filter((f) => f.endsWith('.ts'))
      .map((f) => `bin/${f}`),
    outdir: 'build/bin',
  });

/** One folder a function: build/lambda/<capability>/index.js. */
export const buildFunctions = () =>
  build({
    ...functionFlags,
    entryPoints: readdirSync(join(root, 'lambda'), { withFileTypes: true })
      .filter((d) => d.isDirectory() && d.name !== 'shared')
      .map((d) => ({ in: `lambda/${d.name}/handler.ts`, out: `${d.name}/index` })),
    outdir: 'build/lambda',
    metafile: true,
  });

if (process.argv[1] === fileURLToPath(import.meta.url)) await Promise.all([buildCommands(), buildFunctions()]);
