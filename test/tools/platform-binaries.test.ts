import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Locked {
  readonly optional?: true;
  readonly cpu?: readonly string[];
  readonly engines?: { readonly node?: string };
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const LOCK = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Readonly<Record<string, Locked>> };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), '내 폴더 '));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Evaluates an expression of the program's exports. */
function evaluate(expression: string): unknown {
  const script = `import * as binaries from './tools/platform-binaries.mjs'; console.log(JSON.stringify(${expression} ?? null));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

function install(name: string, manifest: object): void {
  mkdirSync(join(folder, 'node_modules', name), { recursive: true });
  writeFileSync(join(folder, 'node_modules', name, 'package.json'), JSON.stringify(manifest));
}

const on = (platform: string, arch: string) => JSON.stringify({ folder, platform, arch });

test('a binary counts only on its own platform', () => {
  install('esbuild', { optionalDependencies: { '@esbuild/win32-x64': '1', '@esbuild/linux-x64': '1' } });
  install('@esbuild/win32-x64', { os: ['win32'], cpu: ['x64'] });
  const has = (platform: string, arch: string) => evaluate(`binaries.hasBinary('esbuild', ${on(platform, arch)})`);
  expect([has('win32', 'x64'), has('win32', 'arm64'), has('linux', 'x64')]).toEqual([true, false, false]);
});

test('the error names platform, packages and remedy', () => {
  expect(evaluate(`binaries.missingBinaries(${on('darwin', 'arm64')})`)).toMatch(
    /^node_modules has no binary for darwin-arm64 of: @biomejs\/biome, @swc\/core, typescript, unrs-resolver\.\nRun `npm ci --include=optional`/,
  );
});

test('this installation is complete', () => {
  expect(evaluate('binaries.missingBinaries()')).toBeNull();
});

test('every package with a binary for each platform is known, and has a replacement or a message', () => {
  const packages = Object.entries(LOCK.packages)
    .filter(([path, { optional }]) => path !== '' && !optional)
    .filter(([, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).some((name) => LOCK.packages[`node_modules/${name}`]?.cpu),
    )
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  const known = evaluate('[...binaries.REQUIRED, ...Object.keys(binaries.REPLACED)]') as readonly string[];
  // Jest loads its watcher only to watch files.
  expect([...new Set(packages)].sort()).toEqual([...known, '@parcel/watcher'].sort());
});

// npm warns of each package whose `engines` exclude the Node in use. aws-local-stepfunctions asks for Node 22 only for
// Promise.withResolvers, which test/support/execution.ts adds: its `engines` are deleted from package-lock.json.
test('no locked package warns on Node 20', () => {
  const excluded = Object.entries(LOCK.packages).filter(
    ([, { optional, engines }]) => !optional && /^>=? ?2[1-9]/.test(engines?.node ?? ''),
  );
  expect(excluded.map(([path]) => path)).toEqual([]);
});
