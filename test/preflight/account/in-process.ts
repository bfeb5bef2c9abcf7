import { DeploymentCommands } from '../../../cli/app/deployment-commands';
import { stsClient } from '../../../cli/aws/caller-identity';
import { clientsIn } from '../../../cli/preflight/account/clients';
import { type PreflightReport, preflight, type ReportLine } from '../../../cli/preflight/preflight';
import type { DeploymentConfig } from '../../../domain/deployment/deployment';
import { DEPLOYMENTS } from '../../../lib/config/deployments';
import { faultyCommands, quoted } from '../../support/printed-commands';
import { environmentOf } from './preflight-run';
import { type Answers, ScriptedAccount } from './scripted-account';

/** Preflight within the test's own process, against a scripted account: forty milliseconds a run. */
export class InProcess {
  private constructor(readonly account: ScriptedAccount) {}

  /** The clients find the account as the command's do, in the environment. */
  static async open(): Promise<InProcess> {
    const account = await ScriptedAccount.open();
    Object.assign(process.env, environmentOf(account.url));
    return new InProcess(account);
  }

  async report(
    answers: Answers,
    deployment = 'production',
    config: DeploymentConfig = DEPLOYMENTS.production,
    bootstrapQualifier?: string,
  ): Promise<PreflightReport> {
    this.account.script(answers);
    const { region } = config;
    const report = await preflight({
      deployment,
      config,
      commands: new DeploymentCommands(deployment, `-c deployment=${deployment}`),
      bootstrapQualifier,
      clients: clientsIn(region),
      home: stsClient('us-east-1'),
      configuredRegion: undefined,
      today: '2026-11-27',
    });
    expect(this.account.strangers).toEqual([]);
    const hints = report.lines.flatMap(({ remedy: { say = '', run } = {} }) => [...quoted(say), ...(run ? [run] : [])]);
    expect(await faultyCommands(hints, deployment)).toEqual([]);
    return report;
  }

  /** Results of one inspection. */
  async found(inspection: string, answers: Answers, config?: DeploymentConfig): Promise<readonly ReportLine[]> {
    const { lines } = await this.report(answers, 'production', config);
    return lines.filter((line) => line.inspection === inspection);
  }
}
