import type { Clients } from '../../sandbox/clients';
import { LocalPipe, type PipeSettings, readPipe } from '../../sandbox/workflow/local-pipe';
import { MemoryQueue } from '../support/memory-queue';

const TARGET = 'arn:aws:states:us-east-1:123456789012:stateMachine:ingestion';

const PIPE = {
  Source: 'arn:aws:sqs:us-east-1:123456789012:events',
  SourceParameters: { SqsQueueParameters: { BatchSize: 50, MaximumBatchingWindowInSeconds: 60 } },
  Target: TARGET,
  TargetParameters: { InputTemplate: '{}' },
};

const SETTINGS: PipeSettings = {
  ...{ queueUrl: 'https://sqs/events', batchSize: 50, windowSeconds: 60 },
  ...{ target: TARGET, inputTemplate: '{}' },
};

const clientsWith = (pipe: object) =>
  ({
    pipes: { send: () => Promise.resolve(pipe) },
    sqs: { send: () => Promise.resolve({ QueueUrl: 'https://sqs/events' }) },
  }) as unknown as Clients;

test('a pipe is read as it is deployed', async () => {
  expect(await readPipe('events', clientsWith(PIPE))).toEqual(SETTINGS);
});

test('without parameters, a batch has ten messages and is not waited for', async () => {
  const { SourceParameters: _, ...plain } = PIPE;
  expect(await readPipe('events', clientsWith(plain))).toMatchObject({ batchSize: 10, windowSeconds: 0 });
});

test.each<[string, object]>([
  ['is stopped', { DesiredState: 'STOPPED' }],
  ['filters', { SourceParameters: { FilterCriteria: { Filters: [{ Pattern: '{}' }] } } }],
  ['enriches', { Enrichment: 'arn:aws:lambda:us-east-1:123456789012:function:x' }],
  ['reads a stream', { Source: 'arn:aws:kinesis:us-east-1:123456789012:stream/events' }],
  ['calls a function', { Target: 'arn:aws:lambda:us-east-1:123456789012:function:x' }],
  ['hands the messages over', { TargetParameters: {} }],
  ['hands parts of the messages over', { TargetParameters: { InputTemplate: '{"key": <$.body.key>}' } }],
])('a pipe that %s is not run', async (_, change) => {
  expect(await readPipe('events', clientsWith({ ...PIPE, ...change }))).toBeUndefined();
});

/** Moves messages by a pipe whose pauses take no time. */
function moving(change: Partial<PipeSettings> = {}) {
  const queue = new MemoryQueue();
  const inputs: unknown[][] = [];
  const target = { isGone: false };
  const start = (input: string): string => {
    if (target.isGone) throw new Error('StateMachineDoesNotExist');
    return `execution-${inputs.push(JSON.parse(input))}`;
  };
  const pipe = new LocalPipe({ ...SETTINGS, ...change }, queue, start, () => new Promise(setImmediate));
  return { queue, inputs, target, pipe };
}

const messages = (count: number) => Array.from({ length: count }, (_, index) => `documents/${index}.md`);

test('many messages start one execution, which gets nothing of them', async () => {
  const { queue, inputs, pipe } = moving();
  queue.put(...messages(25));
  await pipe.moveBatch();
  expect(inputs).toEqual([Array(25).fill({})]);
  expect(pipe.batches).toEqual([{ messages: 25, execution: 'execution-1' }]);
  expect(await pipe.isEmpty()).toBe(true);
});

test('messages that come during the window belong to the batch', async () => {
  const { queue, inputs, pipe } = moving();
  queue.put('first');
  let looks = 0;
  queue.onReceive = () => {
    looks += 1;
    if (looks < 4) queue.put('later');
  };
  await pipe.moveBatch();
  expect(inputs).toEqual([Array(4).fill({})]);
});

test('without a window, a batch is what the queue has', async () => {
  const { queue, inputs, pipe } = moving({ windowSeconds: 0 });
  queue.put(...messages(3));
  await pipe.moveBatch();
  expect(inputs).toEqual([[{}, {}, {}]]);
});

test('a batch has no more messages than the pipe says', async () => {
  const { queue, inputs, pipe } = moving({ batchSize: 12 });
  queue.put(...messages(30));
  for (let batch = 0; batch < 4; batch += 1) await pipe.moveBatch();
  expect(inputs.map(({ length }) => length)).toEqual([12, 12, 6]);
});

test('no message starts nothing', async () => {
  const { inputs, pipe } = moving();
  await pipe.moveBatch();
  expect(inputs).toEqual([]);
});

test('messages whose execution does not start stay in the queue, and come again', async () => {
  const { queue, inputs, target, pipe } = moving();
  queue.put(...messages(3));
  target.isGone = true;
  await expect(pipe.moveBatch()).rejects.toThrow('StateMachineDoesNotExist');
  expect(await pipe.isEmpty()).toBe(false);
  target.isGone = false;
  queue.giveBack();
  await pipe.moveBatch();
  expect(inputs).toEqual([[{}, {}, {}]]);
});

test('a running pipe outlives a failure, and a stopped one leaves its messages in the queue', async () => {
  const { queue, inputs, target, pipe } = moving();
  target.isGone = true;
  queue.put('one');
  pipe.start();
  while (await pipe.isEmpty()) await new Promise(setImmediate);
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  target.isGone = false;
  queue.giveBack();
  while (inputs.length === 0) await new Promise(setImmediate);
  const stopping = new Promise<void>((resolve) => {
    queue.onReceive = () => resolve(pipe.stop());
  });
  queue.put('two');
  await stopping;
  expect(inputs).toEqual([[{}]]);
  expect(await pipe.isEmpty()).toBe(false);
});
