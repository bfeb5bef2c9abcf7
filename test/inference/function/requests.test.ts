import { readRequest } from '../../../lambda/inference/request/request';
import { CLAUDE, fieldsOf, MESSAGES, NOVA, SETTINGS } from '../../support/inference-run';
import { issuesOf, pathsOf } from '../../support/request-issues';

describe('requests', () => {
  test('takes the first model unless one is named, and only one that is allowed', () => {
    expect(readRequest({ operation: 'converse', messages: MESSAGES }, SETTINGS).modelId).toBe(NOVA);
    expect(readRequest({ operation: 'converse', messages: MESSAGES, modelId: CLAUDE }, SETTINGS).modelId).toBe(CLAUDE);
    for (const modelId of ['other', '', null, 1, {}, `${NOVA} `]) {
      expect(pathsOf({ operation: 'converse', messages: MESSAGES, modelId })).toContain('modelId');
    }
  });

  test('passes base64 wherever the API has bytes', () => {
    const bytes = Buffer.from([0, 1, 254, 255]).toString('base64');
    const image = { image: { format: 'png', source: { bytes } } };
    const document = (name: string) => ({ document: { name, format: 'pdf', source: { bytes } } });
    const video = { video: { format: 'mp4', source: { bytes } } };
    const request = readRequest(
      {
        operation: 'converse',
        system: [
          { text: 'be brief' },
          { guardContent: { image: { format: 'png', source: { bytes } } } },
          { cachePoint: { type: 'default' } },
        ],
        messages: [
          {
            role: 'user',
            content: [image, document('d'), video, { guardContent: { text: { text: 'x', qualifiers: ['query'] } } }],
          },
          {
            role: 'assistant',
            content: [
              { reasoningContent: { redactedContent: bytes } },
              { toolUse: { toolUseId: 't', name: 'f', input: { deep: [1, null] } } },
            ],
          },
          {
            role: 'user',
            content: [
              {
                toolResult: {
                  toolUseId: 't',
                  status: 'success',
                  content: [{ json: { ok: true } }, image, document('e'), video],
                },
              },
            ],
          },
        ],
      },
      SETTINGS,
    );
    const at = (value: unknown, ...path: readonly (string | number)[]) =>
      path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown>)[step], value);
    const input = fieldsOf(request);
    for (const path of [
      ['system', 1, 'guardContent', 'image', 'source', 'bytes'],
      ['messages', 0, 'content', 0, 'image', 'source', 'bytes'],
      ['messages', 0, 'content', 1, 'document', 'source', 'bytes'],
      ['messages', 0, 'content', 2, 'video', 'source', 'bytes'],
      ['messages', 1, 'content', 0, 'reasoningContent', 'redactedContent'],
      ['messages', 2, 'content', 0, 'toolResult', 'content', 1, 'image', 'source', 'bytes'],
      ['messages', 2, 'content', 0, 'toolResult', 'content', 2, 'document', 'source', 'bytes'],
      ['messages', 2, 'content', 0, 'toolResult', 'content', 3, 'video', 'source', 'bytes'],
    ]) {
      expect(at(input, ...path)).toBe(bytes);
    }
    expect(at(input, 'messages', 1, 'content', 1, 'toolUse', 'input')).toEqual({ deep: [1, null] });
  });

  test('passes every field of Converse and of InvokeModel', () => {
    const conversation = {
      messages: MESSAGES,
      system: [{ text: 's' }],
      inferenceConfig: { maxTokens: 10, temperature: 0.5, topP: 1, stopSequences: ['END'] },
      toolConfig: {
        tools: [{ toolSpec: { name: 'f', inputSchema: { json: { type: 'object' } } } }],
        toolChoice: { auto: {} },
      },
      guardrailConfig: { guardrailIdentifier: 'mine', guardrailVersion: 'DRAFT', trace: 'enabled' },
      additionalModelRequestFields: { top_k: 5 },
      additionalModelResponseFieldPaths: ['/stop_sequence'],
      promptVariables: { who: { text: 'me' } },
      requestMetadata: { team: 'a' },
      performanceConfig: { latency: 'optimized' },
      serviceTier: { type: 'flex' },
      outputConfig: { textFormat: { type: 'json_schema', structure: { jsonSchema: { schema: '{}' } } } },
    };
    expect(fieldsOf(readRequest({ operation: 'converse', ...conversation }, SETTINGS))).toEqual({
      ...conversation,
      modelId: NOVA,
    });
    const streamed = {
      ...conversation,
      guardrailConfig: { ...conversation.guardrailConfig, streamProcessingMode: 'async' },
    };
    expect(fieldsOf(readRequest({ operation: 'converseStream', ...streamed }, SETTINGS))).toEqual({
      ...streamed,
      modelId: NOVA,
    });
    expect(pathsOf({ operation: 'converse', ...streamed })).toEqual(['guardrailConfig.streamProcessingMode']);

    const { body, ...invocation } = {
      body: { any: ['json', 1] },
      contentType: 'application/json',
      accept: 'application/json',
      trace: 'ENABLED',
      guardrailIdentifier: 'mine',
      guardrailVersion: '1',
      performanceConfigLatency: 'standard',
      serviceTier: 'priority',
    };
    for (const operation of ['invokeModel', 'invokeModelWithResponseStream']) {
      const { input } = readRequest({ operation, body, ...invocation }, SETTINGS);
      expect(input).toEqual({ ...invocation, modelId: NOVA, body: JSON.stringify(body) });
    }
  });

  test.each<[string, unknown, readonly string[]]>([
    ['no object', 'text', ['']],
    ['a list', [], ['']],
    ['null', null, ['']],
    ['no operation', {}, ['operation']],
    ['an operation by another name', { operation: 'toString' }, ['operation']],
    ['no messages', { operation: 'converse' }, ['messages']],
    ['empty messages', { operation: 'converse', messages: [] }, ['messages']],
    ['an unknown field', { operation: 'converse', messages: MESSAGES, prompt: 'x' }, ['prompt']],
    ['a field of another operation', { operation: 'invokeModel', body: {}, messages: MESSAGES }, ['messages']],
    ['no body', { operation: 'invokeModel' }, ['body']],
    [
      'a header that ends early',
      { operation: 'invokeModel', body: {}, accept: 'a\r\nx: y', contentType: 'é' },
      ['contentType', 'accept'],
    ],
    ['null for a list', { operation: 'converse', messages: MESSAGES, system: null }, ['system']],
    ['an empty message', { operation: 'converse', messages: [{ role: 'user', content: [] }] }, ['messages[0].content']],
    [
      'everything at once',
      {
        operation: 'converseStream',
        modelId: 'nope',
        messages: [
          {
            role: 'robot',
            content: [
              { text: 1 },
              { txt: 'a' },
              {},
              { text: 'a', image: {} },
              { image: { format: 'bmp', source: { bytes: '***' } } },
            ],
          },
        ],
        inferenceConfig: { maxTokens: 0, temperature: 2, topP: '1', stopSequences: [''] },
        toolConfig: { tools: [{ toolSpec: { name: 'no spaces', inputSchema: {} } }] },
        requestMetadata: { a: 1 },
        performanceConfig: { latency: 'fast' },
        serviceTier: {},
      },
      [
        'modelId',
        'messages[0].role',
        'messages[0].content[0].text',
        'messages[0].content[1]',
        'messages[0].content[2]',
        'messages[0].content[3]',
        'messages[0].content[4].image.format',
        'messages[0].content[4].image.source.bytes',
        'inferenceConfig.maxTokens',
        'inferenceConfig.temperature',
        'inferenceConfig.topP',
        'inferenceConfig.stopSequences',
        'toolConfig.tools[0].toolSpec.name',
        'toolConfig.tools[0].toolSpec.inputSchema',
        'requestMetadata.a',
        'performanceConfig.latency',
        'serviceTier.type',
      ],
    ],
  ])('names the path of what is wrong: %s', (_, event, paths) => {
    expect(pathsOf(event).toSorted()).toEqual([...paths].sort());
  });

  test('bounds size, depth, counts and the report itself', () => {
    const converse = (more: object) => issuesOf({ operation: 'converse', messages: MESSAGES, ...more });
    expect(converse({ system: [{ text: 'x'.repeat(100_000) }] })).toEqual([': must have at most 100000 bytes of JSON']);
    let deep: unknown = 1;
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    expect(converse({ additionalModelRequestFields: deep })).toEqual([expect.stringContaining('at most 64 levels')]);
    expect(converse({ unknown: deep })).toEqual([expect.stringContaining('unknown: is not a field')]);
    expect(issuesOf(deep)).toEqual([': must be a JSON object']);
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    expect(converse({ additionalModelRequestFields: cyclic })).toEqual([expect.stringContaining('at most 64 levels')]);
    const wide: unknown[] = [];
    for (let index = 0; index < 4; index++) wide.push(wide);
    expect(converse({ additionalModelRequestFields: wide })).toHaveLength(1);
    expect(converse({ additionalModelRequestFields: Array(200_001).fill(0) })).toEqual([
      expect.stringContaining('at most 200000 values'),
    ]);
    expect(converse({ messages: Array(2_001).fill(MESSAGES[0]) })).toEqual([
      expect.stringContaining('1 to 2000 entries'),
    ]);
    expect(converse({ system: Array(10_001).fill({ text: '' }) })).toEqual([
      expect.stringContaining('at most 10000 entries'),
    ]);
    expect(converse({ system: Array(1_000).fill({ txt: '' }) })).toHaveLength(50);
    // Past what is reported, wrong types must still be seen as such.
    expect(
      converse({ system: Array(1_000).fill({ txt: '' }), requestMetadata: { a: null }, serviceTier: { type: [] } }),
    ).toHaveLength(50);
  });

  test('refuses __proto__ wherever it stands, and pollutes nothing', () => {
    const parse = (json: string) =>
      JSON.parse(`{"operation":"converse","messages":[{"role":"user","content":[{"text":"x"}]}],${json}}`);
    expect(issuesOf(parse('"__proto__":{"polluted":1}'))).toEqual(['(unprintable): is not a field of this operation']);
    expect(pathsOf(parse('"inferenceConfig":{"__proto__":{"polluted":1}}'))).toEqual(['inferenceConfig.(unprintable)']);
    expect(pathsOf(parse('"requestMetadata":{"__proto__":"x"}'))).toEqual(['requestMetadata']);
    expect(pathsOf(parse('"additionalModelRequestFields":{"a":[{"__proto__":1}]}'))).toEqual([
      'additionalModelRequestFields',
    ]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('never repeats a value, nor a name from inside free JSON', () => {
    const event = {
      operation: 'converse',
      modelId: 'SECRET',
      messages: [{ role: 'SECRET', content: [{ 'SECRET !': 1 }] }],
      additionalModelRequestFields: { SECRET: Number.NaN },
    };
    expect(issuesOf(event)).toHaveLength(4);
    expect(issuesOf(event).join()).not.toContain('SECRET');
  });
});
