import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Graph } from '../../cli/diagram/graph';
import { deployment, diagram } from '../support/diagram-run';
import { handMadeAssembly } from '../support/hand-made-assembly';

describe('the picture', () => {
  test('of production is the same on every run, small enough to read, and declares what it joins', () => {
    const [first, second] = [diagram('--stdout'), diagram('--stdout')];
    expect(second.stdout).toBe(first.stdout);
    const lines = first.stdout.split('\n');
    const declared = lines.flatMap((line) => /^ {2,4}(?:subgraph )?(\w+)(?:[[({]|$)/.exec(line)?.[1] ?? []);
    const joined = lines.flatMap((line) => /^ {2}(\w+) -\.?->\|"[^"]+"\| (\w+)$/.exec(line)?.slice(1) ?? []);
    expect(joined.length).toBeGreaterThan(20);
    expect(joined.filter((id) => !declared.includes(id))).toEqual([]);
    expect(declared.length).toBeLessThan(40);
  });

  test('keeps what the templates of production make and allow', () => {
    const { nodes, edges } = JSON.parse(diagram('--json').stdout) as Graph;
    const has = (from: string, to: string, label: string) =>
      edges.some((edge) => edge.from === from && edge.to === to && edge.label === label);
    expect(has('Inference_InferenceFunction', 'Endpoints_EndpointsBedrockRuntime', 'invoke · apply')).toBe(true);
    expect(has('FineTuning_CustomizationRole', 'Endpoints_EndpointsS3', 'read · write')).toBe(true);
    expect(has('Access_Invoker', 'Inference_InferenceFunction', 'invoke')).toBe(true);
    expect(edges.filter(({ from }) => from === 'Access_Invoker')).toHaveLength(1);
    expect(nodes.filter(({ inVpc }) => inVpc).map(({ id }) => id)).toContain('Inference_InferenceFunction');
  });
});

describe('the page', () => {
  const app = handMadeAssembly(deployment());
  let folder: string;
  let page: string;
  afterAll(() => rmSync(app, { recursive: true }));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'page-'));
    page = join(folder, 'page.md');
    writeFileSync(page, 'before\n<!-- diagram: old -->\nold\n<!-- end of the diagram -->\nafter\n');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('docs/architecture.md has the picture of today (run `npm run diagram` if this fails)', () => {
    expect(diagram('--check')).toEqual({ status: 0, stdout: expect.stringMatching(/up to date/), stderr: '' });
  });

  test('docs/fine-tuning.md has the states of today (run `npm run diagram -- --workflow` if this fails)', () => {
    expect(diagram('--workflow', '--check')).toEqual({
      status: 0,
      stdout: expect.stringMatching(/up to date/),
      stderr: '',
    });
  });

  test('is left alone but for the picture; --check tells an old one, and changes nothing', () => {
    const old = readFileSync(page, 'utf8');
    expect(diagram('--app', app, '--page', page, '--check')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/npm run diagram/),
    });
    expect(readFileSync(page, 'utf8')).toBe(old);
    expect(diagram('--app', app, '--page', page).status).toBe(0);
    expect(readFileSync(page, 'utf8')).toMatch(
      /^before\n<!-- diagram: made by [\s\S]*```mermaid\nflowchart LR[\s\S]*-->\nafter\n$/,
    );
    expect(diagram('--app', app, '--page', page, '--check').status).toBe(0);
  });

  test.each([
    ['no place', 'nothing'],
    ['2 places', '<!-- diagram: -->\n<!-- end of the diagram -->\n'.repeat(2)],
  ])('with %s for it is an error', (what, content) => {
    writeFileSync(page, content);
    expect(diagram('--app', app, '--page', page)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(`has ${what} for`),
    });
    expect(readFileSync(page, 'utf8')).toBe(content);
  });

  test('that shows another deployment is left alone', () => {
    const content = '<!-- diagram: made by x from the templates of elsewhere; -->\n<!-- end of the diagram -->\n';
    writeFileSync(page, content);
    for (const flags of [[], ['--check']]) {
      expect(diagram('--app', app, '--page', page, ...flags)).toMatchObject({
        status: 1,
        stderr: expect.stringMatching(/shows elsewhere, and this is \w+\.\nAdd --stdout/),
      });
    }
    expect(readFileSync(page, 'utf8')).toBe(content);
  });

  test('that is not there, no assembly, and a flag that is not', () => {
    expect(diagram('--app', app, '--page', join(folder, 'x.md'))).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/There is no/),
    });
    expect(diagram('--app', folder)).toMatchObject({ status: 1, stderr: expect.stringMatching(/No cloud assembly/) });
    expect(diagram('--chek')).toMatchObject({ status: 2, stderr: expect.stringMatching(/--check/) });
  });
});
