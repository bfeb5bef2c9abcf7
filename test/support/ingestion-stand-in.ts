import { createHash } from 'node:crypto';
import type { DocumentObject, ReadObject, SidecarToWrite } from '../../domain/knowledge/documents';
import { SIDECAR_SUFFIX } from '../../domain/knowledge/sidecar';
import type { StepRequest } from '../../lambda/ingestion/contract';
import type { Documents } from '../../lambda/ingestion/documents';
import { checkStep, runStep } from '../../lambda/ingestion/steps';
import { INGESTION_CONTRACTS } from './contracts/knowledge-contracts';
import { MARK } from './markers';

class ServiceError extends Error {
  constructor(
    override readonly name: string,
    message = `${MARK.aws}, as the service says it`,
  ) {
    super(message);
  }
}

interface Job {
  readonly id: string;
  readonly inventory: string;
  readonly token: string;
  /** Documents that it has found, as Bedrock lists them when it starts. */
  readonly documents: readonly string[];
  status: string;
  looks: number;
  failures: readonly string[];
}

const etagOf = (text: string): string => `"${createHash('md5').update(text).digest('hex')}"`;

class ObservedMap extends Map<string, string> {
  /** Number of the write that made each object. */
  readonly versions = new Map<string, number>();
  private writes = 0;

  constructor(private readonly tell: MemoryDocuments['onChange']) {
    super();
  }

  override set(key: string, text: string): this {
    super.set(key, text);
    this.writes += 1;
    this.versions.set(key, this.writes);
    this.tell('Object Created', key);
    return this;
  }

  override delete(key: string): boolean {
    const had = super.delete(key);
    if (had) this.tell('Object Deleted', key);
    return had;
  }
}

/** Documents in memory, with the conditional writes of S3. */
export class MemoryDocuments implements Pick<Documents, 'list' | 'read' | 'writeReport' | 'writeSidecar'> {
  /** Is told of each change, as S3 tells of it. */
  onChange: (type: 'Object Created' | 'Object Deleted', key: string) => void = () => undefined;
  private readonly observed = new ObservedMap((type, key) => this.onChange(type, key));
  readonly all: Map<string, string> = this.observed;
  readonly reports = new Map<string, string>();
  /** Objects that cannot be read, with the name of the failure. */
  readonly unreadable = new Map<string, string>();

  list(): Promise<DocumentObject[]> {
    const all = [...this.all].map(([key, text]) => ({
      ...{ key, etag: etagOf(text), bytes: Buffer.byteLength(text), modified: this.version(key) },
    }));
    return Promise.resolve(all);
  }

  read({ key }: Pick<DocumentObject, 'key'>): Promise<ReadObject> {
    const text = this.all.get(key);
    const failure = this.unreadable.get(key) ?? (text === undefined ? 'NoSuchKey' : undefined);
    return Promise.resolve(failure === undefined ? { text: text ?? '', version: this.version(key) } : { failure });
  }

  private version(key: string): string {
    return `write ${this.observed.versions.get(key)}`;
  }

  writeSidecar({ key, text, replaces }: SidecarToWrite): Promise<void> {
    const now = this.all.get(key);
    if ((now === undefined ? undefined : etagOf(now)) === replaces) this.all.set(key, text);
    return Promise.resolve();
  }

  writeReport(key: string, text: string): Promise<void> {
    this.reports.set(key, text);
    return Promise.resolve();
  }
}

/** Bedrock's ingestion jobs with their limits, and the function of the workflow. */
export class IngestionStandIn {
  readonly documents = new MemoryDocuments();
  readonly jobs: Job[] = [];
  readonly events: Readonly<Record<string, unknown>>[] = [];
  readonly calls: string[] = [];
  /** AWS says why it refused, and reasons of Bedrock can quote a document: in the state, and no event has either. */
  readonly mayKeep = { state: ['aws', 'document'], events: [], end: ['aws'] } as const;
  /** Calls that broke their contract. */
  readonly breaches: string[] = [];
  /** Errors to give first, by the name of the call, before it works. */
  readonly troubles = new Map<string, string[]>();
  /** Looks at a job before it ends. */
  looks = 2;
  /** Status with which jobs end. */
  ending = 'COMPLETE';
  /** Is told of each call, before it is answered. */
  onCall: (call: string) => void = () => undefined;
  /** Is told of each look at a running job. */
  onLook: (job: Job) => void = () => undefined;
  /** Reasons for failures of the next jobs. */
  failures: readonly string[] = [];

