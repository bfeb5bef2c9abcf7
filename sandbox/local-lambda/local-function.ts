import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { ExecutionEnvironment } from './execution-environment';
import { type Invocation, send } from './invocation';
import { type FunctionSettings, lambdaEnvironment } from './lambda-environment';
import { LocalAnswer } from './local-answer';

export interface LocalFunctionOptions extends FunctionSettings {
  readonly timeoutSeconds: number;
  /** Versions by the aliases that lead to them. @default - no aliases */
  readonly aliases?: Readonly<Record<string, string>>;
  /** @default 123456789012 */
  readonly account?: string;
  /** Path of the Node that runs it. */
  readonly nodePath: string;
  /** Receives one line of the function's output, from either stream. */
  readonly log: (line: string) => void;
  /** @default - build/local-lambda-host.js in the working directory */
  readonly host?: string;
}

export interface InvokeOptions {
  /** @default - a new one */
  readonly requestId?: string;
  /** Remaining time of this invocation. @default - timeoutSeconds */
  readonly timeoutMs?: number;
  /** Alias or version that the caller names. @default - none */
  readonly qualifier?: string | undefined;
}

/** Version that is called without a qualifier. */
export const LATEST = '$LATEST';

/**
 * Lambda function that runs on this machine.
 *
 * Unlike Lambda, one process serves all invocations, also concurrent ones. As with Lambda, the next invocation starts a
 * new process after a crash or a timeout.
 */
export class LocalFunction {
  private current: Promise<ExecutionEnvironment> | undefined;
  private readonly alive = new Set<ExecutionEnvironment>();
  private stopped = false;

  private constructor(private readonly options: LocalFunctionOptions) {}

  /** @throws FunctionError if the code does not load */
  static async start(options: LocalFunctionOptions): Promise<LocalFunction> {
    const started = new LocalFunction(options);
    await started.launch();
    return started;
  }

  get arn(): string {
    const { region = 'us-east-1', account = '123456789012', name } = this.options;
    return `arn:aws:lambda:${region}:${account}:function:${name}`;
  }

  /** Returns the version behind an alias or a version; undefined if there is none. All versions run the same code here. */
  versionOf(qualifier: string): string | undefined {
    const { aliases = {} } = this.options;
    const isVersion = qualifier === LATEST || Object.values(aliases).includes(qualifier);
    return isVersion ? qualifier : aliases[qualifier];
  }

  /**
   * @param payload JSON, as the handler's event
   * @returns the answer as it arrives; a failure of the function destroys it with a FunctionError
   */
  invoke(payload: Uint8Array, { requestId = randomUUID(), timeoutMs, qualifier }: InvokeOptions = {}): LocalAnswer {
    const answer = new LocalAnswer();
    const invocation: Invocation = {
      payload,
      requestId,
      functionArn: qualifier === undefined ? this.arn : `${this.arn}:${qualifier}`,
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

  /** Ends its process. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.current?.catch(() => undefined);
    await Promise.all([...this.alive].map((environment) => environment.stop()));
  }

  /** Returns the running process, or starts one. */
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
