import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { S3Client } from '@aws-sdk/client-s3';
import { App } from 'aws-cdk-lib';
import type { DataChange } from '../../cli/plan/plan';
import type { PreflightReport, ReportLine } from '../../cli/preflight/preflight';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { addModelNotices } from '../../lib/checks/model-notices';
import { PrivateBedrock } from '../../lib/private-bedrock';
import { emptyBucket } from '../../sandbox/empty-buckets';
import { clientEnvironment, commandEnvironment } from '../../sandbox/environment';
import { context } from './synth';

const CDK = resolve('node_modules/aws-cdk/bin/cdk');
const PRIVATE_BEDROCK = resolve('build/bin/private-bedrock.js');

/** Output of `plan --json`, as far as the tests look at it. */
export interface PrintedPlan {
  readonly forgotten: readonly string[];
  readonly data: readonly DataChange[];
  readonly obstacles: readonly { readonly text: string; readonly remedy: string }[];
  readonly commands: readonly { readonly command: string; readonly why: readonly string[] }[];
}

/** One deployment in a stand-in for AWS, changed by the commands that a person types. */
export class Changing {
  /** Folder in which the commands run. */
  readonly cwd = mkdtempSync(join(tmpdir(), 'changing-'));
  private readonly env: NodeJS.ProcessEnv;

  constructor(
    url: string,
    readonly name: string,
    region: string,
  ) {
    const client = clientEnvironment(url, region);
    // Without a terminal, cdk does not ask.
    const answers = { CDK_REQUIRE_APPROVAL: 'never', CI: 'true' };
    this.env = { ...commandEnvironment(process.env, client, this.cwd), ...answers };
  }

  /** Synthesizes a row as an app would, into `cdk.out`. @param today ISO day, by which the lifecycle of the models is judged */
  synth(row: DeploymentConfig, today = '2026-11-27'): void {
    rmSync(join(this.cwd, 'cdk.out'), { recursive: true, force: true });
    const app = new App({ context, outdir: join(this.cwd, 'cdk.out'), analyticsReporting: false });
    addModelNotices(new PrivateBedrock(app, this.name, row), this.name, row, today);
    app.synth();
  }

  async plan(...more: string[]): Promise<PrintedPlan> {
    const { stdout, stderr } = await this.execute(own('plan', '--json', ...more), this.env);
    if (stderr) throw new Error(stderr);
    return JSON.parse(stdout) as PrintedPlan;
  }

  /** Returns the plan as a person reads it. */
  async printed(...more: string[]): Promise<string> {
    return (await this.execute(own('plan', ...more), this.env)).stdout;
  }

  /** Returns the results of preflight about what an earlier deployment left. */
  async leftovers(): Promise<readonly ReportLine[]> {
    const { stdout, stderr } = await this.execute(own('preflight', '--json'), this.env);
    if (!stdout) throw new Error(stderr);
    const { lines } = JSON.parse(stdout) as PreflightReport;
    return lines.filter(({ inspection, status }) => /leftovers|bucket-name/.test(inspection) && status !== 'pass');
  }

  /** Empties the buckets that a plan says to empty, the logged one before its log; then runs exactly its commands. */
  async follow({ commands, data, obstacles }: PrintedPlan, s3: S3Client): Promise<void> {
    expect(obstacles).toEqual([]);
    const buckets = data.filter(({ type, fate }) => type === 'AWS::S3::Bucket' && fate === 'deleted');
    const isLog = ({ physicalId }: { readonly physicalId: string }) => Number(physicalId.includes('accesslogs'));
    for (const { physicalId } of buckets.sort((one, other) => isLog(one) - isLog(other))) {
      await emptyBucket(physicalId, s3);
    }
    for (const { command } of commands) await this.succeed(command);
  }

  /** Runs a command of this project about the assembly. */
  own(...words: [string, ...string[]]) {
    return this.execute(own(...words), this.env);
  }

  /** Runs a line that must succeed. */
  async succeed(command: string): Promise<void> {
    const { status, output } = await this.run(command);
    if (status !== 0) throw new Error(`${command}\n${output}`);
  }

  /** Runs one line of a shell, with the pinned CDK for `npx cdk`. */
  async run(command: string) {
    const line = command.replace(/^npx cdk/, `"${process.execPath}" "${CDK}"`);
    const env = { ...this.env, ...OPTIONS[/^npx cdk (\w+)/.exec(command)?.[1] ?? ''] };
    const { status, stdout, stderr } = await this.execute(line, env);
    return { status, output: stdout + stderr };
  }

  /** Runs a line while this process stays free: the stand-in waits if nobody reads its log. */
  private async execute(line: string, env: NodeJS.ProcessEnv) {
    const child = spawn(line, { shell: true, cwd: this.cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const [stdout, stderr, [status]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    return { status: status as number | null, stdout, stderr };
  }
}

/** Options of commands of the CDK CLI, as variables. */
const OPTIONS: Readonly<Record<string, NodeJS.ProcessEnv>> = {
  // The stand-in forgets the exports of a stack that a change set made.
  deploy: { CDK_METHOD: 'direct' },
  // The stand-in makes no change set of a diff.
  diff: { CDK_METHOD: 'template' },
  // It asks, and this is no terminal.
  destroy: { CDK_FORCE: 'true' },
};

const own = (command: string, ...args: string[]) =>
  [`"${process.execPath}"`, PRIVATE_BEDROCK, command, '--app', 'cdk.out', ...args].join(' ');
