import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findFunction } from '../../lib/functions/function-code';

/** A package in a folder of its own, with its functions below `built`. */
function packageWith(built: string): string {
  const root = mkdtempSync(join(tmpdir(), 'package-'));
  writeFileSync(join(root, 'package.json'), '{}');
  mkdirSync(join(root, built, 'inference'), { recursive: true });
  writeFileSync(join(root, built, 'inference', 'index.js'), '');
  mkdirSync(join(root, 'dist', 'lib', 'functions'), { recursive: true });
  return root;
}

describe('the code of a function', () => {
  test('is that of this repository, wherever the app was started', () => {
    const started = process.cwd();
    process.chdir(tmpdir());
    try {
      expect(findFunction('inference')).toBe(resolve(__dirname, '../../build/lambda/inference'));
    } finally {
      process.chdir(started);
    }
  });

  test('is found in an installed package', () => {
    const root = packageWith('dist/lambda');
    expect(findFunction('inference', join(root, 'dist', 'lib', 'functions'))).toBe(join(root, 'dist/lambda/inference'));
  });

  test('is not taken from a package around the one that asks', () => {
    const outer = packageWith('dist/lambda');
    const inner = join(outer, 'node_modules', 'private-bedrock');
    mkdirSync(inner, { recursive: true });
    writeFileSync(join(inner, 'package.json'), '{}');
    expect(() => findFunction('inference', inner)).toThrow(
      expect.objectContaining({ code: 'PB-BUILD-001', remedy: expect.stringContaining('npm run build') }),
    );
  });

  test('is missing with its name and where it was looked for', () => {
    expect(() => findFunction('missing')).toThrow(
      /'missing' is not built: no missing\/index.js in build\/lambda or dist/,
    );
  });
});
