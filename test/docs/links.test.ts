import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runMain } from '../support/run-main';

const pages = [
  ...readdirSync('.').filter((name) => name.endsWith('.md')),
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

const textOf = (page: string) => readFileSync(page, 'utf8').replace(/```[\s\S]*?```/g, '');

/** Anchors of a page, as GitHub makes them from its headings. */
const anchorsOf = (page: string) =>
  [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

test('every page is found', () => {
  expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/README.md', 'docs/runbooks/break-glass.md']));
});

test.each(pages)('%s has no dead link', (page) => {
  const links = [...textOf(page).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)]*))?\)/g)];
  const dead = links.filter(([, path = '', anchor]) => {
    const target = path === '' ? page : join(dirname(page), path);
    if (!existsSync(target)) return true;
    return anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).includes(anchor);
  });
  expect(dead.map(([link]) => link)).toEqual([]);
});

/** Paths of this repository in the text of a page, such as `lib/access/bedrock-reader.ts`. */
const PATH = /`((?:bench|bin|cli|domain|lambda|lib|proofs|sandbox|test|tools)\/[a-z\d/.-]*)`/g;

test.each(pages.filter((page) => page !== 'CHANGELOG.md'))('%s names no file that is gone', (page) => {
  const named = [...textOf(page).matchAll(PATH)].map(([, path = '']) => path);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});

test('the index links every page of docs, or its folder', () => {
  const index = textOf('docs/README.md');
  const missing = readdirSync('docs').filter(
    (name) => !['README.md', 'diagrams', 'images', 'runbooks'].includes(name) && !index.includes(`(${name})`),
  );
  expect(missing).toEqual([]);
});

test('each decision has a number of its own', () => {
  const numbers = readdirSync('docs/decisions').map((name) => name.slice(0, 4));
  expect(numbers).toEqual([...new Set(numbers)]);
});

test('docs/fine-tuning.md shows what npm run validate finds today', async () => {
  const page = readFileSync('docs/fine-tuning.md', 'utf8');
  const [, shown = ''] = page.split('$ npm run validate -- ')[1]?.match(/^([\s\S]*?)\n```/) ?? [];
  const [command = '', ...lines] = shown.split('\n');
  const { status, stdout } = await runMain(['validate', ...command.split(' ')]);
  expect(status).toBe(1);
  expect(lines.length).toBeGreaterThan(8);
  for (const line of lines.slice(1).filter((one) => one.trim() !== '…')) expect(stdout.split('\n')).toContain(line);
});
