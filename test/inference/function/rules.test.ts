import * as sdk from '@aws-sdk/client-bedrock-runtime';
import { NormalizedSchema } from '@smithy/core/schema';
import { RULES } from '../../../lambda/inference/request/rules';
import { isBase64 } from '../../../lambda/inference/request/shape';
import { MESSAGES } from '../../support/inference-run';
import { issuesOf } from '../../support/request-issues';

describe('rules', () => {
  test('base64 is taken only as it is written by encoders', () => {
    expect(isBase64('AAEC/v8=')).toBe(true);
    for (const text of ['', 'A', 'AAA', 'AA==AA==', 'AA-_', 'AAEC\n', ' AAE', '====', 'AAé='])
      expect(isBase64(text)).toBe(false);
  });

  test('every rule stands for a member that the SDK has', () => {
    for (const key of Object.keys(RULES)) {
      const [structure, member = ''] = key.split('.');
      const schema = (sdk as unknown as Record<string, unknown>)[`${structure}$`];
      expect(schema && [...NormalizedSchema.of(schema as never).structIterator()].map(([name]) => name)).toContain(
        member,
      );
    }
  });

  test('every header that InvokeModel sends has a rule', () => {
    for (const schema of [sdk.InvokeModelRequest$, sdk.InvokeModelWithResponseStreamRequest$]) {
      const structure = NormalizedSchema.of(schema);
      for (const [name, member] of structure.structIterator()) {
        if (member.getMergedTraits().httpHeader) expect(RULES).toHaveProperty([`${structure.getName()}.${name}`]);
      }
    }
  });

  /** Each way through the schema to a member of this name. A structure within itself is not entered again. */
  const waysTo = (
    name: string,
    schema: NormalizedSchema,
    way = '',
    within: readonly string[] = [],
  ): readonly string[] => {
    if (schema.isListSchema()) return waysTo(name, schema.getValueSchema(), `${way}[]`, within);
    if (!schema.isStructSchema() || within.includes(schema.getName() ?? '')) return [];
    return [...schema.structIterator()].flatMap(([member, inner]) =>
      member === name
        ? [`${way}.${name}`]
        : waysTo(name, inner, `${way}.${member}`, [...within, schema.getName() ?? '']),
    );
  };

  test('an SDK that takes a mark for the guardrail anywhere else shows here: loopholes.ts looks in two places', () => {
    for (const schema of [sdk.ConverseRequest$, sdk.ConverseStreamRequest$]) {
      expect(waysTo('guardContent', NormalizedSchema.of(schema))).toEqual([
        '.messages[].content[].guardContent',
        '.system[].guardContent',
      ]);
    }
  });

  test.each<[string, object, object]>([
    ['inferenceConfig', { maxTokens: 1, temperature: 0, topP: 1 }, { maxTokens: 1.5 }],
    ['inferenceConfig', { stopSequences: [] }, { temperature: -0.1 }],
    [
      'requestMetadata',
      Object.fromEntries(Array.from({ length: 16 }, (_, n) => [`k${n}`, ''])),
      { k: 'x'.repeat(257) },
    ],
    ['requestMetadata', {}, Object.fromEntries(Array.from({ length: 17 }, (_, n) => [`k${n}`, '']))],
    ['additionalModelResponseFieldPaths', ['/a'], ['']],
    ['serviceTier', { type: 'default' }, { type: 'gold' }],
    ['outputConfig', { effort: 'low' }, { textFormat: { type: 'xml', structure: { jsonSchema: { schema: '' } } } }],
    ['toolConfig', { tools: [{ systemTool: { name: 'nova_grounding' } }] }, { tools: [] }],
  ])('%s: takes its limits and nothing beyond', (field, right, wrong) => {
    const event = { operation: 'converse', messages: MESSAGES };
    expect(issuesOf({ ...event, [field]: right })).toEqual([]);
    expect(issuesOf({ ...event, [field]: wrong })).toHaveLength(1);
  });

  test.each<[object, number]>([
    [{ image: { format: 'webp', source: { s3Location: { uri: 's3://bucket/key.webp' } } } }, 0],
    [{ image: { format: 'webp', source: { s3Location: { uri: 'https://bucket/key.webp' } } } }, 1],
    [{ document: { name: '', source: { text: 'x' } } }, 1],
    [{ document: { name: 'x'.repeat(201), source: { text: 'x' } } }, 1],
    [{ audio: { format: 'x-ray', source: { bytes: 'AAEC' } } }, 1],
    [{ video: { format: 'mp4', source: { bytes: 'AAEC', s3Location: { uri: 's3://bucket/key' } } } }, 1],
    [{ toolResult: { toolUseId: 't', content: [], status: 'maybe' } }, 1],
    [{ guardContent: { text: { text: 'x', qualifiers: ['guard_content', 'other'] } } }, 1],
    [{ cachePoint: { type: 'default', ttl: '2h' } }, 1],
  ])('content block %j has %i issues', (block, count) => {
    expect(issuesOf({ operation: 'converse', messages: [{ role: 'user', content: [block] }] })).toHaveLength(count);
  });
});
