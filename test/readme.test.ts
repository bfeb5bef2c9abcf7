import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS } from '../cli/commands';
import { runMain } from './support/run-main';
import { context } from './support/synth';

const readme = readFileSync('README.md', 'utf8');
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

interface Block {
  readonly comment: string;
  readonly language: string;
  readonly text: string;
}

/** Every fenced block, with the comment before it. */
const blocks: readonly Block[] = [...readme.matchAll(/(?:<!-- ([^>]*) -->\n)?^```(\w*)\n([\s\S]*?)^```$/gm)].map(
  ([, comment = '', language = '', text = '']) => ({ comment, language, text }),
);

const listings = blocks.filter(({ language }) => language !== 'sh');
const commands = blocks.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.trim().split(/\n| && /));

test('has at most 1,100 words, tables included and code excluded', () => {
  const prose = readme.replace(/```[\s\S]*?```/g, '').replace(/<!--[\s\S]*?-->/g, '');
  expect(prose.split(/\s+/).filter((word) => word !== '').length).toBeLessThanOrEqual(1100);
});

test('has a table of contents with every section, in their order', () => {
  const contents = /\*\*Contents\*\*:([\s\S]*?)\n\n/.exec(readme)?.[1] ?? '';
  const titles = [...readme.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
  expect([...contents.matchAll(/\[([^\]]*)\]/g)].map(([, title]) => title)).toEqual(titles);
});

describe('every listing is what is printed today (paste it anew if this fails)', () => {
  test('there is a test for each', () => {
    expect(listings.map(({ comment }) => comment)).toEqual(['output of npm run synth', 'beginning of npm run cost']);
  });

  test('npm run synth', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'readme-'));
    const cli = { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true };
    const env = {
      ...process.env,
      CDK_OUTDIR: join(cwd, 'cdk.out'),
      // The qualifier of a bootstrap is part of each template.
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, ...cli, '@aws-cdk/core:bootstrapQualifier': 'hnb659fds' }),
    };
    expect(spawnSync(process.execPath, ['build/bin/app.js'], { env }).status).toBe(0);
    copyFileSync('cdk.json', join(cwd, 'cdk.json'));
    const { status, stdout } = await runMain(['summary'], { cwd });
    expect({ status, stdout }).toEqual({ status: 0, stdout: listings[0]?.text });
  });

  test('npm run cost', async () => {
    const { status, stdout } = await runMain(['cost']);
    const shown = listings[1]?.text.trimEnd().split('\n') ?? [];
    expect(shown.at(-1)).toBe('…');
    expect(shown).toHaveLength(12);
    const lines = shown.slice(0, -1);
    expect({ status, lines: stdout.split('\n').slice(0, lines.length) }).toEqual({ status: 0, lines });
  });
});

/** File that exercises a command, and the text in it that does. */
const EXERCISED: Readonly<Record<string, readonly [file: string, text: string]>> = {
  'npm ci': ['.ci/run', '\nnpm ci '],
  'npm run synth': ['.ci/run', '\nnpm run synth\n'],
  'npm test': ['.ci/run', '\nnpm test\n'],
  'npm run preflight': ['test/preflight/account/preflight-run.ts', "'preflight'"],
  'npx cdk bootstrap': ['sandbox/sandbox.ts', "'bootstrap'"],
  'npx cdk diff': ['test/e2e/sandbox.e2e.ts', '^npx cdk diff'],
  'npx cdk deploy --all': ['sandbox/sandbox.ts', "'deploy', '--all'"],
  'npm run ask -- "What is a VPC endpoint?"': ['sandbox/function/answers.ts', "'What is a VPC endpoint?'"],
  'npm run sandbox': ['.ci/run', '\nnpm run test:e2e'],
};

test.each(commands)('CI runs `%s`', (command) => {
  const [file, text] = EXERCISED[command] ?? ['', command];
  expect([command, file && readFileSync(file, 'utf8').includes(text)]).toEqual([command, true]);
});

test('names every command of the program, and only scripts of package.json', () => {
  const named = [...new Set([...readme.matchAll(/npm run ([a-z:-]+)/g)].map(([, name]) => name ?? ''))];
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  expect(named).toEqual(expect.arrayContaining(Object.keys(COMMANDS).filter((name) => name in scripts)));
});
