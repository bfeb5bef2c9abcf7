import { Writable } from 'node:stream';
import { openAnswer } from '../../../lambda/shared/answer';
import { failureOf, named } from '../../../lambda/shared/failures/failures';
import { MESSAGES, run } from '../../support/inference-run';
import { parseEvents } from '../../support/server-sent-events';

const text = { message: { role: 'assistant', content: [{ text: 'hello' }] } };

test.each<[string, object]>([
  ['nothing', {}],
  ['no output', { stopReason: 'end_turn' }],
  ['an output that is no object', { output: 'hello', stopReason: 'end_turn' }],
  ['an empty output', { output: {}, stopReason: 'end_turn' }],
  ['a message without content', { output: { message: { role: 'assistant' } }, stopReason: 'end_turn' }],
  ['a message whose content is no list', { output: { message: { content: 'hello' } }, stopReason: 'end_turn' }],
  ['no reason why it stopped', { output: text }],
  ['an empty reason why it stopped', { output: text, stopReason: '' }],
])('a success with %s is a failure that can be tried again', async (_, answer) => {
  const { text: document, log } = await run(
    { operation: 'converse', messages: MESSAGES },
    { reply: () => ({ $metadata: {}, ...answer }) },
  );
  expect(log).toMatchObject({ outcome: 'unreadable_answer' });
  expect(JSON.parse(document).error).toMatchObject({ code: 'unreadable_answer', retryable: true });
});

test('an output of a kind that is not known yet is passed on', async () => {
  const answer = { output: { somethingNew: { x: 1 } }, stopReason: 'end_turn' };
  const { text: document } = await run(
    { operation: 'converse', messages: MESSAGES },
    { reply: () => ({ $metadata: {}, ...answer }) },
  );
  expect(JSON.parse(document)).toEqual(answer);
});

describe('after its failure', () => {
  const failed = async (streaming: boolean) => {
    let written = '';
    const stream = new Writable({
      write(chunk, _encoding, done) {
        written += chunk;
        done();
      },
    });
    const limit = { signal: new AbortController().signal, abort: () => undefined };
    const answer = openAnswer(stream, streaming, limit as never);
    await answer.fail(failureOf(named('ThrottlingException'), undefined), 'r-1');
    await (streaming ? answer.event('contentBlockDelta', '{}') : answer.document('{"late":true}'));
    await answer.end();
    return written;
  };

  test('a stream has no further event', async () => {
    expect(parseEvents(await failed(true)).map(({ event }) => event)).toEqual(['error']);
  });

  test('a document has no further text', async () => {
    expect(Object.keys(JSON.parse(await failed(false)))).toEqual(['error']);
  });
});
