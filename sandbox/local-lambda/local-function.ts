import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { ExecutionEnvironment } from './execution-environment';
import { type Invocation, send } from './invocation';
import { type FunctionSettings, lambdaEnvironment } from './lambda-environment';
import { LocalAnswer } from './local-answer';

export interface LocalFunctionOptions extends FunctionSettings {
  readonly timeoutSeconds: number;
  /** @default 123456789012 */
  readonly account?: string;
  /** The Node that runs it. */
  readonly nodePath: string;
  /** Takes one line of what the function writes, on either stream. */
  readonly log: (line: string) => void;
  /** @default build/local-lambda-host.js of the folder that the command runs in, where tools/build.mjs puts it */
  readonly host?: string;
}

export interface InvokeOptions {
  /** @default - a new one */
  readonly requestId?: string;
  /** Less time than the function has. @default - timeoutSeconds */
  readonly timeoutMs?: number;
}

/**
 * A Lambda function with response streaming, run on this machine by the Node that is given.
 *
 * Unlike Lambda, one process serves all invocations, also at once: nothing is kept back when it is busy. As with
 * Lambda, a process that has crashed or run out of time is followed by a new one at the next invocation.
 */
export class LocalFunction {
  private current: Promise<ExecutionEnvironment> | undefined;
  private readonly alive = new Set<ExecutionEnvironment>();
  private stopped = false;

  private constructor(private readonly options: LocalFunctionOptions) {}

  /** @throws FunctionError if the code cannot be loaded */
  static async start(options: LocalFunctionOptions): Promise<LocalFunction> {
    const started = new LocalFunction(options);
    await started.launch();
    return started;
  }

  get arn(): string {
    const { region = 'us-east-1', account = '123456789012', name } = this.options;
    return `arn:aws:lambda:${region}:${account}:function:${name}`;
  }

  /**
   * @param payload JSON, as the handler's event
   * @returns the answer as it comes; a failure of the function destroys it with a FunctionError
   */
  invoke(payload: Uint8Array, { requestId = randomUUID(), timeoutMs }: InvokeOptions = {}): LocalAnswer {
    const answer = new LocalAnswer();
    const invocation: Invocation = {
      payload,
      requestId,
      functionArn: this.arn,
      timeoutMs: timeoutMs ?? this.options.timeoutSeconds * 1_000,
    };
    const launched = this.launch();
    launched.then(
      (environment) => {
        if (answer.destroyed) return;
        send(environment, invocation, answer, () => {
          this.forget(launched);
          environment.kill();
        });
      },
      (error) => answer.finish(error),
    );
    return answer;
  }

  /** Ends its process for sure. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.current?.catch(() => undefined);
    await Promise.all([...this.alive].map((environment) => environment.stop()));
  }

  /** The process that runs it, or a new one if there is none. */
  private launch(): Promise<ExecutionEnvironment> {
    if (this.stopped) throw new Error(`${this.options.name} is stopped.`);
    if (this.current !== undefined) return this.current;
    const { host = resolve('build/local-lambda-host.js') } = this.options;
    const launched = ExecutionEnvironment.start({ ...this.options, host, ...lambdaEnvironment(this.options) });
    this.current = launched;
    const forget = () => this.forget(launched);
    launched.then((environment) => {
      this.alive.add(environment);
      void environment.ended.then(() => this.alive.delete(environment)).then(forget);
    }, forget);
    return launched;
  }

  private forget(launched: Promise<ExecutionEnvironment>): void {
    if (this.current === launched) this.current = undefined;
  }
}
