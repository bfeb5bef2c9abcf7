import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssembly } from '../../cli/app/assembly-folder';
import { assemblyReport } from '../../cli/summary/assembly-report';
import { summarize } from '../../cli/summary/assembly-summary';
import type { Drawing } from '../../cli/terminal/terminal';
import { NoAssemblyError } from '../../domain/template/assembly';

const summarizeAssembly = (from: string) => summarize(readAssembly(from, '.'));
const plain: Drawing = { width: 80, paint: (_, text) => text };
const template = { Description: 'Keys and buckets', Resources: resources('AWS::S3::Bucket', 2, 'AWS::KMS::Key', 1) };
const violation = (rule: string, ...paths: string[]) => ({
  ruleName: rule,
  violatingConstructs: paths.map((constructPath) => ({ constructPath })),
});
const clean = { pluginName: 'AwsSolutions', violations: [], suppressedViolations: [violation('S1', 'a', 'b')] };
const dirty = { pluginName: 'HIPAA.Security', violations: [violation('HIPAA-S3', 'sandbox/Data/Bucket/Resource')] };

function resources(...typesAndCounts: (string | number)[]) {
  const types = typesAndCounts.filter((x) => typeof x === 'string');
  const counts = typesAndCounts.filter((x) => typeof x === 'number');
  const list = types.flatMap((Type, at) => Array.from({ length: counts[at] ?? 0 }, () => ({ Type })));
  return Object.fromEntries(list.map((resource, at) => [`R${at}`, resource]));
}

