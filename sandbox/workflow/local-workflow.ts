import { randomUUID } from 'node:crypto';
import { interpret, type Pace, type PerformTask } from './interpreter';

export interface LocalExecution {
  readonly arn: string;
  readonly name: string;
  readonly input: string;
  readonly startDate: Date;
  /** Names of the states that were entered, each with its time. */
  readonly entered: { readonly name: string; readonly at: Date }[];
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED';
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
  private readonly running = new Set<Promise<void>>();

  constructor(
    readonly arn: string,
    private readonly definition: object,
    private readonly perform: PerformTask,
  ) {}

  /** Starts an execution. The same name and input return the execution that exists; undefined for another input. */
  start(name: string = randomUUID(), input = '{}'): LocalExecution | undefined {
    const existing = this.executions.get(name);
    if (existing) return existing.input === input ? existing : undefined;
    const execution: LocalExecution = {
      arn: `${this.arn.replace(':stateMachine:', ':execution:')}:${name}`,
      ...{ name, input, startDate: new Date(), entered: [], status: 'RUNNING' },
    };
    this.executions.set(name, execution);
    const run = this.run(execution).finally(() => this.running.delete(run));
    this.running.add(run);
    return execution;
  }

  /** Resolves when no execution runs. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  private async run(execution: LocalExecution): Promise<void> {
    const { arn, input, entered } = execution;
    const context = { Id: arn, StartTime: execution.startDate.toISOString() };
    const { result, eventLogs } = interpret(this.definition, context, JSON.parse(input), this.perform, PACE);
    const log = (async () => {
      for await (const event of eventLogs) {
        if (event.type === 'StateEntered') entered.push({ name: event.state.name, at: new Date() });
      }
    })();
    await result.then(
      (output: unknown) => Object.assign(execution, { status: 'SUCCEEDED', output: JSON.stringify(output) }),
      ({ cause }: { readonly cause: Error }) =>
        Object.assign(execution, { status: 'FAILED', error: cause.name, cause: cause.message }),
    );
    await log;
    execution.stopDate = new Date();
  }
}
