import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { directions, FOUNDATION } from './support/import-directions';
import { cycles, folderImports, importsOf, ROOTS, sourceFiles } from './support/import-graph';

/** The ways to say "import"; each must be caught alike. */
const forms = [
  (from: string) => `import { x } from '${from}';`,
  (from: string) => `import type { x } from '${from}';`,
  (from: string) => `export { x } from '${from}';`,
  (from: string) => `export const x = import('${from}');`,
];

describe('the direction of imports', () => {
  let refused: ReadonlySet<string>;

  // One linter process for all files: a diagnostic is known by its file and line.
  beforeAll(() => {
    const tree = mkdtempSync(join(tmpdir(), 'architecture-'));
    copyFileSync('biome.json', join(tree, 'biome.json'));
    for (const { file, forbidden, allowed } of directions) {
      const lines = [...forbidden, ...allowed].flatMap((from) => forms.map((form) => form(from)));
      mkdirSync(dirname(join(tree, file)), { recursive: true });
      writeFileSync(join(tree, file), `${lines.join('\n')}\n`);
    }
    try {
      refused = new Set(lint(tree).map(({ path, range }) => `${path}:${range.start.line}`));
    } finally {
      rmSync(tree, { recursive: true });
    }
  });

  /** Returns the lines that the linter refused, of these specifiers in every form. */
  const refusedAmong = (file: string, specifiers: readonly string[], firstRow: number) =>
    specifiers.flatMap((from, row) =>
      forms
        .filter((_, form) => refused.has(`${file}:${(firstRow + row) * forms.length + form + 1}`))
        .map((form) => form(from)),
    );
  const every = (specifiers: readonly string[]) => specifiers.flatMap((from) => forms.map((form) => form(from)));

  test.each(directions)('$file is refused what it must not know', ({ file, forbidden }) => {
    expect(refusedAmong(file, forbidden, 0)).toEqual(every(forbidden));
  });

  test.each(directions)('$file may import what it needs', ({ file, forbidden, allowed }) => {
    expect(refusedAmong(file, allowed, forbidden.length)).toEqual([]);
  });
});

/** Top folders that each top folder may import. */
const LAW: Readonly<Record<string, readonly string[]>> = {
  bench: ['cli', 'domain', 'lambda', 'lib', 'sandbox'],
  bin: ['bench', 'cli', 'domain', 'lib', 'sandbox'],
  cli: ['domain', 'lambda', 'lib'],
  domain: [],
  lambda: ['domain'],
  lib: ['domain', 'lambda'],
  proofs: ['cli', 'domain', 'lambda', 'lib'],
  sandbox: ['cli', 'domain', 'lambda', 'lib'],
  test: ['bench', 'cli', 'domain', 'lambda', 'lib', 'proofs', 'sandbox'],
};

/** Files of `lib` that programs without the CDK read: the table of deployments, and the definition of the workflow. */
const PLAIN_LIB = /^lib\/(config\/|fine-tuning\/workflow\/definition\.ts$)/;

/** Folders with more than 15 files, each with its reason. */
const LARGE_FOLDERS: Readonly<Record<string, string>> = {
  'proofs/mutants/operators': 'one file for each kind of mutant',
  'test/support': 'servers, accounts and runs that several folders of tests share',
};

/** Folders of the functions of a capability: one of its name, unless it has others. The metrics that are watched are shared. */
const FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  knowledge: ['knowledge', 'ingestion'],
  observability: ['shared'],
};

const functionsOf = (capability: string): readonly string[] => FUNCTIONS[capability] ?? [capability];