  constructor(readonly groups: readonly string[] = ['board']) {
    this.documents.all.set('documents/a.md', `${MARK.document} first`);
  }

  /** Number of jobs that were started. */
  get ran(): number {
    return this.jobs.length;
  }

  /** Keys of the documents, without their sidecars. */
  get documentKeys(): readonly string[] {
    return [...this.documents.all.keys()].filter((key) => !key.endsWith(SIDECAR_SUFFIX)).sort();
  }

  /** Keys of the documents that are found. */
  get indexed(): readonly string[] {
    return this.jobs.filter(({ status }) => status === 'COMPLETE').at(-1)?.documents ?? [];
  }

  /** Inventory of the documents as they are now. */
  async inventory(): Promise<string> {
    const { inventory } = await checkStep(this.documents as unknown as Documents, this.groups);
    return inventory;
  }

  async answer(resource: string, input: Readonly<Record<string, unknown>>): Promise<unknown> {
    const call = resource.startsWith('arn:aws:states:::')
      ? resource.split(':').slice(-2).join(':')
      : String(input.step);
    this.calls.push(call);
    this.onCall(call);
    this.breaches.push(...INGESTION_CONTRACTS.breaches(call, input, undefined));
    const trouble = this.troubles.get(call)?.shift();
    if (trouble !== undefined) throw new ServiceError(trouble);
    const answer = this.answers[call];
    if (!answer) throw new Error(`nothing here answers ${call}`);
    return await answer(input as never);
  }

  private readonly answers: Readonly<Record<string, (input: never) => unknown>> = {
    'check-documents': (input: StepRequest) => runStep(input, this.documents as unknown as Documents, this.groups),
    'report-sync': (input: StepRequest) => runStep(input, this.documents as unknown as Documents, this.groups),
    'bedrockagent:listIngestionJobs': ({
      SortBy,
      MaxResults,
    }: {
      readonly SortBy: object;
      readonly MaxResults: number;
    }) => {
      expect(SortBy).toEqual({ Attribute: 'STARTED_AT', Order: 'DESCENDING' });
      const latest = [...this.jobs].reverse().slice(0, MaxResults);
      return {
        IngestionJobSummaries: latest.map(({ id, inventory, status, failures }) => ({
          ...{ IngestionJobId: id, Description: inventory, Status: status },
          Statistics: { NumberOfDocumentsFailed: failures.length },
        })),
      };
    },
    'bedrockagent:startIngestionJob': ({ Description, ClientToken }: Readonly<Record<string, string>>) => {
      const repeated = this.jobs.find(({ token }) => token === ClientToken);
      if (repeated) return { IngestionJob: { IngestionJobId: repeated.id } };
      if (this.jobs.some(({ status }) => status === 'IN_PROGRESS')) {
        throw new ServiceError('BedrockAgent.ConflictException');
      }
      expect(ClientToken).toMatch(/^[\da-f]{64}$/);
      const job: Job = {
        ...{ id: `JOB${this.jobs.length + 1}`, inventory: Description ?? '', token: ClientToken ?? '' },
        ...{ status: 'IN_PROGRESS', looks: this.looks, failures: this.failures },
        documents: this.documentKeys,
      };
      this.jobs.push(job);
      return { IngestionJob: { IngestionJobId: job.id } };
    },
    'bedrockagent:getIngestionJob': ({ IngestionJobId }: { readonly IngestionJobId: string }) => {
      const job = this.jobs.find(({ id }) => id === IngestionJobId);
      if (!job) throw new ServiceError('BedrockAgent.ResourceNotFoundException');
      this.onLook(job);
      job.looks -= 1;
      if (job.looks <= 0) job.status = this.ending;
      const Statistics = { NumberOfDocumentsScanned: 1, NumberOfDocumentsFailed: job.failures.length };
      // Bedrock omits an empty list.
      const failures = job.status === 'FAILED' ? [`${MARK.document} cannot be parsed`] : job.failures;
      const reasons = failures.length > 0 && { FailureReasons: failures };
      return { IngestionJob: { IngestionJobId, Status: job.status, Statistics, ...reasons } };
    },
    'events:putEvents': ({ Entries }: { readonly Entries: readonly Readonly<Record<string, unknown>>[] }) => {
      this.events.push(...Entries);
      return { FailedEntryCount: 0 };
    },
  };
}
