import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { OperatorError } from '../../domain/operator-error';
import { awsCallError, callAws } from '../aws/call-aws';
import { clientConfig } from '../aws/client-config';
import { type PollOptions, poll } from '../aws/poll';
import { parseJson } from '../functions/parse-json';
import type { AccountTarget } from './account-target';

/** Remedies by the name of a failure of the workflow. */
const REMEDIES: Readonly<Record<string, string>> = {
  ForeignValue: 'Somebody set the value meanwhile: see `account status`.',
  NotAsSet: 'Somebody changes the same setting: see `account status`, and ask in CloudTrail who calls Put.',
};

/** Starts one execution of the workflow of account settings, and waits for its end. */
export class SettingsRun {
  private readonly sfn: SFNClient;
  private readonly stateMachineArn: string;

  constructor(
    private readonly target: AccountTarget,
    account: string,
  ) {
    const { names } = target;
    this.sfn = new SFNClient(clientConfig(names.region));
    this.stateMachineArn = `arn:aws:states:${names.region}:${account}:stateMachine:${names.stateMachine}`;
  }

  close(): void {
    this.sfn.destroy();
  }

  /** @returns the output of the execution: the settings before and after @throws OperatorError */
  async finish(action: string, options: PollOptions): Promise<unknown> {
    const { stateMachineArn } = this;
    const input = JSON.stringify({ action });
    const { executionArn = '' } = await callAws(
      'states:StartExecution',
      () => this.sfn.send(new StartExecutionCommand({ stateMachineArn, input })),
      {
        subject: stateMachineArn,
        remedies: {
          StateMachineDoesNotExist: `Deploy the account deployment first: ${this.target.commands.deploy}`,
          'access-denied': `Assume the role ${this.target.names.operatorRole}.`,
        },
      },
    );
    const end = await poll(
      async () => {
        const found = await this.sfn.send(new DescribeExecutionCommand({ executionArn }), {
          abortSignal: options.signal,
        });
        return found.status === 'RUNNING' ? undefined : found;
      },
      options,
      (error) => awsCallError('states:DescribeExecution', error, { subject: 'an execution that continues' }),
    );
    if (end.status === 'SUCCEEDED') return parseJson(end.output ?? '{}');
    throw failed(end);
  }
}

const failed = ({ status, error, cause, executionArn }: DescribeExecutionOutput) =>
  new OperatorError(
    'PB-ACCOUNT-009',
    `The workflow ends ${error ?? status}${cause ? `: ${cause}` : '.'}`,
    REMEDIES[error ?? ''] ?? `Read the execution in the Step Functions console: ${executionArn}`,
  );
