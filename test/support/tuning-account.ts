import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { defineWorkflow } from '../../lib/fine-tuning/workflow/definition';
import { type Execution, execute } from './execution';
import { type Answer, ObjectServer } from './object-server';
import { environmentOf, runMainIn } from './run-main';
import { tableAssembly } from './table-assembly';
import { TuningStandIn } from './tuning-stand-in';

const ACCOUNT = '111122223333';
const MACHINE = `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:private-bedrock-sandbox-tuning`;
export const SANDBOX_BUCKET = `private-bedrock-sandbox-${ACCOUNT}-us-east-1`;

export const GOOD = 'test/fixtures/datasets/good-hundred.jsonl';
export const NOVA = ['--model', 'amazon.nova-lite-v1:0'] as const;

interface Started {
  readonly execution: Execution;
  /** Looks for which it still runs. */
  looks: number;
}

/**
 * An account over HTTP that has the tuning workflow: S3 with its bucket, Step Functions that executes the definition with the
 * function's own code and the control plane of `standIn`, and the one question of STS.
 */
export class TuningAccount {
  standIn = new TuningStandIn();
  objects = new ObjectServer(SANDBOX_BUCKET, ACCOUNT, this.standIn.objects.all);
  readonly executions = new Map<string, Started>();
  /** Looks for which an execution runs. */
  looks = 0;
  /** Is told when an object was uploaded. */
  onUpload: (key: string) => void = () => undefined;
  /** Errors by the name of the operation, such as `StartExecution`, or by method, such as `PUT`. */
  refusals: Readonly<Record<string, string>> = {};

  private readonly server = createServer(async (request, response) => {
    const [status, body = '', headers = {}] = await this.answer(request).catch(
      (error: unknown): Answer => [500, String(error)],
    );
    response.writeHead(status, headers).end(body);
  });

  async open(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Objects in the bucket below this prefix. */
  keys(prefix: string): string[] {
    return [...this.standIn.objects.all.keys()].filter((key) => key.startsWith(prefix));
  }

  /** Starts an execution for the manifest that was uploaded, as EventBridge does: under a name of its own. */
  async startByRule(): Promise<void> {
    const manifest = this.keys('datasets/').find((key) => key.endsWith('manifest.json'));
    await this.startAs('by-rule', manifest ?? '');
  }

  /** Starts an execution of this name, as whoever may start one can. */
  async startAs(name: string, manifest: string): Promise<void> {
    await this.start({ stateMachineArn: MACHINE, name, input: JSON.stringify({ manifest }) });
  }

  /** As if somebody else had the bucket. */
  giveBucketTo(owner: string): void {
    this.objects = new ObjectServer(SANDBOX_BUCKET, owner, this.standIn.objects.all);
  }

  clear(): void {
    this.standIn = new TuningStandIn();
    this.standIn.objects.all.clear();
    this.objects = new ObjectServer(SANDBOX_BUCKET, ACCOUNT, this.standIn.objects.all);
    this.executions.clear();
    this.looks = 0;
    this.refusals = {};
    this.onUpload = () => undefined;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage): Promise<Answer> {
    const [, operation] = String(request.headers['x-amz-target'] ?? '').split('.');
    const refusal = this.refusals[operation ?? request.method ?? ''];
    if (operation) {
      const input = (await json(request)) as Readonly<Record<string, string>>;
      if (refusal) return failure(refusal);
      return operation === 'StartExecution' ? this.start(input) : this.executionAnswer(operation, input);
    }
    if (request.headers['content-type']?.includes('urlencoded')) {
      return this.refusals.GetCallerIdentity ? [403, 'no'] : [200, IDENTITY];
    }
    if (refusal) return [403, `<Error><Code>${refusal}</Code><Message>${refusal} it is</Message></Error>`];
    const answer = await this.objects.answer(request);
    if (request.method === 'PUT') this.onUpload(request.url?.split('?')[0]?.split('/').slice(2).join('/') ?? '');
    return answer;
  }

  private executionAnswer(operation: string, input: Readonly<Record<string, string>>): Answer {
    const name = (input.executionArn ?? '').split(':').at(-1) ?? '';
    const started = this.executions.get(name);
    if (!started) return failure('ExecutionDoesNotExist');
    const { execution } = started;
    if (operation === 'GetExecutionHistory') {
      const state = execution.states[execution.states.length - 1 - started.looks];
      const events = [
        { timestamp: 1, type: 'PassStateExited', id: 2, stateExitedEventDetails: { name: 'Something' } },
        { timestamp: 1, type: 'TaskStateEntered', id: 1, stateEnteredEventDetails: { name: state } },
      ];
      return [200, JSON.stringify({ events })];
    }
    if (started.looks > 0) {
      started.looks -= 1;
      return [200, JSON.stringify({ status: 'RUNNING' })];
    }
    const { end, cause, output } = execution;
    const ended =
      end === 'Succeeded'
        ? { status: 'SUCCEEDED', output: JSON.stringify(output) }
        : { status: 'FAILED', error: end, cause };
    return [200, JSON.stringify({ ...ended, stopDate: 1_764_000_000 })];
  }

  private async start(given: Readonly<Record<string, string>>): Promise<Answer> {
    const { stateMachineArn, name = '', input = '{}' } = given;
    if (stateMachineArn !== MACHINE) return failure('StateMachineDoesNotExist');
    if (this.executions.has(name)) return failure('ExecutionAlreadyExists');
    const execution = await execute(DEFINITION, this.standIn, JSON.parse(input) as object);
    this.executions.set(name, { execution, looks: this.looks });
    return [200, JSON.stringify({ executionArn: `${MACHINE}:${name}`, startDate: 1 })];
  }
}

const DEFINITION = defineWorkflow({
  partition: 'aws',
  functionArn: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:tuning`,
  tag: { Key: 'private-bedrock:deployment', Value: 'sandbox' },
});

const failure = (name: string): Answer => [
  400,
  JSON.stringify({ __type: name, message: `${name} it is` }),
  { 'x-amzn-errortype': name },
];

const IDENTITY =
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
  `<Arn>arn:aws:sts::${ACCOUNT}:assumed-role/Tuner/alice</Arn><Account>${ACCOUNT}</Account>` +
  '</GetCallerIdentityResult></GetCallerIdentityResponse>';

/** An account for the tests of a file, without anything in it before each. */
export function tuningAccount(): TuningAccount {
  const account = new TuningAccount();
  beforeAll(() => account.open());
  beforeEach(() => account.clear());
  afterAll(() => account.close());
  return account;
}

/** Runs the command in that account, with nothing of this machine. */
export const tuneIn = (account: TuningAccount, ...args: readonly string[]) =>
  runMainIn(environmentOf(account.url), ['tune', '--every', '1', '--app', tableAssembly(), ...args]);
