import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** Queue in memory, for a client that reads it. A message that was received is delivered again after `giveBack`. */
export class MemoryQueue implements Pick<SQSClient, 'send'> {
  private readonly waiting: Message[] = [];
  private readonly received = new Map<string, Message>();
  private sent = 0;

  /** Is told after each reception. */
  onReceive: () => void = () => undefined;

  put(...bodies: readonly string[]): void {
    this.waiting.push(...bodies.map((Body) => ({ Body, ReceiptHandle: String(++this.sent) })));
  }

  /** Makes received messages visible again, as the end of their visibility timeout does. */
  giveBack(): void {
    this.waiting.unshift(...this.received.values());
    this.received.clear();
  }

  readonly send = (command: unknown): never => Promise.resolve(this.answer(command)) as never;

  private answer(command: unknown): object {
    if (command instanceof ReceiveMessageCommand) {
      const Messages = this.waiting.splice(0, command.input.MaxNumberOfMessages);
      for (const one of Messages) this.received.set(one.ReceiptHandle ?? '', one);
      this.onReceive();
      return Messages.length > 0 ? { Messages } : {};
    }
    if (command instanceof DeleteMessageBatchCommand) {
      for (const { ReceiptHandle = '' } of command.input.Entries ?? []) this.received.delete(ReceiptHandle);
      return { Successful: [], Failed: [] };
    }
    if (!(command instanceof GetQueueAttributesCommand)) throw new Error('a queue has no such operation here');
    return {
      Attributes: {
        ApproximateNumberOfMessages: String(this.waiting.length),
        ApproximateNumberOfMessagesNotVisible: String(this.received.size),
      },
    };
  }
}
