import { readRequest } from '../../../lambda/inference/request/request';
import { fieldsOf, GUARDED, MESSAGES, run, SETTINGS, streamOf } from '../../support/inference-run';
import { issuesOf, pathsOf } from '../../support/request-issues';

const CONVERSATIONS = ['converse', 'converseStream'];
const INVOCATIONS = ['invokeModel', 'invokeModelWithResponseStream'];
const BOTH = [...CONVERSATIONS, ...INVOCATIONS];

/** The least that each operation takes. */
const least = (operation: string) => ({
  operation,
  ...(INVOCATIONS.includes(operation) ? { body: {} } : { messages: MESSAGES }),
});

describe('guardrail', () => {
  const ours = { guardrailIdentifier: 'gr1', guardrailVersion: '3' };

  test('every request is sent with it, untraced and in sync, whether the caller says so or not', () => {
    const whole = { ...ours, trace: 'disabled' };
    const sent: readonly [string, object][] = [
      ['converse', { guardrailConfig: whole }],
      ['converseStream', { guardrailConfig: { ...whole, streamProcessingMode: 'sync' } }],
      ['invokeModel', { ...ours, trace: 'DISABLED' }],
      ['invokeModelWithResponseStream', { ...ours, trace: 'DISABLED' }],
    ];
    for (const [operation, fields] of sent) {
      const sentBy = (event: object, settings = GUARDED) => fieldsOf(readRequest(event, settings));
      const whole = sentBy(least(operation));
      expect(whole).toMatchObject(fields);
      expect(sentBy({ ...least(operation), ...fields })).toEqual(whole);
      expect(Object.keys(sentBy(least(operation), SETTINGS))).not.toContain(Object.keys(fields)[0]);
    }
  });

  test('a request that names another is refused', () => {
    for (const operation of CONVERSATIONS) {
      for (const other of ['gr2', '', null, 1]) {
        const guardrailConfig = { guardrailIdentifier: other, guardrailVersion: 'DRAFT' };
        expect(pathsOf({ ...least(operation), guardrailConfig }, GUARDED)).toEqual([
          'guardrailConfig.guardrailIdentifier',
          'guardrailConfig.guardrailVersion',
        ]);
      }
      expect(pathsOf({ ...least(operation), guardrailConfig: null }, GUARDED)).toEqual(['guardrailConfig']);
    }
    for (const operation of INVOCATIONS) {
      expect(pathsOf({ ...least(operation), guardrailVersion: '4' }, GUARDED)).toEqual(['guardrailVersion']);
    }
  });

  const marked = { guardContent: { text: { text: 'only this' } } };
  const reserved = { 'amazon-bedrock-guardrailConfig': { tagSuffix: 'x', streamProcessingMode: 'ASYNCHRONOUS' } };

  test.each<[string, readonly string[], object, string, RegExp]>([
    ['a trace', CONVERSATIONS, { guardrailConfig: { ...ours, trace: 'enabled' } }, 'guardrailConfig.trace', /disabled/],
    [
      'a full trace',
      CONVERSATIONS,
      { guardrailConfig: { ...ours, trace: 'enabled_full' } },
      'guardrailConfig.trace',
      /disabled/,
    ],
    ['a trace', INVOCATIONS, { trace: 'ENABLED' }, 'trace', /DISABLED/],
    ['a full trace', INVOCATIONS, { trace: 'ENABLED_FULL' }, 'trace', /DISABLED/],
    [
      'a stream ahead of the guardrail',
      ['converseStream'],
      { guardrailConfig: { ...ours, streamProcessingMode: 'async' } },
      'guardrailConfig.streamProcessingMode',
      /sync/,
    ],
    [
      'a mark in the system prompt',
      CONVERSATIONS,
      { system: [{ text: 's' }, marked] },
      'system[1].guardContent',
      /block/,
    ],
    [
      'a mark in a message',
      CONVERSATIONS,
      { messages: [...MESSAGES, { role: 'assistant', content: [{ text: 'a' }, { text: 'b' }, marked] }] },
      'messages[1].content[2].guardContent',
      /block/,
    ],
    ['a name of Bedrock', INVOCATIONS, { body: reserved }, 'body.amazon-bedrock-guardrailConfig', /omit it/],
    [
      'a name of Bedrock, in capitals',
      INVOCATIONS,
      { body: { 'Amazon-Bedrock-Trace': 1 } },
      'body.Amazon-Bedrock-Trace',
      /omit it/,
    ],
    [
      'a name of Bedrock',
      CONVERSATIONS,
      { additionalModelRequestFields: { top_k: 1, ...reserved } },
      'additionalModelRequestFields.amazon-bedrock-guardrailConfig',
      /omit it/,
    ],
  ])('%s: %j pass it without a guardrail, and refuse it with one', async (_, operations, fields, path, advice) => {
    for (const operation of operations) {
      const event = { ...least(operation), ...fields };
      const reply = () => ({
        $metadata: {},
        stream: streamOf({ messageStop: {} }),
        body: operation.endsWith('Stream') ? streamOf({ chunk: { bytes: Buffer.from('{}') } }) : Buffer.from('{}'),
      });
      // The guardrail is the deployment's in one case and the caller's in the other.
      expect((await run(event, { reply })).sent).toHaveLength(1);
      const { sent, log } = await run(event, { reply, settings: GUARDED });
      expect({ sent, outcome: log.outcome }).toEqual({ sent: [], outcome: 'invalid_request' });
      expect(pathsOf(event, GUARDED)).toEqual([path]);
      expect(issuesOf(event, GUARDED)[0]?.slice(path.length)).toMatch(advice);
    }
  });

  test('all of them are reported at once', () => {
    const event = {
      operation: 'converseStream',
      system: [marked],
      messages: [null, { role: 'user', content: [marked, { text: 'x' }, marked] }],
      guardrailConfig: { trace: 'loud', streamProcessingMode: null },
      additionalModelRequestFields: reserved,
    };
    expect(pathsOf(event, GUARDED).toSorted()).toEqual([
      'additionalModelRequestFields.amazon-bedrock-guardrailConfig',
      'guardrailConfig.streamProcessingMode',
      'guardrailConfig.trace',
      'messages[0]',
      'messages[1].content[0].guardContent',
      'messages[1].content[2].guardContent',
      'system[0].guardContent',
    ]);
  });

  test('the same names deeper within free JSON are the caller’s own', () => {
    const inner = { inner: { ...reserved, ...marked }, guardContent: 1, note: 'amazon-bedrock-' };
    for (const operation of BOTH) {
      const free = operation.startsWith('invoke') ? { body: inner } : { additionalModelRequestFields: inner };
      expect(pathsOf({ ...least(operation), ...free }, GUARDED)).toEqual([]);
    }
  });
});
