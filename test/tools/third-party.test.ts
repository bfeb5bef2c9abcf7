import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NOTICES = 'build/THIRD-PARTY-NOTICES.txt';

/** Packages that the sources of the functions import as values, and those that these depend on, by package.json. */
function imported(): readonly string[] {
  const sources = ['lambda', 'domain/clinical-note'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(folder, file), 'utf8')),
  );
  const names = sources.flatMap((source) =>
    [...source.matchAll(/^import (?!type )[^;]*? from '((?:@[^/']+\/)?[^./'][^/':]*)(?:\/[^']*)?';/gm)].map(
      ([, name = '']) => name,
    ),
  );
  return [...new Set(names.filter((name) => name !== 'node'))];
}

describe('THIRD-PARTY-NOTICES.txt', () => {
  const text = readFileSync(NOTICES, 'utf8');

  test('names every package that a function imports, with its version', () => {
    const names = imported();
    expect(names).toContain('mediabunny');
    for (const name of names) {
      const { version } = JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8'));
      expect(text).toContain(`${name} ${version}, `);
    }
  });

  test('holds the whole text of the license of each, and the source of the one that asks for it', () => {
    for (const name of imported()) {
      const folder = join('node_modules', name);
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      const own = file === undefined ? 'LICENSE' : join(folder, file);
      expect(text).toContain(readFileSync(own, 'utf8').trim());
    }
    expect(text).toMatch(/^mediabunny \S+, MPL-2\.0, https:\/\/\S+$/m);
  });

  test('is not made for a package without a license', async () => {
    const { notices } = await import('../../tools/third-party.mjs' as string);
    const root = mkdtempSync(join(tmpdir(), 'notices-'));
    const folder = join(root, 'node_modules/@a/b');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"name":"@a/b","version":"1.0.0","license":"MIT"}');
    const inputs = ['lambda/x.ts', 'node_modules/@a/b/lib/c.js'];
    expect(() => notices(inputs, root)).toThrow('@a/b contains no license');
    writeFileSync(join(folder, 'LICENSE'), 'The text.');
    expect(notices(inputs, root)).toContain('@a/b 1.0.0, MIT, https://www.npmjs.com/package/@a/b\n\nThe text.');
    rmSync(root, { recursive: true });
  });
});
