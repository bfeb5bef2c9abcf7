import type { Command } from 'commander';
import type { DeploymentRecord } from '../../domain/deployment/deployment-record';
import { Names } from '../../domain/deployment/names/names';
import { breakerNames } from '../../domain/deployment/spend/breaker-names';
import { plannedSpendAlarms, type SpendAlarm } from '../../domain/deployment/spend/spend-alarms';
import { type StoppedFunction, stoppedFunctions } from '../../domain/deployment/spend/stopped-functions';
import { OperatorError } from '../../domain/operator-error';
import { DeploymentCommands } from '../app/deployment-commands';
import { APP_OPTION, DEPLOYMENT_OPTION, type DeploymentFlags, deployedDeployment } from '../app/deployments';
import { type CallerIdentity, callerIdentity, stsClient } from '../aws/caller-identity';
import type { Io } from '../io';

export interface BreakerFlags extends DeploymentFlags {
  readonly json?: true;
}

export const withBreakerOptions = (program: Command): Command =>
  program.addOption(DEPLOYMENT_OPTION).addOption(APP_OPTION).option('--json', 'print the result as JSON');

/** Breaker that a command is about. */
export interface BreakerTarget {
  readonly deployment: string;
  readonly region: string;
  readonly caller: CallerIdentity;
  readonly commands: DeploymentCommands;
  /** Names and ARNs that the stack sets. */
  readonly policyArn: string;
  readonly stateMachineArn: string;
  readonly alarms: readonly SpendAlarm[];
  /** Beginning of the names of the alarms. */
  readonly alarmPrefix: string;
  readonly functions: readonly StoppedFunction[];
  /** Where the ARN of the role is that may do all of this. */
  readonly operatorHint: string;
}

/** Returns the breaker of the deployment as it was synthesized last. @throws OperatorError if the row has no limit */
export async function breakerTarget(flags: BreakerFlags, io: Io): Promise<BreakerTarget> {
  const record = deployedDeployment(flags, io);
  assertSpend(record);
  const { name, config } = record;
  const { region } = config;
  const names = new Names(name, region);
  const { breaker, stopPolicy } = breakerNames(names);
  const caller = await callerIdentity(stsClient(region));
  const partition = caller.arn.split(':')[1];
  return {
    ...{ deployment: name, region, caller },
    commands: DeploymentCommands.of(record, flags, io.cwd),
    policyArn: `arn:${partition}:iam::${caller.account}:policy/${stopPolicy}`,
    stateMachineArn: `arn:${partition}:states:${region}:${caller.account}:stateMachine:${breaker}`,
    ...{
      alarms: plannedSpendAlarms(name, config),
      alarmPrefix: names.alarms,
      functions: stoppedFunctions(names, config),
    },
    operatorHint: `Assume the role of the output breakerOperatorRoleArn of the stack ${names.stack('Spend')}.`,
  };
}

function assertSpend({ name, config }: DeploymentRecord): void {
  if (config.spend) return;
  throw new OperatorError(
    'PB-BREAKER-001',
    `Deployment ${name} has no breaker: its row has no spend.`,
    'Add spend to the row, for example { hourlyUsd: 20, dailyUsd: 100 }, and deploy it.',
  );
}
