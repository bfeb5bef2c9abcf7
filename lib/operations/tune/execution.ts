import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  GetExecutionHistoryCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { awsFailure, operatorErrorOf } from '../aws-failure';
import { OperatorError } from '../command';
import type { TuningTarget } from './tuning-target';
import { notDeployed } from './upload';

/** How an execution stands. */
export interface Standing {
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';
  /** The state that was entered last, while it runs. */
  readonly state?: string | undefined;
  /** Name of the failure. */
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  /** What the states left, of one that succeeded. */
  readonly output?: Output | undefined;
}

/** As far as a person is told of it: see lib/fine-tuning/workflow. */
export interface Output {
  readonly job?: { readonly JobArn?: string; readonly Status?: string };
  readonly deployment?: { readonly Arn?: string };
}

/** One execution of the tuning workflow. Its name says what is trained, so that there is one of it. */
export class TuningExecution {
  readonly arn: string;

  constructor(
    private readonly sfn: SFNClient,
    private readonly target: TuningTarget,
    readonly name: string,
  ) {
    this.arn = `${target.stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  }

  /** How it stands, or undefined when it was never started. @throws OperatorError */
  async find(): Promise<Standing | undefined> {
    try {
      return await this.look();
    } catch (error) {
      if ((error as Error).name === 'ExecutionDoesNotExist') return undefined;
      const refusal = operatorErrorOf(error, `${this.target.deployment} cannot be asked for executions`);
      throw refusal;
    }
  }

  /** @param manifest key of the manifest. @throws OperatorError */
  async start(manifest: string): Promise<void> {
    const { stateMachineArn } = this.target;
    try {
      const input = JSON.stringify({ manifest });
      await this.sfn.send(new StartExecutionCommand({ stateMachineArn, name: this.name, input }));
    } catch (error) {
      const { name, what, remedy } = awsFailure(error);
      // Somebody asked for the same in the meantime.
      if (name === 'ExecutionAlreadyExists') return;
      const hint = name === 'StateMachineDoesNotExist' ? notDeployed(this.target) : remedy;
      const refusal = new OperatorError(`The workflow was not started: ${what} (${name})`, hint, { cause: error });
      throw refusal;
    }
  }

  /** How it stands. Throws what the SDK throws. */
  async look(): Promise<Standing> {
    const described = await this.sfn.send(new DescribeExecutionCommand({ executionArn: this.arn }));
    const { status = 'RUNNING', error, cause } = described;
    if (status !== 'RUNNING') return { status, error, cause, output: outputOf(described) };
    return { status, state: await this.state() };
  }

  private async state(): Promise<string | undefined> {
    const { events = [] } = await this.sfn.send(
      new GetExecutionHistoryCommand({
        executionArn: this.arn,
        reverseOrder: true,
        maxResults: 20,
        includeExecutionData: false,
      }),
    );
    return events.find(({ stateEnteredEventDetails: entered }) => entered)?.stateEnteredEventDetails?.name;
  }
}

const outputOf = ({ output }: DescribeExecutionOutput): Output | undefined =>
  output === undefined ? undefined : (JSON.parse(output) as Output);
