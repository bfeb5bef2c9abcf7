import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { TextOutput } from '../../../cli/functions/text-output';
import { type ChatStreams, chat, type Turn } from '../../../cli/inference/chat';
import { guarded } from '../../../cli/terminal/guarded-terminal';
import { AskRun, AskStandIn, askIn } from '../../support/ask-run';
import type { Exchange } from '../../support/model-server';

let aws: AskStandIn;
beforeAll(async () => {
  aws = await AskStandIn.start();
});
afterAll(() => aws.stop());

const answer = (text: string) => (exchange: Exchange) => {
  exchange.startAnswer(text);
  exchange.stopAnswer();
};
const messagesOf = (marker: string) =>
  JSON.parse(aws.models.requestsWith(marker).at(-1)?.body ?? '').messages.map(
    ({ role, content: [{ text }] }: { role: string; content: [{ text: string }] }) => `${role}: ${text}`,
  );

describe('a chat', () => {
  test('remembers what was said, until /exit', async () => {
    aws.models.on('gamma', answer('third'));
    aws.models.on('beta', answer('second'));
    aws.models.on('alpha', answer('first'));
    const run = AskRun.open(['--chat', 'alpha'], aws.url);
    await run.says('first');
    run.child.stdin?.write('beta\n\n');
    await run.says('second');
    run.child.stdin?.write('gamma\n/exit\nnever\n');
    expect(await run.end()).toMatchObject({ code: 0, stdout: 'first\nsecond\nthird\n' });
    expect(messagesOf('gamma')).toEqual([
      'user: alpha',
      'assistant: first',
      'user: beta',
      'assistant: second',
      'user: gamma',
    ]);
    expect(aws.models.requestsWith('never')).toEqual([]);
  });

  test('answers /help, says that another /word is unknown, and sends neither', async () => {
    aws.models.on('hosts', answer('A file.'));
    const before = aws.models.requestsWith('').length;
    const lines = ['/help', '/halp me', '/etc/hosts is what?', ' /slash hosts', '/exit ', 'never'];
    const { code, stdout, stderr } = await AskRun.start(['--chat'], aws.url, lines.join('\n')).end();
    expect({ code, stdout }).toEqual({ code: 2, stdout: 'A file.\nA file.\n' });
    expect(stderr).toContain('/exit  ends the chat');
    expect(stderr).toContain('/halp is not a command. Nothing was sent to the model; /help lists the commands.');
    expect(messagesOf('/slash')).toEqual(['user: /etc/hosts is what?', 'assistant: A file.', 'user:  /slash hosts']);
    expect(aws.models.requestsWith('').length - before).toBe(2);
  });

  test('takes a command as its first question, too', async () => {
    const { code, stdout } = await AskRun.start(['--chat', '/exit'], aws.url, 'never\n').end();
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  });

  test('forgets a turn that was no answer, and says so in the exit code', async () => {
    aws.models.on('after all', answer('fine'));
    aws.models.on('forbidden', (exchange) => {
      exchange.startAnswer('Blocked.');
      exchange.event('messageStop', { stopReason: 'guardrail_intervened' });
      exchange.end();
    });
    const { code, stdout, stderr } = await askIn(aws, ['--chat'], 'forbidden\nafter all');
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'Blocked.\nfine\n' });
    expect(stderr).toContain('The guardrail intervened');
    expect(messagesOf('after all')).toEqual(['user: after all']);
  });

  test('that is piped in ends with the first error', async () => {
    aws.models.on('broken', (exchange) => exchange.error(403, 'AccessDeniedException', 'no'));
    const { code, stdout, stderr } = await askIn(aws, ['--chat'], 'broken\nlater');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('access_denied');
    expect(aws.models.requestsWith('later')).toEqual([]);
  });
});

describe('a chat on a terminal', () => {
  /** Terminal as a person sees it and types in it; nothing here but the streams is a terminal. */
  const terminal = (turn: Turn) => {
    const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
    const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
    const stop = new AbortController();
    const streams = { stdin, stderr } as unknown as ChatStreams;
    return { stdin, stop, outcome: chat(streams, undefined, turn, stop), shown: () => String(stderr.read()) };
  };

  test('Ctrl-C stops the answer that is coming, at the prompt the whole', async () => {
    const stopped: string[] = [];
    const { stdin, stop, outcome, shown } = terminal(async (question, signal) => {
      stdin.write('\x03');
      if (!signal.aborted) await once(signal, 'abort');
      stopped.push(question);
      if (stopped.length === 2) setImmediate(() => stdin.write('\x03'));
      return 0;
    });
    stdin.write('one\rtwo\r');
    expect(await outcome).toBe(0);
    expect(stopped).toEqual(['one', 'two']);
    expect(stop.signal.reason).toBe(130);
    expect(shown()).toMatch(/> .*one.*> .*\n$/s);
  });

  test('Ctrl-D ends it, even while an answer comes', async () => {
    const { stdin, stop, outcome } = terminal(async () => {
      stdin.write('\x04');
      await new Promise(setImmediate);
      return 1;
    });
    stdin.write('one\r');
    expect(await outcome).toBe(1);
    expect(stop.signal.aborted).toBe(false);
  });
});

test('what a model writes does not steer a terminal', () => {
  const written: string[] = [];
  const write = (text: string) => written.push(text) > 0;
  const text = 'A\x1b]0;title\x07\tB\r\n';
  for (const isTTY of [true, false])
    void new TextOutput(guarded({ isTTY, write } as unknown as NodeJS.WriteStream)).write(text);
  expect(written).toEqual(['A\\u001b]0;title\\u0007\tB\\u000d\n', text]);
});

describe('Ctrl-C', () => {
  test.each([
    ['a question', ['forever']],
    ['a chat', ['--chat', 'forever']],
  ])('ends %s and the call of the model', async (_, args) => {
    aws.models.on('forever', (exchange) => exchange.startAnswer('Once upon a time'));
    const run = AskRun.open(args, aws.url);
    if (!args.includes('--chat')) run.child.stdin?.end();
    await run.says('Once upon');
    run.child.kill('SIGINT');
    expect(await run.end()).toEqual({ code: 130, stdout: 'Once upon a time\n', stderr: '' });
    await aws.models.requestsWith('forever').at(-1)?.closed;
  });

  test('before the first word, and while the function is looked for', async () => {
    const asked = new Promise<void>((resolve) => aws.models.on('silence', () => resolve()));
    const run = AskRun.start(['silence'], aws.url);
    await asked;
    run.child.kill('SIGINT');
    expect(await run.end()).toEqual({ code: 130, stdout: '', stderr: '' });
    await aws.models.requestsWith('silence')[0]?.closed;

    const looking = new Promise<void>((resolve) => {
      aws.stacks = () => resolve();
    });
    const other = AskRun.start(['anything'], aws.url);
    await looking;
    other.child.kill('SIGINT');
    expect(await other.end()).toEqual({ code: 130, stdout: '', stderr: '' });
    aws.stacks = undefined;
  });
});
