import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json, text } from 'node:stream/consumers';
import type { KnowledgeConfig } from '../../domain/deployment/config/knowledge-config';
import { formatRecords, RECORDS_FILE } from '../../domain/deployment/deployment-record';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { defineIngestion } from '../../lib/knowledge/ingestion/definition';
import { DocumentsServer } from './documents-server';
import { type Execution, execute } from './execution';
import { handMadeAssembly } from './hand-made-assembly';
import { IngestionStandIn } from './ingestion-stand-in';
import { KnowledgeServer } from './knowledge-server';
import type { Answer } from './object-server';
import { environmentOf, runMainIn } from './run-main';

const ACCOUNT = '111122223333';
const ROW = 'test';
const BUCKET = `pb-documents-${ROW}-${ACCOUNT}-us-east-1`;
export const MANIFEST = 'sync-reports/manifest.json';
const MACHINE = `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:private-bedrock-${ROW}-ingestion`;

/**
 * An account over HTTP with a knowledge base: outputs of CloudFormation, the knowledge function, the documents bucket, and
 * Step Functions that executes the definition of the ingestion workflow.
 */
export class KnowledgeAccount {
  ask = new KnowledgeServer();
  ingestion = new IngestionStandIn();
  bucket = new DocumentsServer(BUCKET, ACCOUNT);
  /** Outputs by stack. */
  outputs: Record<string, Record<string, string>> = {};
  /** Looks for which an execution runs. */
  looks = 0;
  /** Errors by the name of the operation, such as `StartExecution`. */
  refusals: Readonly<Record<string, string>> = {};
  /** Operations of CloudFormation, STS and Step Functions. */
  readonly calls: string[] = [];

  private readonly executions = new Map<string, { readonly execution: Execution; looks: number }>();

  private readonly server = createServer(async (request, response) => {
    if (request.url?.startsWith('/2021-11-15/functions/')) return this.ask.invoke(request, response);
    const [status, body = '', headers = {}] = await this.answer(request).catch(
      (error: unknown): Answer => [500, String(error)],
    );
    response.writeHead(status, headers).end(body);
  });

  async open(): Promise<void> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Objects of the bucket by their key, with reports and manifest. */
  get objects(): Map<string, string> {
    return this.bucket.all;
  }

  clear(): void {
    this.ask = new KnowledgeServer();
    this.ingestion = new IngestionStandIn();
    this.ingestion.documents.all.clear();
    this.bucket = new DocumentsServer(BUCKET, ACCOUNT);
    this.outputs = {
      [`private-bedrock-${ROW}-knowledge`]: { DocumentsBucketName: BUCKET },
      [`private-bedrock-${ROW}-asking`]: {
        KnowledgeFunctionName: `private-bedrock-${ROW}-knowledge`,
        DelegatedFunctionName: `private-bedrock-${ROW}-delegated`,
        IngestionWorkflowArn: MACHINE,
      },
    };
    this.looks = 0;
    this.refusals = {};
    this.calls.length = 0;
    this.executions.clear();
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage): Promise<Answer> {
    const [, operation] = String(request.headers['x-amz-target'] ?? '').split('.');
    if (operation) {
      this.calls.push(operation);
      const refusal = this.refusals[operation];
      const input = (await json(request)) as Readonly<Record<string, string>>;
      if (refusal) return failure(refusal);
      return operation === 'StartExecution' ? this.start(input) : this.describe(input.executionArn ?? '');
    }
    const isQuery = request.headers['content-type']?.includes('urlencoded');
    return isQuery ? this.query(new URLSearchParams(await text(request))) : this.bucket.answer(request);
  }

