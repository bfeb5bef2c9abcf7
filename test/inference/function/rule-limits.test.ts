import * as sdk from '@aws-sdk/client-bedrock-runtime';
import { RULES } from '../../../lambda/inference/request/rules';
import { MESSAGES } from '../../support/inference-run';
import { issuesOf } from '../../support/request-issues';

const long = (length: number) => 'x'.repeat(length);
const list = (length: number, value: unknown = 'x') => Array.from({ length }, () => value);
const map = (length: number, value: unknown = 'x') =>
  Object.fromEntries(Array.from({ length }, (_, at) => [`k${at}`, value]));

/** Values that a member takes, up to its limits, and values beyond them. */
type Limits = readonly [right: readonly unknown[], wrong: readonly unknown[]];

const HEADER = (most: number): Limits => [
  ['x', 'x y', long(most)],
  ['', long(most + 1), ' x', 'x ', 'x\r\ny: z', 'é'],
];
const NAME: Limits = [
  ['a', 'A_-9', long(64)],
  ['', long(65), 'a b', 'a.b', 'é'],
];
const OBJECT: Limits = [
  [{}, { a: 1 }],
  [[], 'x', null],
];
const TOOL_USE_ID: Limits = [
  ['x', long(256)],
  ['', long(257)],
];
const ENUMERATION = (values: Readonly<Record<string, string>>): Limits => [
  Object.values(values),
  ['', 'none of them', ...Object.values(values).map((value) => `${value}?`)],
];

const converse: Readonly<Record<string, Limits>> = {
  messages: [
    [list(1), list(2_000)],
    [[], list(2_001)],
  ],
  requestMetadata: [
    [{}, map(16), { k: '' }, { k: long(256) }],
    [map(17), { k: 'x', l: long(257) }],
  ],
  additionalModelRequestFields: OBJECT,
  additionalModelResponseFieldPaths: [
    [[], list(10), ['/a', long(256)]],
    [list(11), ['/a', ''], [long(257)]],
  ],
};

const invokeModel: Readonly<Record<string, Limits>> = {
  contentType: HEADER(256),
  accept: HEADER(256),
  trace: ENUMERATION(sdk.Trace),
  guardrailIdentifier: HEADER(2_048),
  guardrailVersion: HEADER(16),
  performanceConfigLatency: ENUMERATION(sdk.PerformanceConfigLatency),
  serviceTier: ENUMERATION(sdk.ServiceTierType),
  requestMetadata: HEADER(4_096),
};

const of = (structures: readonly string[], limits: Readonly<Record<string, Limits>>) =>
  Object.fromEntries(
    structures.flatMap((structure) => Object.entries(limits).map(([name, one]) => [`${structure}.${name}`, one])),
  );

