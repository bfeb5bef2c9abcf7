import { randomUUID } from 'node:crypto';
import { interpret, type Pace, type PerformTask } from './interpreter';

export interface LocalExecution {
  readonly arn: string;
  readonly name: string;
  readonly input: string;
  readonly startDate: Date;
  /** Names of the states that were entered, each with its time and its input as JSON. */
  readonly entered: { readonly name: string; readonly at: Date; readonly input: string }[];
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  stopDate?: Date;
  /** JSON. */
  output?: string;
  error?: string;
  cause?: string;
}

/** A Wait state takes no half minute here: what it waits for ends within a second. */
const PACE: Pace = { wait: 250, retry: 250 };

/** State machine whose executions run on this machine. */
export class LocalWorkflow {
  readonly executions = new Map<string, LocalExecution>();
  private readonly running = new Map<LocalExecution, { readonly end: Promise<void>; readonly abort: () => void }>();

  constructor(
    readonly arn: string,
    private readonly definition: object,
    private readonly perform: PerformTask,
    private readonly pace = PACE,
  ) {}

  /** Number of executions that run. */
  get busy(): number {
    return this.running.size;
  }

  /** Starts an execution. The same name and input return the execution that exists; undefined for another input. */
  start(name: string = randomUUID(), input = '{}'): LocalExecution | undefined {
    const existing = this.executions.get(name);
    if (existing) return existing.input === input ? existing : undefined;
    const execution: LocalExecution = {
      arn: `${this.arn.replace(':stateMachine:', ':execution:')}:${name}`,
      ...{ name, input, startDate: new Date(), entered: [], status: 'RUNNING' },
    };
    this.executions.set(name, execution);
    this.run(execution);
    return execution;
  }

  /** Stops an execution, and resolves when it has stopped. What it has started elsewhere goes on. */
  async stop(execution: LocalExecution): Promise<void> {
    const running = this.running.get(execution);
    running?.abort();
    await running?.end;
  }

  /** Resolves when no execution runs. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all([...this.running.values()].map(({ end }) => end));
  }

  private run(execution: LocalExecution): void {
    const { arn, input, entered } = execution;
    const context = { Id: arn, StartTime: execution.startDate.toISOString() };
    const { result, eventLogs, abort } = interpret(
      this.definition,
      context,
      JSON.parse(input),
      this.perform,
      this.pace,
    );
    const log = (async () => {
      for await (const event of eventLogs) {
        if (event.type === 'StateEntered') {
          const { name, input: given } = event.state;
          entered.push({ name, at: new Date(), input: JSON.stringify(given) });
        }
      }
    })();
    const end = (async () => {
      Object.assign(execution, await result.then(succeeded, failed));
      await log;
      execution.stopDate = new Date();
      this.running.delete(execution);
    })();
    this.running.set(execution, { end, abort });
  }
}

const succeeded = (output: unknown) => ({ status: 'SUCCEEDED', output: JSON.stringify(output) });

/** An execution that was stopped has no cause. */
const failed = ({ cause }: { readonly cause?: Error }) =>
  cause ? { status: 'FAILED', error: cause.name, cause: cause.message } : { status: 'ABORTED' };
