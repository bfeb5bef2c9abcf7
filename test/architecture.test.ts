import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { directions } from './support/import-directions';

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

  /** Of these specifiers, each written in every form, the lines that the linter refused. */
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
