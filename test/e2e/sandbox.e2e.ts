import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectEach, listing } from '../support/listings';
import { endRuns, SandboxRun, strays } from '../support/sandbox-run';

const QUESTIONS = ['What is a VPC endpoint?', 'What is a customer managed key?', 'What is a permissions boundary?'];

afterAll(endRuns);

/** Template that was deployed, with more memory for the function, under a key of its own in the bucket of assets. */
function changedAssembly(): string {
  const folder = mkdtempSync(join(tmpdir(), 'changed-'));
  cpSync('.sandbox/cdk.out', folder, { recursive: true });
  const change = (name: string, from: string, to: string) => {
    const before = readFileSync(join(folder, name), 'utf8');
    expect(before).toContain(from);
    writeFileSync(join(folder, name), before.replaceAll(from, to));
  };
  const assets = readdirSync(folder).find((name) => /Inference.*\.assets\.json$/.test(name)) ?? '';
  const template = assets.replace('.assets.', '.template.');
  const { files } = JSON.parse(readFileSync(join(folder, assets), 'utf8')) as Record<'files', Record<string, object>>;
  const [hash = ''] = Object.keys(files).filter((id) => JSON.stringify(files[id]).includes(template));
  for (const name of [assets, 'manifest.json']) change(name, hash, [...hash].reverse().join(''));
  change(template, '"MemorySize": 512', '"MemorySize": 1024');
  return folder;
}

describe('the sandbox, from nothing to destroyed', () => {
  let run: SandboxRun;
  let code: number | null;
  beforeAll(async () => {
    run = SandboxRun.start();
    code = await run.end();
  });

  test('ends well', () => {
    expect({ code, stderr: run.stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('✗') });
  });

  test('prints what docs/sandbox.md shows', () => {
    expectEach(listing('sandbox.md', '✓ cdk synth'), run.stdout + run.stderr);
  });

  test('makes what the templates say, and shows each type that was held against them', () => {
    expect(run.stdout).toContain('All resources match their templates.');
    expect(run.stdout).not.toMatch(/^Not made/m);
    for (const type of ['KMS::Key', 'S3::Bucket', 'S3::BucketPolicy', 'EC2::VPCEndpoint', 'IAM::Role']) {
      expect(run.stdout).toMatch(new RegExp(`^AWS::${type} +(\\d+) +\\1 +\\1$`, 'm'));
    }
    for (const property of ['EnableKeyRotation', 'PublicAccessBlockConfiguration', 'PermissionsBoundary', 'KmsKeyId']) {
      expect(run.stdout).toContain(property);
    }
  });

  test.each([20, 24])('asks the deployed zip by three operations on Node %i', (major) => {
    for (const question of QUESTIONS) {
      const [, answer] = run.stdout.split(`"${question}"     (function on Node ${major})\n`);
      expect(answer?.split('\n')[0]).toMatch(/^A (VPC endpoint|customer managed key|permissions boundary) is .+\.$/);
    }
  });

  test('leaves nothing, neither in the stand-in nor on the machine', () => {
    expect(run.stdout).toContain('Nothing is left, except CDKToolkit');
    expect(strays()).toEqual([]);
  });
});

describe('a sandbox that is kept', () => {
  test('is AWS to cdk and to npm run ask, until Ctrl-C', async () => {
    const run = SandboxRun.start(['--keep', '--deployment', 'sandbox']);
    await run.writes(/aws iam list-roles/);
    const exports = [...run.stdout.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name = '', value]) => [name, value]);
    const env = { ...process.env, ...Object.fromEntries(exports) };
    // Pasted as they are printed, into a shell of somebody who has a real account.
    const setUp = run.stdout.match(/^(unset|export) .*$/gm)?.join('\n');
    const paste = (hint: RegExp) => {
      const [line] = hint.exec(run.stdout) ?? [];
      expect(line).toBeDefined();
      const account = { ...process.env, AWS_PROFILE: 'real', AWS_SESSION_TOKEN: 'real' };
      return spawnSync('bash', ['-c', `${setUp}\n${line}`], { env: account, encoding: 'utf8' });
    };
    const diff = paste(/^npx cdk diff .*$/m);
    expect(diff.stdout + diff.stderr).toContain('Number of stacks with differences: 0');
    const same = paste(/^npx cdk deploy .*$/m);
    expect({ code: same.status, output: same.stdout + same.stderr }).toEqual({
      code: 0,
      output: expect.stringContaining('(no changes)'),
    });
    const ask = paste(/^npm run ask .*$/m);
    expect({ code: ask.status, answer: ask.stdout }).toEqual({
      code: 0,
      answer: expect.stringContaining('private connection'),
    });
    const again = ['deploy', '--app', changedAssembly(), '--all', '--method', 'direct', '--require-approval', 'never'];
    const deploy = spawnSync('npx', ['cdk', ...again], { env, encoding: 'utf8' });
    expect(deploy.stdout + deploy.stderr).toMatch(/inference \|.*\| UPDATE_COMPLETE/);
    expect(deploy.status).toBe(0);
    run.interrupt();
    expect(await run.end()).toBe(130);
    expect(strays()).toEqual([]);
  });
});
