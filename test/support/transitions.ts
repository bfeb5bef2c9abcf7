import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { App } from 'aws-cdk-lib';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { PrivateBedrock } from '../../lib/private-bedrock';
import { clientEnvironment, commandEnvironment } from '../../sandbox/environment';
import { context } from './synth';

const CDK = resolve('node_modules/aws-cdk/bin/cdk');
const PRIVATE_BEDROCK = resolve('build/bin/private-bedrock.js');

/** Output of `plan --json`, as far as the tests look at it. */
export interface PrintedPlan {
  readonly forgotten: readonly string[];
  readonly data: readonly { readonly type: string; readonly physicalId: string; readonly fate: string }[];
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
    // The stand-in forgets the exports of a stack that a change set made; without a terminal, cdk does not ask.
    const answers = { CDK_METHOD: 'direct', CDK_REQUIRE_APPROVAL: 'never', CI: 'true' };
    this.env = { ...commandEnvironment(process.env, client, this.cwd), ...answers };
  }

  /** Synthesizes a row as an app would, into `cdk.out`. */
  synth(row: DeploymentConfig): void {
    rmSync(join(this.cwd, 'cdk.out'), { recursive: true, force: true });
    const app = new App({ context, outdir: join(this.cwd, 'cdk.out'), analyticsReporting: false });
    new PrivateBedrock(app, this.name, row);
    app.synth();
  }

  async plan(...more: string[]): Promise<PrintedPlan> {
    const { stdout, stderr } = await this.execute(planning('--json', ...more), this.env);
    if (!stdout) throw new Error(stderr);
    return JSON.parse(stdout) as PrintedPlan;
  }

  /** Returns the plan as a person reads it. */
  async printed(...more: string[]): Promise<string> {
    return (await this.execute(planning(...more), this.env)).stdout;
  }

  /** Runs one line of a shell, with the pinned CDK for `npx cdk`. */
  async run(command: string) {
    const line = command.replace(/^npx cdk/, `"${process.execPath}" "${CDK}"`);
    // cdk destroy asks, and this is no terminal.
    const env = command.startsWith('npx cdk destroy') ? { ...this.env, CDK_FORCE: 'true' } : this.env;
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

const planning = (...args: string[]) =>
  [`"${process.execPath}"`, PRIVATE_BEDROCK, 'plan', '--app', 'cdk.out', ...args].join(' ');
