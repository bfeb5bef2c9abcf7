import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { HealthScribeConfig } from '../../../domain/deployment/config/health-scribe-config';
import { formatRecords, RECORDS_FILE } from '../../../domain/deployment/deployment-record';
import { DEPLOYMENTS } from '../../../lib/config/deployments';
import { defineScribing } from '../../../lib/healthscribe/workflow/definition';
import { rawOutputs } from '../../../sandbox/consultations/raw-outputs';
import { readConsultations, recordingOf } from '../../../sandbox/consultations/write-consultations';
import type { MachineDefinition } from '../../../sandbox/workflow/interpreter';
import { SCRIBING } from '../contracts/scribing-contracts';
import { type Execution, execute } from '../execution';
import { handMadeAssembly } from '../hand-made-assembly';
import type { Answer } from '../object-server';
import { environmentOf, runMainIn } from '../run-main';
import { clinicianBucket } from './clinician-bucket';
import { RECORDS } from './function-steps';
import { ScribingStandIn, SIGNED } from './scribing-stand-in';

const ACCOUNT = '111122223333';
const ROW = 'test';
export const CLINICIAN = 'c0ffee-0042';
const definition = defineScribing(SCRIBING) as MachineDefinition;

/** Status of an answer that never comes: the connection ends. */
export const HUNG_UP = 0;

/** Request that never arrives, or an answer that never does. */
export interface Lost {
  readonly what: 'request' | 'answer';
  /** Status in its place, or HUNG_UP. */
  readonly how: number;
}

/** Names of the buckets in the account, by those of the stand-in. */
const BUCKETS: Readonly<Record<string, string>> = {
  [`pb-patients-${ROW}-${ACCOUNT}-us-east-1`]: SCRIBING.patientBucket,
  [`pb-notes-${ROW}-${ACCOUNT}-us-east-1`]: SIGNED,
  [`pb-purges-${ROW}-${ACCOUNT}-us-east-1`]: RECORDS,
};

/**
 * Account over HTTP as a clinician reaches it: STS, the three buckets, and SendTaskSuccess. An upload starts an execution of
 * the real definition, with the real functions.
 */
export class ScribingAccount {
  standIn = new ScribingStandIn();
  /** Name of the session. */
  session = 'kim';
  /** Requests, such as `PUT audio/…`. */
  readonly calls: string[] = [];
  /** Says of a request to S3 that its answer is lost, or the request itself, and how. @default - nothing is lost */
  lost: (call: string) => Lost | undefined = () => undefined;
  /** Answers of SendTaskSuccess to give first. */
  refusals: string[] = [];
  private waits = new Map<string, () => void>();
  private executions: Promise<Execution>[] = [];
  private readonly server = createServer(async (request, response) => {
    const [status, body = '', headers = {}] = await this.answer(request).catch(
      (error: unknown): Answer => [500, String(error)],
    );
    if (status === HUNG_UP) response.destroy();
    else response.writeHead(status, headers).end(body);
  });

  async open(): Promise<void> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
  }

  clear(keepsSignedNotes: boolean): void {
    this.standIn = new ScribingStandIn(keepsSignedNotes);
    this.standIn.start = Date.now;
    this.standIn.clinician = ({ token, resolve }) => void this.waits.set(token, () => resolve({}));
    this.session = 'kim';
    this.calls.length = 0;
    this.refusals = [];
    this.lost = () => undefined;
    this.waits = new Map();
    this.executions = [];
  }

  /** Lets every job answer with the outputs of a synthetic consultation. Returns its recording. */
  prepare(name: string): Buffer {
    const consultation = readConsultations().find((one) => one.name === name);
    if (!consultation) throw new Error(`No synthetic consultation ${name}`);
    const { transcript, summary } = rawOutputs(consultation);
    this.standIn.jobs.outputs = { transcript: JSON.stringify(transcript), summary: JSON.stringify(summary) };
    return recordingOf(consultation).content;
  }

  /** Ends every wait without a signature: an execution that waits has a timer. */
  async finish(): Promise<void> {
    for (const end of this.waits.values()) end();
    await this.ended();
  }

  /** Waits for all executions to end. */
  async ended(): Promise<void> {
    await Promise.all(this.executions);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage): Promise<Answer> {
    const body = await buffer(request);
    if (String(request.headers['x-amz-target']).endsWith('.SendTaskSuccess')) return this.sendTaskSuccess(body);
    if (request.headers['content-type']?.includes('urlencoded')) return [200, this.identity()];
    const url = new URL(request.url ?? '', 'http://x');
    const [, name = '', ...rest] = decodeURIComponent(url.pathname).split('/');
    const key = rest.join('/');
    const call = `${request.method} ${key || url.searchParams.get('prefix')}`;
    this.calls.push(call);
    const lost = this.lost(call);
    if (lost?.what === 'request') return [lost.how];
    const bucket = BUCKETS[name];
    if (bucket === undefined) return [404, '<Error><Code>NoSuchBucket</Code></Error>'];
    const answer = clinicianBucket(this.standIn.s3, bucket, CLINICIAN, {
      ...{ method: request.method ?? '', headers: request.headers },
      ...{ url, key, body },
    });
    if (request.method === 'PUT' && answer[0] === 200 && key.startsWith('audio/')) this.begin(key, body, request);
    return lost ? [lost.how] : answer;
  }

  private begin(key: string, body: Buffer, { headers }: IncomingMessage): void {
    const metadata = Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) =>
        name.startsWith('x-amz-meta-') ? [[name.slice('x-amz-meta-'.length), String(value)]] : [],
      ),
    );
    this.standIn.record(body, { key, metadata });
    this.executions.push(execute(definition, this.standIn));
  }

  private sendTaskSuccess(body: Buffer): Answer {
    const refusal = this.refusals.shift();
    const { taskToken } = JSON.parse(String(body)) as { readonly taskToken: string };
    const wait = this.waits.get(taskToken);
    const name = refusal ?? (wait ? undefined : 'TaskTimedOut');
    if (name) return [400, JSON.stringify({ __type: name, message: name }), { 'x-amzn-errortype': name }];
    this.waits.delete(taskToken);
    wait?.();
    return [200, '{}'];
  }

  private identity(): string {
    const arn = `arn:aws:sts::${ACCOUNT}:assumed-role/private-bedrock-${ROW}-us-east-1-clinician/${this.session}`;
    return (
      '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
      `<Arn>${arn}</Arn><Account>${ACCOUNT}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`
    );
  }
}

/** An assembly with one row that has HealthScribe. */
export function scribingAssembly(healthScribe: HealthScribeConfig = {}): string {
  const folder = handMadeAssembly({ [`${ROW}/Foundation`]: {} });
  const config = { ...DEPLOYMENTS.sandbox, healthScribe };
  writeFileSync(join(folder, RECORDS_FILE), formatRecords([{ name: ROW, path: ROW, config }]));
  return folder;
}

/** An account for the tests of a file, empty before each, and a function that runs a command of a clinician in it. */
export function scribingAccount(healthScribe: HealthScribeConfig = {}) {
  const account = new ScribingAccount();
  const assembly = scribingAssembly(healthScribe);
  beforeAll(() => account.open());
  beforeEach(() => account.clear(healthScribe.keepSignedNotes === true));
  afterEach(() => account.finish());
  afterAll(() => account.close());
  const run = (argv: readonly string[], input?: string) =>
    runMainIn(
      { ...environmentOf(account.url), PRIVATE_BEDROCK_CLINICIAN: CLINICIAN },
      [...argv, '--app', assembly],
      input,
    );
  return { account, assembly, run };
}