describe('the imports of the tree', () => {
  const files = sourceFiles();
  const imports = importsOf(files);
  const part = (path: string, depth: number) => path.split('/')[depth] ?? '';
  const broken = (isForbidden: (from: string, to: string) => boolean) =>
    imports.filter(({ from, to }) => isForbidden(from, to)).map(({ from, to }) => `${from} → ${to}`);

  test('are found', () => {
    expect(files.length).toBeGreaterThan(500);
    expect(imports.length).toBeGreaterThan(files.length);
    expect(imports).toContainEqual({ from: 'bin/app.ts', to: 'lib/private-bedrock.ts' });
  });

  test('make no cycle between folders', () => {
    expect(cycles(folderImports(imports))).toEqual([]);
  });

  test('make no cycle between files', () => {
    expect(cycles(imports)).toEqual([]);
  });

  test('cross top folders only as the law allows', () => {
    expect(Object.keys(LAW)).toEqual([...ROOTS]);
    expect(broken((from, to) => part(from, 0) !== part(to, 0) && !LAW[part(from, 0)]?.includes(part(to, 0)))).toEqual(
      [],
    );
  });

  test('of programs without the CDK take nothing from lib but plain data', () => {
    expect(broken((from, to) => /^(cli|sandbox)\//.test(from) && to.startsWith('lib/') && !PLAIN_LIB.test(to))).toEqual(
      [],
    );
  });

  test('of functions from outside take their contract only, and lib that of its own capability', () => {
    const isContract = (to: string) => /^lambda\/[^/]+\/contract\.ts$/.test(to);
    expect(broken((from, to) => to.startsWith('lambda/') && !/^(lambda|test)\//.test(from) && !isContract(to))).toEqual(
      [],
    );
    expect(
      broken(
        (from, to) =>
          to.startsWith('lambda/') && from.startsWith('lib/') && !functionsOf(part(from, 1)).includes(part(to, 1)),
      ),
    ).toEqual([]);
    expect(
      broken(
        (from, to) =>
          from.startsWith('lambda/') && to.startsWith('lambda/') && ![part(from, 1), 'shared'].includes(part(to, 1)),
      ),
    ).toEqual([]);
  });

  test('of lib run from the stage to stacks, capabilities and the foundation', () => {
    const room = (path: string) => (path.split('/').length > 2 ? part(path, 1) : 'top');
    const isAllowed = (from: string, to: string) => {
      if (from === to || from === 'top' || FOUNDATION.includes(to)) return true;
      return from === 'stacks' && to !== 'top';
    };
    expect(
      broken((from, to) => from.startsWith('lib/') && to.startsWith('lib/') && !isAllowed(room(from), room(to))),
    ).toEqual([]);
    expect(
      broken(
        (from, to) => /^lib\/stacks\//.test(from) && /^lib\/stacks\//.test(to) && !to.endsWith('/deployment-stack.ts'),
      ),
    ).toEqual([]);
  });

  test('leave no folder with more than 15 files, except for a reason', () => {
    const folders = [...new Set(files.map(dirname))];
    const isLarge = (folder: string) => files.filter((file) => dirname(file) === folder).length > 15;
    expect(folders.filter(isLarge).sort()).toEqual(Object.keys(LARGE_FOLDERS));
  });

  test('leave no file of under 15 lines to a single user', () => {
    const users = (file: string) => new Set(imports.filter(({ to }) => to === file).map(({ from }) => from)).size;
    const lines = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n').length;
    expect(files.filter((file) => lines(file) < 15 && users(file) === 1)).toEqual([]);
  });
});

test('a cycle is found, between folders and between files', () => {
  const imports = [
    { from: 'a/one/x.ts', to: 'a/two/y.ts' },
    { from: 'a/two/deep/z.ts', to: 'a/one/w.ts' },
    { from: 'a/x.ts', to: 'a/one/x.ts' },
    { from: 'a/one/x.ts', to: 'a/x.ts' },
    { from: 'b/x.ts', to: 'a/x.ts' },
  ];
  expect(cycles(folderImports(imports))).toEqual([['a/one', 'a/two']]);
  expect(cycles(imports)).toEqual([['a/one/x.ts', 'a/x.ts']]);
});

test('nothing but tests knows the simulator, whose licence is AGPL-3.0', () => {
  const sources = ['bin', 'cli', 'domain', 'lambda', 'lib', 'sandbox'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|mjs)$/.test(file))
      .map((file) => join(folder, file)),
  );
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((file) => /from '@cloud-copilot\//.test(readFileSync(file, 'utf8')))).toEqual([]);
});

interface Location {
  readonly path: string;
  readonly range: { readonly start: { readonly line: number } };
}

/** Every place in `tree` where the import rule fires. */
function lint(tree: string): readonly Location[] {
  const flags = ['--only=style/noRestrictedImports', '--vcs-enabled=false', '--max-diagnostics=none'];
  const biome = join(process.cwd(), 'node_modules/@biomejs/biome/bin/biome');
  let output = '';
  try {
    output = execFileSync(process.execPath, [biome, 'lint', ...flags, '--reporter=rdjson', '.'], {
      cwd: tree,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    // Findings make the linter exit with 1, which is what this test is for.
    output = String((error as { stdout?: unknown }).stdout);
  }
  const report = JSON.parse(output) as { diagnostics: readonly { location: Location }[] };
  return report.diagnostics.map(({ location }) => location);
}
