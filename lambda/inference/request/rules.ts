import {
  AudioFormat,
  CachePointType,
  CacheTTL,
  ConversationRole,
  DocumentFormat,
  GuardrailConverseContentQualifier,
  GuardrailConverseImageFormat,
  GuardrailStreamProcessingMode,
  GuardrailTrace,
  ImageFormat,
  OutputFormatType,
  PerformanceConfigLatency,
  ServiceTierType,
  ToolResultStatus,
  ToolUseType,
  Trace,
  VideoFormat,
} from '@aws-sdk/client-bedrock-runtime';
import { isObject } from '../../shared/fields';

/** Returns what a value of the right type must be; undefined if it is. */
export type Rule = (value: unknown) => string | undefined;

const must =
  <T>(expected: string, holds: (value: T) => boolean): Rule =>
  (value) =>
    holds(value as T) ? undefined : `must ${expected}`;

type Enumeration = Readonly<Record<string, string>>;

const oneOf = (values: Enumeration): Rule => {
  const allowed = Object.values(values);
  return must<string>(`be one of: ${allowed.join(', ')}`, (value) => allowed.includes(value));
};

const between = (least: number, most: number): Rule =>
  must<number>(`be from ${least} to ${most}`, (value) => value >= least && value <= most);

const wholeFrom = (least: number): Rule =>
  must<number>(`be a whole number from ${least}`, (value) => Number.isSafeInteger(value) && value >= least);

const text = (least: number, most: number): Rule =>
  must<string>(`have ${least} to ${most} characters`, ({ length }) => length >= least && length <= most);

/** Limits a list or a map. */
const entries = (least: number, most: number, each?: Rule): Rule => {
  const count = must<object>(`have ${least} to ${most} entries`, (value) => {
    const { length } = Object.keys(value);
    return length >= least && length <= most;
  });
  return (value) =>
    count(value) ??
    (each &&
      Object.values(value as object)
        .map(each)
        .find((wrong) => wrong !== undefined));
};

/** Value of an HTTP header. Node would refuse others, or they would end the header early. */
const header = (most: number): Rule =>
  must<string>(
    `be 1 to ${most} printable ASCII characters, without spaces at the ends`,
    (value) => value.length <= most && /^[!-~]([ -~]*[!-~])?$/.test(value),
  );

const identifier = must<string>('be 1 to 64 letters, digits, _ or -', (value) => /^[\w-]{1,64}$/.test(value));

/** Bedrock refuses other names: they could be read as a part of the prompt. */
const documentName = must<string>(
  'be 1 to 200 letters, digits, single white space, hyphens, parentheses or square brackets',
  (value) => value.length <= 200 && /^(?:[A-Za-z0-9()[\]-]|\s(?!\s))+$/.test(value),
);

const object = must<unknown>('be an object', isObject);

const s3Uri = must<string>('be an S3 address such as s3://bucket/key', (value) =>
  /^s3:\/\/[^/]{3,63}\/.{1,1024}$/.test(value),
);

const converse = (operation: 'ConverseRequest' | 'ConverseStreamRequest') => ({
  [`${operation}.messages`]: entries(1, 2_000),
  [`${operation}.requestMetadata`]: entries(0, 16, text(0, 256)),
  [`${operation}.additionalModelRequestFields`]: object,
  [`${operation}.additionalModelResponseFieldPaths`]: entries(0, 10, text(1, 256)),
});

const invokeModel = (operation: 'InvokeModelRequest' | 'InvokeModelWithResponseStreamRequest') => ({
  [`${operation}.contentType`]: header(256),
  [`${operation}.accept`]: header(256),
  [`${operation}.trace`]: oneOf(Trace),
  [`${operation}.guardrailIdentifier`]: header(2_048),
  [`${operation}.guardrailVersion`]: header(16),
  [`${operation}.performanceConfigLatency`]: oneOf(PerformanceConfigLatency),
  [`${operation}.serviceTier`]: oneOf(ServiceTierType),
  [`${operation}.requestMetadata`]: header(4_096),
});

/** Enumerations, lengths and ranges of the API by structure and member. The SDK's schemas do not have them. */
export const RULES: Readonly<Record<string, Rule>> = {
  ...converse('ConverseRequest'),
  ...converse('ConverseStreamRequest'),
  ...invokeModel('InvokeModelRequest'),
  ...invokeModel('InvokeModelWithResponseStreamRequest'),
  'AudioBlock.format': oneOf(AudioFormat),
  'CachePointBlock.ttl': oneOf(CacheTTL),
  'CachePointBlock.type': oneOf(CachePointType),
  'DocumentBlock.format': oneOf(DocumentFormat),
  'DocumentBlock.name': documentName,
  'GuardrailConfiguration.guardrailIdentifier': header(2_048),
  'GuardrailConfiguration.guardrailVersion': header(16),
  'GuardrailConfiguration.trace': oneOf(GuardrailTrace),
  'GuardrailConverseImageBlock.format': oneOf(GuardrailConverseImageFormat),
  'GuardrailConverseTextBlock.qualifiers': entries(1, 3, oneOf(GuardrailConverseContentQualifier)),
  'GuardrailStreamConfiguration.guardrailIdentifier': header(2_048),
  'GuardrailStreamConfiguration.guardrailVersion': header(16),
  'GuardrailStreamConfiguration.streamProcessingMode': oneOf(GuardrailStreamProcessingMode),
  'GuardrailStreamConfiguration.trace': oneOf(GuardrailTrace),
  'ImageBlock.format': oneOf(ImageFormat),
  'InferenceConfiguration.maxTokens': wholeFrom(1),
  'InferenceConfiguration.stopSequences': entries(0, 2_500, text(1, 1_024)),
  'InferenceConfiguration.temperature': between(0, 1),
  'InferenceConfiguration.topP': between(0, 1),
  'Message.content': entries(1, 10_000),
  'Message.role': oneOf(ConversationRole),
  'OutputFormat.type': oneOf(OutputFormatType),
  'PerformanceConfiguration.latency': oneOf(PerformanceConfigLatency),
  'S3Location.uri': s3Uri,
  'ServiceTier.type': oneOf(ServiceTierType),
  'SpecificToolChoice.name': identifier,
  'SystemTool.name': identifier,
  'ToolConfiguration.tools': entries(1, 1_000),
  'ToolInputSchema.json': object,
  'ToolResultBlock.status': oneOf(ToolResultStatus),
  'ToolResultBlock.toolUseId': text(1, 256),
  'ToolResultContentBlock.json': object,
  'ToolSpecification.name': identifier,
  'ToolUseBlock.input': object,
  'ToolUseBlock.name': identifier,
  'ToolUseBlock.toolUseId': text(1, 256),
  'ToolUseBlock.type': oneOf(ToolUseType),
  'VideoBlock.format': oneOf(VideoFormat),
};
