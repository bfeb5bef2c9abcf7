// Makes dist/, the content of the npm package: bundles of our own code, declarations, the functions. Run by `prepack`.
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildFunctions, buildReviewPage } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Entry of `exports` → its source. */
const ENTRIES = { index: 'lib/index', checks: 'lib/checks/index', cli: 'cli/index' };

rmSync(dist, { recursive: true, force: true });
await Promise.all([buildFunctions(), buildReviewPage()]);
for (const built of ['lambda', 'review']) cpSync(join(root, 'build', built), join(dist, built), { recursive: true });
cpSync(join(root, 'build/THIRD-PARTY-NOTICES.txt'), join(dist, 'THIRD-PARTY-NOTICES.txt'));

const { metafile } = await build({
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
  metafile: true,
  entryPoints: [
    ...Object.entries(ENTRIES).map(([out, source]) => ({ in: `${source}.ts`, out })),
    { in: 'bin/private-bedrock.ts', out: 'private-bedrock' },
  ],
  outdir: 'dist',
});
assertDeclared(Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path)));

// An ES module of the same name re-exports the CommonJS one, so that a program that loads both has each class once.
const require = createRequire(import.meta.url);
for (const [name, source] of Object.entries(ENTRIES)) {
  const names = Object.keys(require(join(dist, `${name}.js`))).filter((key) => key !== '__esModule');
  writeFileSync(
    join(dist, `${name}.mjs`),
    `import all from './${name}.js';\nexport const {\n${names.map((key) => `  ${key},`).join('\n')}\n} = all;\n`,
  );
  const declarations = `export * from './types/${source}.js';\n`;
  writeFileSync(join(dist, `${name}.d.ts`), declarations);
  writeFileSync(join(dist, `${name}.d.mts`), declarations);
}
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--project', 'tsconfig.package.json'], {
  cwd: root,
  stdio: 'inherit',
});
writeFileSync(
  join(dist, 'private-bedrock.js'),
  `#!/usr/bin/env node\nrequire('node:module').enableCompileCache?.();\n${readFileSync(join(dist, 'private-bedrock.js'), 'utf8')}`,
);

/** Every package that the bundles import is declared, and no other is a runtime dependency. */
function assertDeclared(paths) {
  const builtin = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
  const nameOf = (path) =>
    path
      .split('/')
      .slice(0, path.startsWith('@') ? 2 : 1)
      .join('/');
  const imported = new Set(paths.filter((path) => !builtin.has(path)).map(nameOf));
  const declared = { ...manifest.dependencies, ...manifest.peerDependencies };
  const missing = [...imported].filter((name) => !(name in declared));
  const unused = Object.keys(manifest.dependencies ?? {}).filter((name) => !imported.has(name));
  if (missing.length + unused.length === 0) return;
  throw new Error(`package.json: declare ${missing.join(', ') || 'nothing'}; remove ${unused.join(', ') || 'nothing'}`);
}
