import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { OperatorError } from '../../../domain/operator-error';
import { AwsCallError, callAws, findInAws } from '../../aws/call-aws';
import { notDeployed, type TuningTarget } from './tuning-target';

/** Status of an execution, with what belongs to it. */
export interface ExecutionState {
  readonly status: NonNullable<DescribeExecutionOutput['status']>;
  /** Name of the current state, while it runs. */
  readonly state?: string | undefined;
  /** True if the history of a running execution contains its end. */
  readonly hasEndEvent?: boolean;
  /** Name of the failure. */
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  readonly ended?: Date | undefined;
  /** Output of an execution that succeeded. */
  readonly output?: ExecutionOutput | undefined;
}

/** Fields of the output that are reported: see lib/fine-tuning/workflow. */
export interface ExecutionOutput {
  readonly check?: { readonly name?: string; readonly maxLoss?: number | null };
  readonly job?: { readonly JobArn?: string };
  readonly deployment?: { readonly Arn?: string };
}

/**
 * Execution of the tuning workflow for one job. The first has the name of the job; the next, which `--again` starts after
 * an end, is `<job>-2`. No execution trains what another has trained.
 */
export class TuningExecution {
  /** Number of the last one. */
  private number = 0;

  constructor(
    private readonly sfn: SFNClient,
    private readonly target: TuningTarget,
    private readonly job: string,
  ) {}

  /** Returns the state of the last execution, or undefined if none exists. @throws OperatorError */
  async findLast(): Promise<ExecutionState | undefined> {
    let last: ExecutionState | undefined;
    // Step Functions deletes an execution after 90 days: the first can be gone while the second exists.
    for (let number = 1, missing = 0; missing < 2; number++) {
      const found = await findInAws('states:DescribeExecution', () => this.describe(number), ['ExecutionDoesNotExist']);
      missing = found ? 0 : missing + 1;
      if (found) [last, this.number] = [found, number];
    }
    return last;
  }

  /** Starts the next one. @param manifest key of the manifest. @throws OperatorError */
  async start(manifest: string): Promise<void> {
    const { stateMachineArn } = this.target;
    this.number += 1;
    const name = this.name(this.number);
    const command = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify({ manifest }) });
    await callAws('states:StartExecution', () => this.sfn.send(command), {
      subject: name,
      remedies: { StateMachineDoesNotExist: notDeployed(this.target) },
    }).catch((error) => {
      // Somebody else has started the same execution.
      if (!(error instanceof AwsCallError && error.failure.name === 'ExecutionAlreadyExists')) throw error;
    });
  }

  /** Returns the state of the last one. Throws the error of the SDK. */
  check(signal: AbortSignal): Promise<ExecutionState> {
    return this.describe(this.number, signal);
  }

  private name(number: number): string {
    return number === 1 ? this.job : `${this.job}-${number}`;
  }

  private async describe(number: number, abortSignal?: AbortSignal): Promise<ExecutionState> {
    const executionArn = `${this.target.stateMachineArn.replace(':stateMachine:', ':execution:')}:${this.name(number)}`;
    const command = new DescribeExecutionCommand({ executionArn });
    const { status = 'RUNNING', error, cause, stopDate, output } = await this.sfn.send(command, { abortSignal });
    if (!KNOWN_STATUSES.has(status)) throw unknownStatus(this.name(number), status);
    if (status !== 'RUNNING') return { status, error, cause, ended: stopDate, output: parseOutput(output) };
    const events = await this.lastEvents(executionArn);
    const entered = events.find(({ stateEnteredEventDetails }) => stateEnteredEventDetails);
    return {
      status,
      state: entered?.stateEnteredEventDetails?.name,
      hasEndEvent: events.some(({ type = '' }) => END_EVENT.test(type)),
    };
  }

  private async lastEvents(executionArn: string): Promise<readonly HistoryEvent[]> {
    const { events = [] } = await this.sfn.send(
      new GetExecutionHistoryCommand({
        executionArn,
        reverseOrder: true,
        maxResults: 20,
        includeExecutionData: false,
      }),
    );
    return events;
  }
}

const KNOWN_STATUSES: ReadonlySet<string> = new Set(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']);

const unknownStatus = (execution: string, status: string) =>
  new OperatorError(
    'PB-TUNE-018',
    `Execution ${execution} has the status ${status}, which this command does not know.`,
    'Check the execution in the Step Functions console.',
  );

const END_EVENT = /^Execution(Succeeded|Failed|Aborted|TimedOut)$/;

const parseOutput = (output: string | undefined): ExecutionOutput | undefined =>
  output === undefined ? undefined : (JSON.parse(output) as ExecutionOutput);
