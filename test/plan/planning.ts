import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssembly } from '../../cli/app/assembly-folder';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import type { AssemblyStack } from '../../domain/template/assembly';
import { addModelNotices } from '../../lib/checks/model-notices';
import { type Answers, ScriptedAccount } from '../preflight/account/scripted-account';
import { faultyCommands, quoted } from '../support/printed-commands';
import { environmentOf, runMainIn } from '../support/run-main';
import { Deployment } from '../support/synth';
import type { PrintedPlan } from '../support/transitions';
import { cloudFormation, type ScriptedStacks } from './scripted-stacks';

export const LEAST: DeploymentConfig = {
  region: 'us-east-1',
  models: ['amazon.nova-lite-v1:0'],
  network: { cidr: '10.0.0.0/24' },
};

/** Folder and stacks of a synthesized row. */
export interface Synthesized {
  readonly folder: string;
  readonly stacks: readonly AssemblyStack[];
}

/** @param today ISO day, by which the lifecycle of the models is judged */
export function synthesize(row: DeploymentConfig, today = '2026-11-27'): Synthesized {
  const { app, stage } = new Deployment('acme', row);
  addModelNotices(stage, 'acme', row, today);
  const { directory } = app.synth();
  return { folder: directory, stacks: readAssembly(directory, process.cwd()).stacks };
}

/** Returns the stacks of an assembly as CloudFormation has them after their deployment. */
export const deployed = ({ stacks }: Synthesized, changes: ScriptedStacks = {}): ScriptedStacks => ({
  ...Object.fromEntries(
    stacks.map(({ stackName, template, terminationProtection }) => [
      stackName,
      { template, isProtected: terminationProtection, deployment: 'acme' },
    ]),
  ),
  ...changes,
});

/** `private-bedrock plan` with a scripted CloudFormation. */
export class Planning {
  private constructor(readonly account: ScriptedAccount) {}

  static async open(): Promise<Planning> {
    return new Planning(await ScriptedAccount.open());
  }

  async run(args: readonly string[], answers: Answers, env: Readonly<Record<string, string>> = {}) {
    this.account.script(answers);
    const out = mkdtempSync(join(tmpdir(), 'plan-'));
    const at = { ...environmentOf(this.account.url), AWS_MAX_ATTEMPTS: '1', ...env };
    const result = await runMainIn(at, ['plan', ...args, '--out', out]);
    expect(this.account.strangers).toEqual([]);
    return { ...result, out };
  }

  /** Plans a change. Checks every printed command. `FOLDER` and `OUT` stand for the folders of the assemblies. */
  change(to: Synthesized, stacks: ScriptedStacks) {
    return this.plan(['--app', to.folder], stacks, to.folder);
  }

  /** Plans the removal of a deployment whose row is gone. */
  removal(stacks: ScriptedStacks) {
    return this.plan(['--remove', '--deployment', 'acme', '--region', 'us-east-1'], stacks, 'cdk.out');
  }

  private async plan(args: readonly string[], stacks: ScriptedStacks, folder: string) {
    const { status, stdout, stderr, out } = await this.run([...args, '--json'], cloudFormation(stacks));
    expect(stderr).toBe('');
    const { commands, obstacles, data, forgotten } = JSON.parse(stdout) as PrintedPlan;
    const printed = [...commands.map(({ command }) => command), ...obstacles.flatMap(({ remedy }) => quoted(remedy))];
    expect(await faultyCommands(printed, 'acme')).toEqual([]);
    const short = (text: string) => text.replaceAll(out, 'OUT').replaceAll(folder, 'FOLDER');
    return {
      status,
      out,
      commands: commands.map(({ command }) => short(command)),
      obstacles: obstacles.map(({ text, remedy }) => `${text} ${short(remedy)}`),
      data: data.map(({ type, physicalId, fate }) => `${type} ${physicalId} ${fate}`),
      forgotten,
    };
  }
}