  private query(form: URLSearchParams): Answer {
    const action = form.get('Action') ?? '';
    this.calls.push(action);
    const refusal = this.refusals[action];
    if (refusal) return [403, queryError(refusal, 'no')];
    if (action === 'GetCallerIdentity') return [200, IDENTITY];
    const outputs = this.outputs[form.get('StackName') ?? ''];
    if (!outputs) return [400, queryError('ValidationError', 'Stack does not exist')];
    const members = Object.entries(outputs).map(
      ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
    );
    return [
      200,
      `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks>
      <member><StackName>s</StackName><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${members.join('')}</Outputs>
      </member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
    ];
  }

  /** Executes the workflow over the documents of the bucket; its sidecars and report are in the bucket then. */
  private async start({ stateMachineArn, input = '{}' }: Readonly<Record<string, string>>): Promise<Answer> {
    if (stateMachineArn !== MACHINE) return failure('StateMachineDoesNotExist');
    const executionArn = `${MACHINE.replace(':stateMachine:', ':execution:')}:${this.executions.size + 1}`;
    const { all, reports } = this.ingestion.documents;
    // An object that has not changed keeps its version.
    for (const key of [...all.keys()]) if (!this.objects.has(key)) all.delete(key);
    for (const [key, content] of this.objects) {
      if (key.startsWith('documents/') && all.get(key) !== content) all.set(key, content);
    }
    const execution = await execute(DEFINITION, this.ingestion, JSON.parse(input) as object);
    for (const [key, content] of [...all, ...reports]) {
      if (this.objects.get(key) !== content) this.objects.set(key, content);
    }
    this.executions.set(executionArn, { execution, looks: this.looks });
    return [200, JSON.stringify({ executionArn, startDate: 1 })];
  }

  private describe(executionArn: string): Answer {
    const started = this.executions.get(executionArn);
    if (!started) return failure('ExecutionDoesNotExist');
    if (started.looks > 0) {
      started.looks -= 1;
      return [200, JSON.stringify({ status: 'RUNNING' })];
    }
    const { end, cause, output } = started.execution;
    const ended =
      end === 'Succeeded'
        ? { status: 'SUCCEEDED', output: JSON.stringify(output) }
        : { status: 'FAILED', error: end, cause };
    return [200, JSON.stringify({ ...ended, executionArn })];
  }
}

const DEFINITION = defineIngestion({
  partition: 'aws',
  functionArn: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:ingestion`,
  knowledgeBaseId: 'KB12345678',
  dataSourceId: 'DS12345678',
  deployment: ROW,
});

const queryError = (code: string, message: string): string =>
  `<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;

const failure = (name: string): Answer => [
  400,
  JSON.stringify({ __type: name, message: `${name} it is` }),
  { 'x-amzn-errortype': name },
];

const IDENTITY =
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
  `<Arn>arn:aws:sts::${ACCOUNT}:assumed-role/Curator/alice</Arn><Account>${ACCOUNT}</Account>` +
  '</GetCallerIdentityResult></GetCallerIdentityResponse>';

/** An assembly with one row that has a knowledge base with the audience `board`. */
export function libraryAssembly(more: KnowledgeConfig = {}): string {
  const folder = handMadeAssembly({ [`${ROW}/Foundation`]: {} });
  const knowledge = { audiences: { board: ['board', 'finance'] }, results: 3, agent: {}, ...more } as KnowledgeConfig;
  const config = { ...DEPLOYMENTS.sandbox, knowledge };
  writeFileSync(join(folder, RECORDS_FILE), formatRecords([{ name: ROW, path: ROW, config }]));
  return folder;
}

/** An account for the tests of a file, without anything in it before each, and a function that runs a command in it. */
export function knowledgeAccount(more: KnowledgeConfig = {}) {
  const account = new KnowledgeAccount();
  const assembly = libraryAssembly(more);
  beforeAll(() => account.open());
  beforeEach(() => account.clear());
  afterAll(() => account.close());
  const run = (command: string, ...args: readonly string[]) =>
    runMainIn(environmentOf(account.url), [command, '--app', assembly, ...args]);
  return { account, run };
}
