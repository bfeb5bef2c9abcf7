import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deployment, diagram } from '../support/diagram-run';
import { handMadeAssembly } from '../support/hand-made-assembly';

test('docs/diagrams and docs/architecture.md are those of today (run `npm run diagram` if this fails)', async () => {
  expect(
    await diagram('--deployment', 'production', '--out', 'docs/diagrams', '--page', 'docs/architecture.md', '--check'),
  ).toEqual({
    status: 0,
    stdout: 'The drawings are up to date.\n',
    stderr: '',
  });
});

describe('the command', () => {
  const app = handMadeAssembly(deployment());
  let folder: string;
  let page: string;
  let out: string;
  afterAll(() => rmSync(app, { recursive: true }));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'page-'));
    page = join(folder, 'page.md');
    out = join(folder, 'pictures');
    writeFileSync(page, 'before\n<!-- diagram: old -->\nold\n<!-- end of the diagram -->\nafter\n');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const draw = (...flags: string[]) => diagram('--app', app, '--out', out, ...flags);

  test('draws an overview and a picture for each capability, and nothing new the second time', async () => {
    expect((await draw()).stdout).toMatch(/^Updated: .*overview\.svg, .*inference\.svg\n$/);
    expect(readdirSync(out).sort()).toEqual(['inference.svg', 'overview.svg']);
    expect((await draw()).stdout).toMatch(/^2 drawings in .* are up to date\.\n$/);
  });

  test('changes only the diagram of the page', async () => {
    expect((await draw('--page', page)).status).toBe(0);
    const text = readFileSync(page, 'utf8');
    expect(text).toMatch(/^before\n<!-- diagram: made by [\s\S]*-->\nafter\n$/);
    expect(text).toContain('(pictures/inference.svg)');
  });

  test('--check names each file that differs, is missing or is no longer drawn, and changes nothing', async () => {
    await draw('--page', page);
    expect((await draw('--page', page, '--check')).status).toBe(0);
    const gone = readFileSync(join(out, 'inference.svg'), 'utf8');
    writeFileSync(join(out, 'gone.svg'), gone);
    writeFileSync(join(out, 'mine.svg'), '<svg/>');
    writeFileSync(join(out, 'overview.svg'), gone);
    rmSync(join(out, 'inference.svg'));
    writeFileSync(page, readFileSync(page, 'utf8').replace('Overview', 'Overlook'));
    const { status, stderr } = await draw('--page', page, '--check');
    expect(status).toBe(1);
    for (const name of ['overview.svg', 'inference.svg', 'gone.svg', 'page.md']) expect(stderr).toContain(name);
    expect(stderr).not.toContain('mine.svg');
    expect(readdirSync(out).sort()).toEqual(['gone.svg', 'mine.svg', 'overview.svg']);
    expect((await draw('--page', page)).status).toBe(0);
    expect(readdirSync(out).sort()).toEqual(['inference.svg', 'mine.svg', 'overview.svg']);
  });

  test.each([
    ['no place', 'nothing'],
    ['2 places', '<!-- diagram: -->\n<!-- end of the diagram -->\n'.repeat(2)],
  ])('rejects a page with %s, and writes nothing', async (what, content) => {
    writeFileSync(page, content);
    expect(await draw('--page', page)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(new RegExp(`^PB-DIAGRAM-002 .* has ${what} for`)),
    });
    expect(readFileSync(page, 'utf8')).toBe(content);
    expect(existsSync(out)).toBe(false);
  });

  test('does not compare one deployment with the page of another', async () => {
    const content = '<!-- diagram: made by x from the templates of elsewhere; -->\n<!-- end of the diagram -->\n';
    writeFileSync(page, content);
    for (const flags of [[], ['--check']]) {
      expect(await draw('--page', page, ...flags)).toMatchObject({
        status: 1,
        stderr: expect.stringMatching(/^PB-DIAGRAM-003 .* shows the deployment elsewhere, not d\./),
      });
    }
    expect(readFileSync(page, 'utf8')).toBe(content);
  });

  test('does not compare one deployment with the drawings of another', async () => {
    await draw();
    const overview = join(out, 'overview.svg');
    writeFileSync(overview, readFileSync(overview, 'utf8').replace('Overview of d:', 'Overview of elsewhere:'));
    expect(await draw('--check')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^PB-DIAGRAM-006 The drawings in .* are of elsewhere, and the assembly has d\./),
    });
    expect((await draw()).status).toBe(0);
    expect((await draw('--check')).status).toBe(0);
  });

  test('rejects a missing page, a folder without an assembly, and an unknown flag', async () => {
    expect(await draw('--page', join(folder, 'x.md'))).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^PB-DIAGRAM-001 .* does not exist/),
    });
    expect(await diagram('--app', folder)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/No cloud assembly/),
    });
    expect(await diagram('--chek')).toMatchObject({ status: 2, stderr: expect.stringMatching(/--check/) });
  });
});
