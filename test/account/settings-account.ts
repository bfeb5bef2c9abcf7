import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { LOGGED_KINDS } from '../../domain/account/account-config';
import { AccountNames } from '../../domain/account/account-names';
import { flagOf, type LoggingSetting } from '../../domain/account/logging-setting';
import { sandboxClients } from '../../sandbox/clients';
import { LocalWorkflow } from '../../sandbox/workflow/local-workflow';
import { performTasks } from '../../sandbox/workflow/perform-task';
import { TaskTokens } from '../../sandbox/workflow/task-tokens';
import { workflowApi } from '../../sandbox/workflow/workflow-api';
import { environmentOf, runMainIn } from '../support/run-main';
import { ACCOUNT } from './account-assembly';

type Answer = readonly [status: number, body?: object | string];

const MODES = ['aws_review', 'default', 'inherit', 'none', 'provider_data_share'];

/** Account over HTTP with the settings of Bedrock, STS, and Step Functions that runs the definition of a template. */
export class SettingsAccount {
  logging: LoggingSetting | undefined;
  mode = 'inherit';
  guardrails: object[] = [];
  /** Requests that change something, such as `PUT /data-retention`. */
  readonly changes: string[] = [];
  /** Answers to give first, by request. */
  readonly refusals = new Map<string, Answer[]>();
  /** Called after each change: others change settings, too. */
  afterwards: (request: string) => unknown = () => undefined;
  workflow: LocalWorkflow | undefined;
  private readonly server = createServer(async (request, response) => {
    const [status, body = ''] = await this.answer(request).catch((error: unknown): Answer => [500, String(error)]);
    const type = status === 200 ? {} : { 'x-amzn-errortype': (body as { name?: string }).name ?? '' };
    const isXml = typeof body === 'string';
    response
      .writeHead(status, { 'content-type': isXml ? 'text/xml' : 'application/json', ...type })
      .end(isXml ? body : JSON.stringify(body));
  });

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async open(): Promise<void> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await once(this.server.close(), 'close');
  }

  /** Forgets all settings, and has this state machine. */
  clear(definition?: object): void {
    Object.assign(this, { logging: undefined, mode: 'inherit', guardrails: [], afterwards: () => undefined });
    this.changes.length = 0;
    this.refusals.clear();
    const arn = `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:${new AccountNames('us-east-1').stateMachine}`;
    const perform = performTasks(new Map(), sandboxClients(this.url, 'us-east-1'), new TaskTokens());
    this.workflow = definition && new LocalWorkflow(arn, definition, perform, { wait: 0, retry: 0 });
  }

  /** Runs `private-bedrock account …` in this account. */
  run(folder: string, command: string, ...options: readonly string[]) {
    const yes = command === 'status' ? [] : ['--yes', '--every', '1'];
    return runMainIn(environmentOf(this.url), ['account', command, '--app', folder, ...yes, ...options]);
  }

  /** Names of the states of the last execution. */
  get states(): readonly string[] {
    return [...(this.workflow?.executions.values() ?? [])].at(-1)?.entered.map(({ name }) => name) ?? [];
  }

  private async answer(request: IncomingMessage): Promise<Answer> {
    const { pathname } = new URL(request.url ?? '', 'http://x');
    const name = `${request.method} ${pathname}`;
    const body = await text(request);
    const refusal = this.refusals.get(name)?.shift();
    if (refusal) return refusal;
    if (pathname === '/') return this.protocol(String(request.headers['x-amz-target'] ?? ''), body);
    const answer = this.bedrock(name, body === '' ? {} : (JSON.parse(body) as Readonly<Record<string, unknown>>));
    if (request.method !== 'GET') {
      this.changes.push(name);
      this.afterwards(name);
    }
    return answer;
  }

  private async protocol(target: string, body: string): Promise<Answer> {
    if (target === '') return [200, IDENTITY];
    const machines = new Map(this.workflow ? [[this.workflow.arn, this.workflow]] : []);
    const answer = workflowApi(machines)(target, body);
    // An execution has ended before the command looks at it.
    await this.workflow?.idle();
    if (answer) return [answer.status, answer.body];
    return [400, { __type: 'StateMachineDoesNotExist', message: 'State Machine Does Not Exist' }];
  }

  private bedrock(name: string, body: Readonly<Record<string, unknown>>): Answer {
    switch (name) {
      case 'GET /logging/modelinvocations':
        return [200, this.logging ? { loggingConfig: this.logging } : {}];
      case 'PUT /logging/modelinvocations': {
        const setting = body.loggingConfig as LoggingSetting;
        // What is left out seems to count as true.
        const omitted = Object.fromEntries(LOGGED_KINDS.map((kind) => [flagOf(kind), true]));
        this.logging = { ...omitted, ...setting };
        return [200, {}];
      }
      case 'DELETE /logging/modelinvocations':
        this.logging = undefined;
        return [200, {}];
      case 'GET /data-retention':
        return [200, { mode: this.mode, updatedAt: '2026-11-28T08:00:00Z' }];
      case 'PUT /data-retention':
        if (!MODES.includes(String(body.mode))) return [400, { name: 'ValidationException', message: 'mode' }];
        this.mode = String(body.mode);
        return [200, { mode: this.mode }];
      case 'GET /enforcedGuardrailsConfiguration':
        return [200, { guardrailsConfig: this.guardrails }];
      default:
        return [404, { name: 'UnknownOperationException', message: name }];
    }
  }
}

const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:sts::${ACCOUNT}:assumed-role/operator/kim</Arn><UserId>A:kim</UserId><Account>${ACCOUNT}</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;
