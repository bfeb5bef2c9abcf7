import { setTimeout as wait } from 'node:timers/promises';
import { DescribePipeCommand } from '@aws-sdk/client-pipes';
import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Clients } from '../clients';

/** Settings of a pipe from a queue to a state machine, as they are deployed. */
export interface PipeSettings {
  readonly queueUrl: string;
  readonly batchSize: number;
  /** Seconds during which a batch is collected, from its first message on. */
  readonly windowSeconds: number;
  /** ARN of the state machine. */
  readonly target: string;
  /** Text that the target gets of each message. */
  readonly inputTemplate: string;
}

/** Milliseconds between two polls of a queue. */
const POLL_MILLISECONDS = 100;

/** Seconds of a window that pass with a poll: a hundred times as fast as in AWS. */
const SECONDS_OF_A_POLL = 10;

/** Messages that SQS gives, and deletes, at once. */
const AT_ONCE = 10;

/**
 * Reads a deployed pipe. Returns undefined for a pipe that this machine cannot run: one that is stopped,
 * filters or enriches messages, has another kind of source or target, or makes its input from the message.
 */
export async function readPipe(name: string, { pipes, sqs }: Clients): Promise<PipeSettings | undefined> {
  const pipe = await pipes.send(new DescribePipeCommand({ Name: name }));
  const { SqsQueueParameters: queue, FilterCriteria: filter } = pipe.SourceParameters ?? {};
  const template = pipe.TargetParameters?.InputTemplate;
  const source = /^arn:[^:]+:sqs:[^:]*:[^:]*:([^:]+)$/.exec(pipe.Source ?? '')?.[1];
  const isStateMachine = /^arn:[^:]+:states:.*:stateMachine:/.test(pipe.Target ?? '');
  if (source === undefined || !isStateMachine || template === undefined || template.includes('<')) return undefined;
  if (pipe.DesiredState === 'STOPPED' || pipe.Enrichment || filter?.Filters?.length) return undefined;
  const { QueueUrl: queueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: source }));
  return {
    queueUrl,
    batchSize: queue?.BatchSize ?? 10,
    windowSeconds: queue?.MaximumBatchingWindowInSeconds ?? 0,
    target: pipe.Target ?? '',
    inputTemplate: template,
  };
}

/** Starts an execution with this input, and returns its ARN. Throws if it cannot. */
export type StartTarget = (input: string) => string;

/** Messages that have started an execution together. */
export interface Batch {
  readonly messages: number;
  /** ARN of the execution. */
  readonly execution: string;
}

/**
 * Pipe that runs on this machine: takes messages from a queue in batches, and starts one execution for each. A batch
 * that starts none stays in the queue, and comes again after the visibility timeout of the queue.
 *
 * Source: Amazon EventBridge User Guide, "Amazon EventBridge Pipes batching and concurrency": an input template is applied
 * to each message of a batch, and the target gets their list.
 */
export class LocalPipe {
  readonly batches: Batch[] = [];
  private isStopped = false;
  private running: Promise<void> = Promise.resolve();

  /** @param pause between two polls */
  constructor(
    private readonly settings: PipeSettings,
    private readonly sqs: Pick<SQSClient, 'send'>,
    private readonly startTarget: StartTarget,
    private readonly pause: () => Promise<unknown> = () => wait(POLL_MILLISECONDS),
  ) {}

  start(): void {
    this.running = this.run();
  }

  /** Resolves when nothing moves any more. A batch that is being collected stays in the queue. */
  stop(): Promise<void> {
    this.isStopped = true;
    return this.running;
  }

  /** Returns true if the queue has no message, also none that is being moved. */
  async isEmpty(): Promise<boolean> {
    const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const { Attributes } = await this.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: this.settings.queueUrl, AttributeNames: [...names] }),
    );
    return names.every((name) => Attributes?.[name] === '0');
  }

  /** Takes one batch from the queue, if it has messages, and starts the target. */
  async moveBatch(): Promise<void> {
    const batch = await this.collect();
    if (batch.length === 0 || this.isStopped) return;
    const execution = this.startTarget(`[${batch.map(() => this.settings.inputTemplate).join(',')}]`);
    this.batches.push({ messages: batch.length, execution });
    for (let at = 0; at < batch.length; at += AT_ONCE) await this.delete(batch.slice(at, at + AT_ONCE));
  }

  private async run(): Promise<void> {
    while (!this.isStopped) {
      // As in AWS, a failure is not the end of a pipe: the messages come again.
      await this.moveBatch().catch(() => undefined);
      await this.pause();
    }
  }

  private async collect(): Promise<Message[]> {
    const { batchSize, windowSeconds } = this.settings;
    const batch = await this.receive(batchSize);
    if (batch.length === 0) return batch;
    for (let left = windowSeconds; left > 0 && batch.length < batchSize; left -= SECONDS_OF_A_POLL) {
      await this.pause();
      batch.push(...(await this.receive(batchSize - batch.length)));
    }
    return batch;
  }

  /** Receives what the queue has now, at most `count` messages. */
  private async receive(count: number): Promise<Message[]> {
    const { queueUrl: QueueUrl } = this.settings;
    const received: Message[] = [];
    while (received.length < count) {
      const { Messages = [] } = await this.sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: Math.min(AT_ONCE, count - received.length) }),
      );
      if (Messages.length === 0) break;
      received.push(...Messages);
    }
    return received;
  }

  private async delete(messages: readonly Message[]): Promise<void> {
    const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await this.sqs.send(new DeleteMessageBatchCommand({ QueueUrl: this.settings.queueUrl, Entries }));
  }
}