/** Limits of the API by member. Source: Amazon Bedrock API Reference, "Amazon Bedrock Runtime", data types. */
const LIMITS: Readonly<Record<string, Limits>> = {
  ...of(['ConverseRequest', 'ConverseStreamRequest'], converse),
  ...of(['InvokeModelRequest', 'InvokeModelWithResponseStreamRequest'], invokeModel),
  ...of(['GuardrailConfiguration', 'GuardrailStreamConfiguration'], {
    guardrailIdentifier: HEADER(2_048),
    guardrailVersion: HEADER(16),
    trace: ENUMERATION(sdk.GuardrailTrace),
  }),
  'AudioBlock.format': ENUMERATION(sdk.AudioFormat),
  'CachePointBlock.ttl': ENUMERATION(sdk.CacheTTL),
  'CachePointBlock.type': ENUMERATION(sdk.CachePointType),
  'DocumentBlock.format': ENUMERATION(sdk.DocumentFormat),
  'DocumentBlock.name': [
    ['a', 'A b-(c)[9]', long(200)],
    ['', long(201), 'a  b', 'a.pdf', 'a_b'],
  ],
  'GuardrailConverseImageBlock.format': ENUMERATION(sdk.GuardrailConverseImageFormat),
  'GuardrailConverseTextBlock.qualifiers': [
    [['query'], ['query', 'guard_content', 'grounding_source']],
    [[], list(4, 'query'), ['query', 'x']],
  ],
  'GuardrailStreamConfiguration.streamProcessingMode': ENUMERATION(sdk.GuardrailStreamProcessingMode),
  'ImageBlock.format': ENUMERATION(sdk.ImageFormat),
  'InferenceConfiguration.maxTokens': [
    [1, 1_000_000],
    [0, -1, 1.5, 2 ** 53],
  ],
  'InferenceConfiguration.stopSequences': [
    [[], ['x'], list(2_500), [long(1_024)]],
    [list(2_501), ['x', ''], [long(1_025)]],
  ],
  ...of(['InferenceConfiguration'], {
    temperature: [
      [0, 0.5, 1],
      [-0.01, 1.01],
    ],
    topP: [
      [0, 0.5, 1],
      [-0.01, 1.01],
    ],
  }),
  'Message.content': [
    [list(1), list(10_000)],
    [[], list(10_001)],
  ],
  'Message.role': ENUMERATION(sdk.ConversationRole),
  'OutputFormat.type': ENUMERATION(sdk.OutputFormatType),
  'PerformanceConfiguration.latency': ENUMERATION(sdk.PerformanceConfigLatency),
  'S3Location.uri': [
    ['s3://abc/k', `s3://${long(63)}/${long(1_024)}`],
    ['s3://ab/k', `s3://${long(64)}/k`, 's3://abc/', `s3://abc/${long(1_025)}`, 'https://abc/k', ' s3://abc/k'],
  ],
  'ServiceTier.type': ENUMERATION(sdk.ServiceTierType),
  ...of(['SpecificToolChoice', 'SystemTool', 'ToolSpecification', 'ToolUseBlock'], { name: NAME }),
  'ToolConfiguration.tools': [
    [list(1), list(1_000)],
    [[], list(1_001)],
  ],
  'ToolInputSchema.json': OBJECT,
  'ToolResultBlock.status': ENUMERATION(sdk.ToolResultStatus),
  ...of(['ToolResultBlock', 'ToolUseBlock'], { toolUseId: TOOL_USE_ID }),
  'ToolResultContentBlock.json': OBJECT,
  'ToolUseBlock.input': OBJECT,
  'ToolUseBlock.type': ENUMERATION(sdk.ToolUseType),
  'VideoBlock.format': ENUMERATION(sdk.VideoFormat),
};

test('every rule has limits here, and every limit a rule', () => {
  expect(Object.keys(RULES).sort()).toEqual(Object.keys(LIMITS).sort());
});

test.each(Object.entries(LIMITS))('%s takes values up to its limits, and none beyond', (member, [right, wrong]) => {
  const rule = RULES[member];
  expect(right.map((value) => rule?.(value))).toEqual(right.map(() => undefined));
  expect(wrong.map((value) => rule?.(value))).toEqual(wrong.map(() => expect.stringMatching(/^must /)));
});

test.each<[type: string, right: unknown, wrong: readonly unknown[]]>([
  ['a text', { requestMetadata: { k: 'x' } }, [{ requestMetadata: { k: 1 } }, { requestMetadata: { k: null } }]],
  ['a number', { inferenceConfig: { topP: 0.5 } }, [{ inferenceConfig: { topP: '0.5' } }]],
  [
    'true or false',
    { messages: [{ role: 'user', content: [{ text: 'x' }, cited(true)] }] },
    ['true', 1, null].map((value) => ({ messages: [{ role: 'user', content: [{ text: 'x' }, cited(value)] }] })),
  ],
])('a member that is %s takes no other type', (_, right, wrong) => {
  const issues = (fields: unknown) => issuesOf({ operation: 'converse', messages: MESSAGES, ...(fields as object) });
  expect(issues(right)).toEqual([]);
  for (const fields of wrong) expect(issues(fields)).not.toEqual([]);
});

function cited(enabled: unknown) {
  return { document: { name: 'a', format: 'txt', source: { text: 'x' }, citations: { enabled } } };
}
