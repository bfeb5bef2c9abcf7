import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { invokeComplete, payloadChunk } from '../../sandbox/local-lambda/invoke-frames';
import { type LambdaApi, lambdaApi } from '../../sandbox/local-lambda/lambda-api';
import type { LocalFunction } from '../../sandbox/local-lambda/local-function';
import type { FunctionErrorBody } from '../../sandbox/local-lambda/protocol';
import { SECRET } from './conversation';
import { startInference } from './function-process';
import { ModelServer } from './model-server';
import { environmentOf, runMainIn } from './run-main';
import { tableAssembly } from './table-assembly';

export const FUNCTION = 'private-bedrock-sandbox-inference';

/** A stand-in for the part of AWS that a question meets: CloudFormation's outputs, the function itself, a model. */
export class AskStandIn {
  /** Answer instead, when a test sets them. */
  lambda: ((response: ServerResponse) => void) | undefined;
  stacks: ((response: ServerResponse) => void) | undefined;
  /** Bodies of what CloudFormation was asked. */
  readonly stackQueries: string[] = [];

  private constructor(
    readonly models: ModelServer,
    private readonly inference: LocalFunction,
    private readonly server: Server,
  ) {}

  static async start(): Promise<AskStandIn> {
    const models = await ModelServer.start();
    const inference = await startInference(models.url, () => undefined);
    const api = lambdaApi(new Map([[FUNCTION, inference]]));
    const server = createServer((request, response) => void started.serve(request, response, api));
    const started = new AskStandIn(models, inference, server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return started;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await Promise.all([this.inference.stop(), this.models.stop()]);
  }

  private async serve(request: IncomingMessage, response: ServerResponse, api: LambdaApi): Promise<void> {
    const { lambda } = this;
    if (lambda && request.url?.startsWith('/2021-11-15/')) {
      request.resume().once('end', () => lambda(response));
      return;
    }
    if (await api(request, response)) return;
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    this.stackQueries.push(body);
    if (this.stacks) this.stacks(response);
    else stack(response, 'FunctionName', FUNCTION);
  }
}

/** CloudFormation's answer to DescribeStacks: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html */
export const stack = (response: ServerResponse, key: string, value: string): void =>
  void response
    .writeHead(200, { 'content-type': 'text/xml' })
    .end(`<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks>
      <member><StackName>s</StackName><StackStatus>ROLLBACK_COMPLETE</StackStatus><Outputs><member>
      <OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member></Outputs></member>
      </Stacks></DescribeStacksResult></DescribeStacksResponse>`);

/** An error of an API with the query protocol. */
export const queryError = (response: ServerResponse, status: number, code: string, message: string): void =>
  void response
    .writeHead(status, { 'content-type': 'text/xml' })
    .end(`<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type>
      <Code>${code}</Code><Message>${message}</Message></Error><RequestId>id</RequestId></ErrorResponse>`);

/** An error of the Lambda API. */
export const lambdaError = (response: ServerResponse, status: number, name: string, message: string): void =>
  void response
    .writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': name })
    .end(JSON.stringify({ Message: message }));

/** Stream of InvokeWithResponseStream, in exactly these pieces. */
export const lambdaStream = (
  response: ServerResponse,
  pieces: readonly Uint8Array[],
  error?: FunctionErrorBody,
): void => {
  response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
  for (const piece of pieces) response.write(payloadChunk(piece));
  response.end(invokeComplete(error));
};

/** The command as a process of its own, and all that it says. */
export class AskRun {
  stdout = '';
  stderr = '';
  private constructor(readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
  }

  /** @param input what is piped in; undefined leaves standard input closed */
  static start(args: readonly string[], url: string, input?: string, env: Record<string, string> = {}): AskRun {
    const run = AskRun.open(args, url, env);
    run.child.stdin?.end(input);
    return run;
  }

  /** The same with a standard input that stays open. */
  static open(args: readonly string[], url: string, env: Record<string, string> = {}): AskRun {
    return new AskRun(
      spawn(process.execPath, ['build/bin/private-bedrock.js', 'ask', '--app', tableAssembly(), ...args], {
        env: { ...environmentOf(url), ...env },
      }),
    );
  }

  /** Waits until standard output, or standard error, holds this. */
  async says(text: string, stream: 'stdout' | 'stderr' = 'stdout'): Promise<void> {
    while (!this[stream].includes(text)) {
      const output = this.child[stream];
      if (!output || output.readableEnded) throw new Error(`It ended without «${text}»: ${this.stdout}${this.stderr}`);
      await Promise.race([once(output, 'data'), once(output, 'end')]);
    }
  }

  /** Waits for its end. */
  async end(): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
    const [code] = (await once(this.child, 'close')) as [number | null];
    return { code, stdout: this.stdout, stderr: this.stderr };
  }
}

/** Runs the command inside this process until its end. */
export async function askIn(aws: AskStandIn, args: readonly string[], input?: string, env?: Record<string, string>) {
  const { status, ...said } = await runMainIn(
    { ...environmentOf(aws.url), ...env },
    ['ask', '--app', tableAssembly(), ...args],
    input,
  );
  return { code: status, ...said };
}

/** Asks such a stand-in with the secret in the question, and holds what was said on standard error against it. */
export const asking =
  (aws: () => AskStandIn) => async (args: readonly string[], env?: Record<string, string>, input?: string) => {
    const ended = await askIn(aws(), args, input, env);
    expect(ended.stderr).not.toContain(SECRET);
    // A stack trace is for a fault of ours.
    expect(ended.stderr).not.toMatch(/^\s+at /m);
    return ended;
  };

export const failsWith = (stderr: RegExp, stdout = '') => ({ code: 1, stdout, stderr: expect.stringMatching(stderr) });

/** Starts a stand-in for the tests of a file and resets it after each test. Returns `ask`, and how to reach the stand-in. */
export function withAskStandIn() {
  let aws: AskStandIn;
  beforeAll(async () => {
    aws = await AskStandIn.start();
  });
  afterEach(() => {
    aws.lambda = undefined;
    aws.stacks = undefined;
  });
  afterAll(() => aws.stop());
  const standIn = () => aws;
  return { standIn, ask: asking(standIn) };
}
