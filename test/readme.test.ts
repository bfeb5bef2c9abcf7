import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { context } from './support/synth';

const readme = readFileSync('README.md', 'utf8');

/** The fenced block that follows a comment of this beginning. */
function blockAfter(comment: string): string {
  const block = readme.match(new RegExp(`<!-- ${comment}[^>]*-->\\n\`\`\`\\w*\\n([\\s\\S]*?)\`\`\``))?.[1];
  if (block === undefined) throw new Error(`README.md has no block after <!-- ${comment} … -->`);
  return block;
}

const ADDED_BY_THE_CLI = { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true };

describe('README', () => {
  test('has an example that compiles, synthesizes and has no open finding', () => {
    const folder = 'build/readme';
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'example.ts'), blockAfter('compiled').replace("'./lib'", "'../../lib'"));
    writeFileSync(join(folder, 'tsconfig.json'), '{ "extends": "../../tsconfig.json", "include": ["example.ts"] }');
    const tsc = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder], { encoding: 'utf8' });
    expect(tsc.stdout).toBe('');

    buildSync({
      entryPoints: [join(folder, 'example.ts')],
      outfile: join(folder, 'example.js'),
      bundle: true,
      platform: 'node',
      packages: 'external',
    });
    const { status, stderr } = spawnSync(process.execPath, [join(folder, 'example.js')], {
      encoding: 'utf8',
      env: {
        ...process.env,
        CDK_OUTDIR: mkdtempSync(join(tmpdir(), 'readme-')),
        CDK_CONTEXT_JSON: JSON.stringify(context),
      },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('shows what npm run synth prints today (paste it anew if this fails)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'readme-'));
    const env = {
      ...process.env,
      CDK_OUTDIR: join(folder, 'cdk.out'),
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, ...ADDED_BY_THE_CLI }),
      NO_COLOR: '1',
    };
    expect(spawnSync(process.execPath, ['build/bin/app.js'], { env }).status).toBe(0);
    const summary = spawnSync(process.execPath, [resolve('build/bin/private-bedrock.js'), 'summary'], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
    expect(blockAfter('output')).toBe(summary.stdout);
  });

  test('shows what npm run validate finds today', () => {
    const [, shown = ''] = readme.split('$ npm run validate -- ')[1]?.match(/^([\s\S]*?)\n```/) ?? [];
    const [command = '', ...lines] = shown.split('\n');
    const { status, stdout } = spawnSync(
      process.execPath,
      ['build/bin/private-bedrock.js', 'validate', ...command.split(' ')],
      {
        encoding: 'utf8',
      },
    );
    expect(status).toBe(1);
    expect(lines.length).toBeGreaterThan(8);
    for (const line of lines.slice(1).filter((one) => one.trim() !== '…')) expect(stdout.split('\n')).toContain(line);
  });

  test('shows what npm run cost begins with today (paste it anew if this fails)', () => {
    const { status, stdout } = spawnSync(process.execPath, ['build/bin/private-bedrock.js', 'cost'], {
      encoding: 'utf8',
    });
    const [, shown] = blockAfter('beginning').split('$ npm run cost\n');
    const lines = shown?.trimEnd().split('\n').slice(0, -1) ?? [];
    expect({ status, lines: stdout.split('\n').slice(0, lines.length) }).toEqual({ status: 0, lines });
    expect(lines).toHaveLength(11);
  });

  test.each([
    'docs/architecture.md',
    'docs/fine-tuning.md',
    'docs/inference.md',
    'docs/sandbox.md',
    'docs/rules.md',
    'docs/security-proof.md',
    'docs/security.md',
    'README.md',
    'CONTRIBUTING.md',
  ])('%s has no dead link', (file) => {
    const links = [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(
      ([, target]) => target ?? '',
    );
    const missing = links.filter((target) => spawnSync('test', ['-e', join(file, '..', target)]).status !== 0);
    expect(missing).toEqual([]);
  });
});
