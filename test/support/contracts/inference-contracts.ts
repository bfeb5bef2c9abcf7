import type { Operation } from '../../../lambda/inference/contract';
import { ContractBook } from './contract-book';
import { absent, anything, closed, exactly, like, oneOf, optional, type Shape } from './shape';

/** Environment that decides what the function adds to a request. */
export interface InferenceGiven {
  readonly models: readonly string[];
  readonly guardrail?: { readonly id: string; readonly version: string } | undefined;
}

/** Members that a caller may send; the shape of each is for AWS to say. */
const CONVERSE = [
  ...['messages', 'system', 'inferenceConfig', 'toolConfig', 'additionalModelRequestFields', 'promptVariables'],
  ...['additionalModelResponseFieldPaths', 'requestMetadata', 'performanceConfig', 'serviceTier', 'outputConfig'],
];
const INVOKE = ['body', 'accept', 'performanceConfigLatency', 'serviceTier'];

const passed = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, optional(anything)]));

/** With a guardrail of the deployment: nothing that marks a part of the request for it, or shows what it removed. */
const unmarked =
  (shape: Shape): Shape =>
  (value, path) => [
    ...shape(value, path),
    ...(/"guardContent":|"amazon-bedrock-/i.test(JSON.stringify(value)) ? ['a part is marked for the guardrail'] : []),
  ];

const named = ({ id, version }: { readonly id: string; readonly version: string }) => ({
  guardrailIdentifier: exactly(id),
  guardrailVersion: (value: unknown, path: string) => [
    ...exactly(version)(value, path),
    ...like(/^[1-9]\d*$/)(value, path),
  ],
});

function converse({ models, guardrail }: InferenceGiven, more: Readonly<Record<string, Shape>> = {}): Shape {
  const members = { ...passed(CONVERSE), modelId: oneOf(...models) };
  if (!guardrail) return closed({ ...members, guardrailConfig: optional(anything) });
  const guardrailConfig = closed({ ...named(guardrail), trace: exactly('disabled'), ...more });
  return unmarked(closed({ ...members, guardrailConfig }));
}

function invokeModel({ models, guardrail }: InferenceGiven): Shape {
  const members = { ...passed(INVOKE), contentType: exactly('application/json'), modelId: oneOf(...models) };
  const names = ['guardrailIdentifier', 'guardrailVersion', 'trace'];
  if (!guardrail) return closed({ ...members, ...passed(names) });
  return unmarked(closed({ ...members, ...named(guardrail), trace: exactly('DISABLED') }));
}

/** Contracts of the requests that the inference function sends, by operation. */
export const INFERENCE_CONTRACTS = new ContractBook<InferenceGiven>({
  converse: (given) => converse(given, { streamProcessingMode: absent }),
  converseStream: (given) => converse(given, { streamProcessingMode: exactly('sync') }),
  invokeModel,
  invokeModelWithResponseStream: invokeModel,
} satisfies Record<Operation, (given: InferenceGiven) => Shape>);

const OPERATIONS: Readonly<Record<string, Operation>> = {
  converse: 'converse',
  'converse-stream': 'converseStream',
  invoke: 'invokeModel',
  'invoke-with-response-stream': 'invokeModelWithResponseStream',
};

/** Headers that are fields of InvokeModel. Source: Amazon Bedrock API Reference, InvokeModel. */
const FIELDS: Readonly<Record<string, string>> = {
  'x-amzn-bedrock-accept': 'accept',
  'content-type': 'contentType',
  'x-amzn-bedrock-guardrailidentifier': 'guardrailIdentifier',
  'x-amzn-bedrock-guardrailversion': 'guardrailVersion',
  'x-amzn-bedrock-performanceconfig-latency': 'performanceConfigLatency',
  'x-amzn-bedrock-service-tier': 'serviceTier',
  'x-amzn-bedrock-trace': 'trace',
};

/** Reads a request to bedrock-runtime as fields of the API, and holds it against its contract. */
export function breachesOverHttp(
  {
    url,
    headers,
    body,
  }: { readonly url: string; readonly headers: Readonly<Record<string, unknown>>; readonly body: string },
  given: InferenceGiven,
): readonly string[] {
  const [, modelId = '', path = ''] = /^\/model\/([^/]+)\/([^/?]+)$/.exec(url) ?? [];
  const operation = OPERATIONS[path];
  if (!operation) return [`${url} has no contract: write one in test/support/contracts`];
  const json: unknown = JSON.parse(body);
  const request = { modelId: decodeURIComponent(modelId) };
  if (operation.startsWith('converse'))
    return INFERENCE_CONTRACTS.breaches(operation, { ...(json as object), ...request }, given);
  const known = Object.entries(headers).filter(([name]) => name in FIELDS || name.startsWith('x-amzn-bedrock'));
  const fields = Object.fromEntries(known.map(([name, value]) => [FIELDS[name] ?? name, value]));
  return INFERENCE_CONTRACTS.breaches(operation, { ...fields, ...request, body: json }, given);
}
