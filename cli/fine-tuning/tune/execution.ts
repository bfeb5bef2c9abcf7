import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  GetExecutionHistoryCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { OperatorError } from '../../../domain/operator-error';
import { awsFailure, operatorErrorOf } from '../../aws/aws-failure';
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
  readonly ended?: Date | undefined;
  /** What the states left, of one that succeeded. */
  readonly output?: Output | undefined;
}

/** As far as a person is told of it: see lib/fine-tuning/workflow. */
export interface Output {
  readonly check?: { readonly name?: string; readonly maxLoss?: number | null };
  readonly job?: { readonly JobArn?: string };
  readonly deployment?: { readonly Arn?: string };
}

/**
 * The execution of the tuning workflow for one job. The first has the name of the job, which says what is trained; one that
 * was asked for again after it ended is `<job>-2`, and so on. None of them trains what another has trained.
 */
export class TuningExecution {
  /** Of the last one that was started. */
  private number = 0;

  constructor(
    private readonly sfn: SFNClient,
    private readonly target: TuningTarget,
    private readonly job: string,
  ) {}

  /** How the last one stands, or undefined when none was ever started. @throws OperatorError */
  async find(): Promise<Standing | undefined> {
    let last: Standing | undefined;
    // Step Functions forgets an execution after 90 days: the first may be gone while the second is known.
    for (let number = 1, missing = 0; missing < 2; number++) {
      const standing = await this.known(number);
      missing = standing ? 0 : missing + 1;
      if (standing) [last, this.number] = [standing, number];
    }
    return last;
  }

  private async known(number: number): Promise<Standing | undefined> {
    try {
      return await this.describe(number);
    } catch (error) {
      if ((error as Error).name === 'ExecutionDoesNotExist') return undefined;
      const refusal = operatorErrorOf(error, `${this.target.deployment} cannot be asked for executions`);
      throw refusal;
    }
  }

  /** Starts the next one. @param manifest key of the manifest. @throws OperatorError */
  async start(manifest: string): Promise<void> {
    const { stateMachineArn } = this.target;
    this.number += 1;
    try {
      const input = JSON.stringify({ manifest });
      await this.sfn.send(new StartExecutionCommand({ stateMachineArn, name: this.name(this.number), input }));
    } catch (error) {
      const { name, what, remedy } = awsFailure(error);
      // Somebody asked for the same in the meantime.
      if (name === 'ExecutionAlreadyExists') return;
      const hint = name === 'StateMachineDoesNotExist' ? notDeployed(this.target) : remedy;
      const refusal = new OperatorError('PB-TUNE-005', `The workflow was not started: ${what} (${name})`, hint, {
        cause: error,
      });
      throw refusal;
    }
  }

  /** How the last one stands. Throws what the SDK throws. */
  look(signal: AbortSignal): Promise<Standing> {
    return this.describe(this.number, signal);
  }

  private name(number: number): string {
    return number === 1 ? this.job : `${this.job}-${number}`;
  }

  private async describe(number: number, abortSignal?: AbortSignal): Promise<Standing> {
    const executionArn = `${this.target.stateMachineArn.replace(':stateMachine:', ':execution:')}:${this.name(number)}`;
    const described = await this.sfn.send(new DescribeExecutionCommand({ executionArn }), { abortSignal });
    const { status = 'RUNNING', error, cause, stopDate } = described;
    if (status !== 'RUNNING') return { status, error, cause, ended: stopDate, output: outputOf(described) };
    return { status, state: await this.state(executionArn) };
  }

  private async state(executionArn: string): Promise<string | undefined> {
    const { events = [] } = await this.sfn.send(
      new GetExecutionHistoryCommand({
        executionArn,
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
