import { DEPLOYMENTS } from '../../lib/config/deployments';
import { LocalPipe } from '../../sandbox/workflow/local-pipe';
import { type LocalExecution, LocalWorkflow } from '../../sandbox/workflow/local-workflow';
import { startedExecutions } from '../../sandbox/workflow/started-executions';
import { IngestionStandIn } from './ingestion-stand-in';
import { MemoryQueue } from './memory-queue';
import { Deployment, resourcesOf } from './synth';

const ACCOUNT = '111122223333';
const WORKFLOW = `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:ingestion`;

/** Values that templates refer to, by a part of the reference. */
const VALUES: Readonly<Record<string, string>> = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  KnowledgeBaseId: 'KB12345678',
  DataSourceId: 'DS12345678',
  Ingestion: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:ingestion`,
};

/** Text of a property that joins literals and references. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const { 'Fn::Join': join } = value as { readonly 'Fn::Join'?: readonly [string, readonly unknown[]] };
  if (join) return join[1].map(textOf).join(join[0]);
  const reference = JSON.stringify(value);
  const known = Object.keys(VALUES).find((part) => reference.includes(part));
  if (known === undefined) throw new Error(`${reference} has no value here`);
  return VALUES[known] ?? '';
}

interface Target {
  readonly Input?: string;
}

interface Resources {
  readonly rule: { readonly EventPattern?: Pattern; readonly ScheduleExpression?: string; readonly Targets: Target[] };
  readonly pipe: {
    readonly SourceParameters: {
      readonly SqsQueueParameters: { readonly BatchSize: number; readonly MaximumBatchingWindowInSeconds: number };
    };
    readonly TargetParameters: { readonly InputTemplate: string };
  };
  readonly machine: { readonly DefinitionString: unknown };
}

type Pattern = { readonly [name: string]: Pattern | readonly (string | { readonly prefix: string })[] };

/** Event pattern of EventBridge, as far as the rule of the documents uses it. */
function isMatch(pattern: Pattern, event: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(pattern).every(([name, expected]) => {
    const value = event[name];
    if (!Array.isArray(expected)) return isMatch(expected as Pattern, value as Readonly<Record<string, unknown>>);
    return expected.some((one) =>
      typeof one === 'object' && 'prefix' in one ? String(value).startsWith(one.prefix) : textOf(one) === value,
    );
  });
}

let row: Deployment | undefined;
/** Parsed once: an interpreter checks each new definition, which takes most of a test. */
let definition: object | undefined;

function deployed(): { readonly of: <K extends keyof Resources>(type: string) => Resources[K][] } {
  row ??= new Deployment('test', { ...DEPLOYMENTS.sandbox, knowledge: {} });
  const stage = row;
  return {
    of: (type) =>
      resourcesOf(stage, type)
        .filter(({ id }) => id.startsWith('Asking/'))
        .map(({ Properties }) => Properties) as never,
  };
}

/**
 * The way from an upload to a sync: rules, pipe and state machine of a synthesized row, a queue in memory, and the jobs of
 * Bedrock with their limits. Waits take no time.
 */
export class MovingDocuments {
  readonly bedrock = new IngestionStandIn([]);
  readonly queue = new MemoryQueue();
  readonly workflow: LocalWorkflow;
  readonly pipe: LocalPipe;
  /** Starts of the daily rule, by the ARN of the execution. */
  private readonly daily = new Set<string>();
  private readonly schedule: Target;
  /** Number of starts by the pipe that Step Functions refuses first. */
  refusedStarts = 0;

  constructor() {
    const rules = deployed().of<'rule'>('AWS::Events::Rule');
    const [{ EventPattern: pattern } = {}] = rules.filter(({ EventPattern }) => EventPattern);
    const [{ Targets: [schedule] = [] } = { Targets: [] }] = rules.filter(
      ({ ScheduleExpression }) => ScheduleExpression,
    );
    const [pipe] = deployed().of<'pipe'>('AWS::Pipes::Pipe');
    const [machine] = deployed().of<'machine'>('AWS::StepFunctions::StateMachine');
    if (!pattern || !schedule || !pipe || !machine) throw new Error('the row does not sync documents');
    this.schedule = schedule;
    definition ??= JSON.parse(textOf(machine.DefinitionString)) as object;
    this.workflow = new LocalWorkflow(WORKFLOW, definition, (resource, input) => this.bedrock.answer(resource, input), {
      wait: 0,
      retry: 0,
    });
    const { SqsQueueParameters: batching } = pipe.SourceParameters;
    this.pipe = new LocalPipe(
      {
        ...{ queueUrl: 'queue', target: WORKFLOW, inputTemplate: pipe.TargetParameters.InputTemplate },
        ...{ batchSize: batching.BatchSize, windowSeconds: batching.MaximumBatchingWindowInSeconds },
      },
      this.queue,
      (input) => this.startByPipe(input),
      () => new Promise(setImmediate),
    );
    this.bedrock.documents.all.clear();
    this.bedrock.documents.onChange = (type, key) => {
      const detail = { bucket: { name: `pb-documents-test-${ACCOUNT}-us-east-1` }, object: { key } };
      const event = { source: 'aws.s3', 'detail-type': type, detail };
      if (isMatch(pattern, event)) this.queue.put(JSON.stringify(event));
    };
  }

  /** Uploads documents, as `aws s3 cp` does. */
  upload(...names: readonly string[]): void {
    for (const name of names) this.bedrock.documents.all.set(`documents/${name}`, `text of ${name}`);
  }

  /** Uploads documents with their sidecars, as the command `sync` does. */
  uploadDescribed(...names: readonly string[]): void {
    const sidecar = JSON.stringify({ metadataAttributes: { allowedGroups: ['everyone'] } });
    for (const name of names) {
      this.bedrock.documents.all.set(`documents/${name}.metadata.json`, sidecar);
      this.upload(name);
    }
  }

  /** Starts the workflow as a person or the command `sync` does. */
  start(): LocalExecution {
    return this.workflow.start() as LocalExecution;
  }

  /** Changes documents by `act`, and loses the events of it. */
  withoutEvents(act: () => void): void {
    const { documents } = this.bedrock;
    const { onChange } = documents;
    documents.onChange = () => undefined;
    act();
    documents.onChange = onChange;
  }

  /** Starts the workflow as the daily rule does. */
  startDaily(): void {
    this.daily.add((this.workflow.start(undefined, this.schedule.Input) as LocalExecution).arn);
  }

  /** Moves events until none is left and no execution runs. */
  async settled(): Promise<void> {
    do {
      await this.pipe.moveBatch().catch(() => this.queue.giveBack());
      await new Promise(setImmediate);
      if (await this.pipe.isEmpty()) await this.workflow.idle();
    } while (!(await this.pipe.isEmpty()));
    if (this.bedrock.breaches.length > 0) throw new Error(this.bedrock.breaches.join('\n'));
  }

  /** Each execution by what started it, with its end. */
  get executions(): readonly string[] {
    const executions = [...this.workflow.executions.values()];
    return startedExecutions(executions, this.pipe.batches).map(({ events, end }, at) => {
      const by = this.daily.has(executions[at]?.arn ?? '') ? 'daily start' : 'StartExecution';
      return `${events === undefined ? by : `${events} ${events === 1 ? 'event' : 'events'}`}: ${end}`;
    });
  }

  /** Each job with the number of documents that it found, and its status unless it is complete. */
  get jobs(): readonly string[] {
    return this.bedrock.jobs.map(
      ({ documents: { length }, status }) =>
        `of ${length} ${length === 1 ? 'document' : 'documents'}${status === 'COMPLETE' ? '' : ` (${status})`}`,
    );
  }

  private startByPipe(input: string): string {
    if (this.refusedStarts > 0) {
      this.refusedStarts -= 1;
      throw new Error('ThrottlingException');
    }
    return this.workflow.start(undefined, input)?.arn ?? '';
  }
}