describe('the summary of a cloud assembly', () => {
  let folder: string;
  const write = (file: string, content: unknown) => writeFileSync(join(folder, file), JSON.stringify(content));
  const stack = (id: string) => ({
    type: 'aws:cloudformation:stack',
    environment: 'aws://unknown-account/eu-central-1',
    displayName: `sandbox/${id}`,
    properties: { templateFile: `${id}.json`, stackName: `private-bedrock-sandbox-${id.toLowerCase()}` },
  });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'assembly-'));
    write('manifest.json', { artifacts: { d: stack('Data'), i: stack('Empty'), Tree: { type: 'cdk:tree' } } });
    write('Data.json', template);
    write('Empty.json', {});
    write('validation-report.json', { pluginReports: [clean] });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('tells each stack: name, region, resources by type, most frequent first, template in bytes', () => {
    const { stacks } = summarizeAssembly(folder);

    expect(stacks.map(({ id }) => id)).toEqual(['sandbox/Data', 'sandbox/Empty']);
    expect(stacks[0]).toEqual({
      id: 'sandbox/Data',
      templateFile: 'Data.json',
      stackName: 'private-bedrock-sandbox-data',
      region: 'eu-central-1',
      description: 'Keys and buckets',
      terminationProtection: false,
      resourceCount: 3,
      resourceTypes: { 'S3::Bucket': 2, 'KMS::Key': 1 },
      templateBytes: JSON.stringify(template).length,
    });
    expect(Object.keys(stacks[0]?.resourceTypes ?? {})).toEqual(['S3::Bucket', 'KMS::Key']);
    expect(stacks[1]?.resourceCount).toBe(0);
  });

  test('counts findings by construct, not by rule', () => {
    write('validation-report.json', { pluginReports: [clean, dirty] });

    const { packs } = summarizeAssembly(folder);

    expect(packs?.map(({ pack, open, acknowledged }) => [pack, open.length, acknowledged.length])).toEqual([
      ['AwsSolutions', 0, 2],
      ['HIPAA.Security', 1, 0],
    ]);
  });

  test('says that CloudFormation would refuse a stack whose models have ended', () => {
    const rule = { Assertions: [{ Assert: false, AssertDescription: 'PB-CONFIG-045 a model has ended' }] };
    write('Data.json', { ...template, Rules: { ModelsCanBeInvoked: rule, CheckBootstrapVersion: { Assertions: [] } } });

    const summary = summarizeAssembly(folder);

    expect(summary.refusals).toEqual(['PB-CONFIG-045 a model has ended']);
    expect(assemblyReport(summary, plain)).toContain(
      'CloudFormation refuses to deploy this row: PB-CONFIG-045 a model has ended',
    );
  });

  test('refuses a folder that is no assembly', () => {
    expect(() => summarizeAssembly(join(folder, 'nowhere'))).toThrow(NoAssemblyError);
  });

  test('reads: deployment, stacks with their share of the limits, findings, what to do next', () => {
    const report = assemblyReport(summarizeAssembly(folder), plain);

    expect(report).toContain('sandbox in eu-central-1: 2 stacks, 3 resources');
    expect(report).toMatch(/sandbox\/Data +3 +0\.\d KiB +1 %, 1 %\n {2}Keys and buckets\n {2}2 S3::Bucket, KMS::Key\n/);
    expect(report).toContain('no open finding, 2 acknowledged with a reason');
    expect(report).toContain('npx cdk synth sandbox/Data');
  });

  test('measures against the limits: 500 resources and a megabyte', () => {
    write('Data.json', { Resources: resources('AWS::IAM::Role', 450), Description: 'x'.repeat(524_288) });

    expect(assemblyReport(summarizeAssembly(folder), { ...plain, width: 100 })).toMatch(/sandbox\/Data .* 90 %, 5\d %/);
  });

  test('names every open finding, and says so when nothing was checked', () => {
    write('validation-report.json', { pluginReports: [dirty] });
    expect(assemblyReport(summarizeAssembly(folder), plain)).toContain(
      '1 open finding, 0 acknowledged with a reason\n\nrule pack       open  acknowledged\n' +
        'HIPAA.Security     1             0\n  HIPAA-S3 at sandbox/Data/Bucket/Resource',
    );

    rmSync(join(folder, 'validation-report.json'));
    expect(assemblyReport(summarizeAssembly(folder), plain)).toContain('The rule packs did not run');
  });

  test.each([40, 60, 120])('keeps its lines within %i columns', (width) => {
    const lines = assemblyReport({ ...summarizeAssembly(folder), folder: 'cdk.out' }, { ...plain, width }).split('\n');

    // A command is never broken: it is there to be copied. "Rule packs: …" is one sentence.
    const long = lines.filter((line) => line.length > width && !/^ {2}npx cdk|^Rule packs|^sandbox in/.test(line));
    expect(long).toEqual([]);
  });

  describe('as a command', () => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, ['build/bin/private-bedrock.js', 'summary', ...args], {
        encoding: 'utf8',
        env: { PATH: '' },
      });

    test('exits with 0 and writes no colour into a pipe', () => {
      const { status, stdout } = run('--app', folder);

      expect({ status, escapes: stdout.includes('\u001b') }).toEqual({ status: 0, escapes: false });
    });

    test('gives the same as JSON', () => {
      expect(JSON.parse(run('--app', folder, '--json').stdout)).toEqual(
        JSON.parse(JSON.stringify(summarizeAssembly(folder))),
      );
    });

    test('exits with 1 on an open finding', () => {
      write('validation-report.json', { pluginReports: [clean, dirty] });
      expect(run('--app', folder).status).toBe(1);
    });

    test('exits with 1 when nothing was checked', () => {
      rmSync(join(folder, 'validation-report.json'));
      expect(run('--app', folder).status).toBe(1);
    });

    test('exits with 1, one line and the remedy where there is no assembly', () => {
      mkdirSync(join(folder, 'empty'));
      const { status, stderr } = run('--app', join(folder, 'empty'));

      expect(status).toBe(1);
      expect(stderr).toMatch(/^PB-TEMPLATE-001 No cloud assembly in .*\.\nRun `npx cdk synth --quiet` first.*\n$/);
    });

    test('exits with 2 and the usage on a wrong option, with 0 on --help', () => {
      expect(run('--nonsense')).toMatchObject({ status: 2, stderr: expect.stringContaining('--help') });
      expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--json') });
    });
  });
});
