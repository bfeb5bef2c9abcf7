import { OPERATIONS, type Operation } from '../../lambda/knowledge/contract';
import type { Settings } from '../../lambda/knowledge/settings';
import {
  answering,
  calling,
  concluding,
  GUARDED,
  KnowledgeRun,
  result,
  retrieving,
  type Script,
} from '../support/knowledge-run';
import { MARK, type Mark, marksIn } from '../support/markers';
import type { Exchange } from '../support/model-server';

let knowledge: KnowledgeRun;

beforeAll(async () => {
  knowledge = await KnowledgeRun.start();
});
afterAll(() => knowledge.stop());

const AGENT: Settings = { ...GUARDED, agent: { maxTurns: 3, maxTokens: 1_000, maxSeconds: 20 } };
const DELEGATED: Settings = {
  ...GUARDED,
  delegated: { retrieveAndGenerate: true, agentAlias: { agentId: 'AGENT00001', aliasId: 'ALIAS00001' } },
};

const PASSAGE = result(`The notice: ${MARK.document}`, ['everyone'], {
  owner: MARK.document,
  'x-amz-bedrock-kb-description': MARK.stranger,
});
const CITATION = {
  generatedResponsePart: { textResponsePart: { text: MARK.answer, span: { start: 0, end: MARK.answer.length } } },
  retrievedReferences: [PASSAGE],
};

/** A guardrail that masks a part, and says which text it has found. */
const guardrail = (exchange: Exchange) =>
  exchange.json(200, {
    action: 'GUARDRAIL_INTERVENED',
    outputs: [{ text: `Masked: ${MARK.document}` }],
    assessments: [{ sensitiveInformationPolicy: { piiEntities: [{ match: MARK.prompt, action: 'ANONYMIZED' }] } }],
    usage: {},
  });

/** Answers of Bedrock, with a mark in every text. */
const ANSWERS: Script = {
  retrieve: retrieving(PASSAGE),
  guardrail,
  converse: answering(MARK.answer, ' [1].'),
  turns: [
    calling(
      ['retrieve', { query: MARK.tool }],
      [MARK.tool, { [MARK.tool]: MARK.tool }],
      ['calculate', { expression: MARK.tool }],
      ['calculate', { [MARK.tool]: '1' }],
    ),
    concluding(`${MARK.answer} [1].`),
  ],
  delegated: (exchange) => {
    if (exchange.path.endsWith('/text')) {
      const bytes = Buffer.from(MARK.answer).toString('base64');
      exchange.event('chunk', { bytes, attribution: { citations: [CITATION] } });
      return exchange.end();
    }
    if (exchange.path.endsWith('Generate')) {
      return exchange.json(200, { sessionId: 's-1', output: { text: MARK.answer }, citations: [CITATION] });
    }
    exchange.event('output', { text: MARK.answer });
    exchange.event('citation', { ...CITATION, citation: CITATION });
    exchange.end();
  },
};

/** Marks that the caller may read, by operation. */
const SHOWN: Readonly<Record<Operation, readonly Mark[]>> = {
  retrieve: ['document'],
  ask: ['answer', 'document'],
  runAgent: ['answer', 'document'],
  retrieveAndGenerate: ['answer', 'document'],
  retrieveAndGenerateStream: ['answer', 'document'],
  invokeAgent: ['answer'],
};

/** APIs that an operation calls, and that can fail. */
const CALLED: Readonly<Record<Operation, readonly (keyof Script)[]>> = {
  retrieve: ['retrieve', 'guardrail'],
  ask: ['retrieve', 'guardrail', 'converse'],
  runAgent: ['retrieve', 'guardrail', 'turns'],
  retrieveAndGenerate: ['delegated'],
  retrieveAndGenerateStream: ['delegated'],
  invokeAgent: ['delegated'],
};

const settingsOf = (operation: Operation): Settings => (CALLED[operation].includes('delegated') ? DELEGATED : AGENT);

const ask = (operation: Operation, script: Script, fields: object = {}) =>
  knowledge.ask({ operation, text: `How long? ${MARK.prompt}`, ...fields }, script, {
    settings: settingsOf(operation),
  });

describe.each(OPERATIONS)('%s', (operation) => {
  test('shows passages and the answer, and writes neither of them into the log, nor the question', async () => {
    const { text, log } = await ask(operation, ANSWERS);
    expect(log.outcome).toBe('ok');
    expect([...marksIn(text)].sort()).toEqual(SHOWN[operation]);
    expect(marksIn(log)).toEqual([]);
  });

  test.each([
    [400, 'ValidationException'],
    [403, 'AccessDeniedException'],
    [404, 'ResourceNotFoundException'],
    [418, MARK.aws],
    [429, 'ThrottlingException'],
    [500, 'InternalServerException'],
  ])('hides the message of %i %s, whichever call fails', async (status, name) => {
    const failing = (exchange: Exchange) => exchange.error(status, name, MARK.aws);
    for (const api of CALLED[operation]) {
      const script = { ...ANSWERS, [api]: api === 'turns' ? [failing] : failing };
      const { text, log } = await ask(operation, script);
      expect([api, marksIn(text, ...SHOWN[operation]), marksIn(log)]).toEqual([api, [], []]);
    }
  });

  test.each([
    ['unknown fields', { surprise: MARK.stranger }],
    ['a model that is not allowed', { modelId: MARK.stranger }],
    ['a session that nobody can have', { sessionId: MARK.stranger }],
    ['a filter with a wrong operator', { filter: { startsWith: { key: MARK.stranger, value: MARK.stranger } } }],
    ['no text', { text: { [MARK.prompt]: MARK.prompt } }],
    ['a question that is too long', { text: MARK.prompt.repeat(100) }],
  ])('does not repeat what it refuses: %s', async (_, fields) => {
    const { text, log } = await ask(operation, ANSWERS, fields);
    expect(log.outcome).toBe('invalid_request');
    expect([marksIn(text), marksIn(log)]).toEqual([[], []]);
  });
});

test('the trace of a run has no text: neither of tools, nor of the model, nor of passages', async () => {
  const { events } = await ask('runAgent', ANSWERS);
  const trace = events().filter(({ event }) => event !== 'passages' && event !== 'text');
  expect(trace.map(({ event }) => event)).toEqual(['turn', 'tool', 'tool', 'tool', 'tool', 'turn', 'end']);
  expect(marksIn(trace)).toEqual([]);
});

test('a stream that fails on the way hides the failure, and keeps it out of the log', async () => {
  const broken: Script['delegated'] = (exchange) => {
    exchange.event('output', { text: 'Three months.' });
    exchange.exception('validationException', MARK.aws);
    exchange.end();
  };
  const { text, log } = await ask('retrieveAndGenerateStream', { delegated: broken });
  expect(text).toContain('event: error');
  expect([marksIn(text), marksIn(log)]).toEqual([[], []]);
});
